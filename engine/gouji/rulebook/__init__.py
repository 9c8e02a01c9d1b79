"""Rules as data: editions of the form, wording, rules and scoring profiles, loaded and checked."""

from gouji.rulebook.book import Rulebook, builtin_directory, load_rulebook

__all__ = ["Rulebook", "builtin_directory", "load_rulebook"]
