"""The rules that a command asked for: those that ship, with layers over them, tried first."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from gouji.judgement.trial import tried
from gouji.rulebook import Rulebook, load_rulebook
from gouji.rulebook.book import DEFAULT_PROFILE
from gouji.rulebook.layers import load_layered


def chosen_rulebook(layers: Sequence[Path] = (), profile: str | None = None) -> Rulebook:
    """Return the rulebook for ``layers`` and ``profile``; raises :class:`RuleFileError`."""
    if not layers and profile is None:
        return load_rulebook()
    return tried(partial(load_layered, tuple(layers), profile or DEFAULT_PROFILE))
