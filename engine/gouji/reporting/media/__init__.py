"""What files, pages, spreadsheets and official paper ask of whatever is told in them."""
