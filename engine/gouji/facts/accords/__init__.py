"""Two places of a report that must say the same."""
