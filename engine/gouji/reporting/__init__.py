"""Tells what was found: as JSON for programs, on the terminal for people."""
