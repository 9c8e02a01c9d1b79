"""The rules that a command asked for: those that ship, with layers over them, tried first.

What was loaded once is kept (:mod:`gouji.rulebook.compiled`), and loaded no more.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from gouji.rulebook import Rulebook
from gouji.rulebook.book import DEFAULT_PROFILE
from gouji.rulebook.compiled import keep_rulebook, kept_rulebook, rulebook_key


def chosen_rulebook(layers: Sequence[Path] = (), profile: str | None = None) -> Rulebook:
    """Return the rulebook for ``layers`` and ``profile``; raises :class:`RuleFileError`."""
    if not layers and profile is None:
        return _shipped()
    return _kept_or_loaded(tuple(layers), profile)


@cache
def _shipped() -> Rulebook:
    return _kept_or_loaded((), None)


def _kept_or_loaded(layers: tuple[Path, ...], profile: str | None) -> Rulebook:
    key = rulebook_key(layers, profile or DEFAULT_PROFILE)
    book = kept_rulebook(key) if key else None
    if book is not None:
        return book
    book = _loaded(layers, profile)
    if key and key == rulebook_key(layers, profile or DEFAULT_PROFILE) and keep_rulebook(key, book):
        from gouji.warming import warm

        warm(book)
    return book


def _loaded(layers: tuple[Path, ...], profile: str | None) -> Rulebook:
    """Load rules; those that somebody else wrote are tried in a process of their own before."""
    from functools import partial

    from gouji.judgement.trial import tried
    from gouji.rulebook.layers import load_layered
    from gouji.rulebook.loading import load_rulebook

    if not layers and profile is None:
        return load_rulebook()
    return tried(partial(load_layered, layers, profile or DEFAULT_PROFILE))
