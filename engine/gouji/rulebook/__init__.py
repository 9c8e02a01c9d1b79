"""Rules as data: editions of the form, wording, rules and scoring profiles, loaded and checked."""

from typing import TYPE_CHECKING

from gouji.rulebook.book import Rulebook, builtin_directory

if TYPE_CHECKING:
    from gouji.rulebook.loading import load_rulebook

__all__ = ["Rulebook", "builtin_directory", "load_rulebook"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import what loads only when it is asked for: most often a rulebook is kept already."""
        if name != "load_rulebook":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
        from gouji.rulebook.loading import load_rulebook

        return load_rulebook
