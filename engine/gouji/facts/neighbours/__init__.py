"""What needs more than the report itself: another year's, its members', others', the date."""
