"""The profile that a year is scored under: one that was asked for holds until another is.

It holds for later years, too.
"""

import json
from dataclasses import replace

from gouji.keys import judged_by
from gouji.rulebook import Rulebook, load_rulebook
from gouji.rulebook.book import Layer
from gouji.rulebook.loading import shipped_rules
from gouji.rulebook.profile import Profile
from gouji.store import History


def in_force(history: History, book: Rulebook, year: int | None, *, asked: bool) -> Rulebook:
    """Return ``book`` with the profile that ``year`` is scored under.

    That is the profile of ``book`` where a person ``asked`` for it, and from then on; else the one
    that was asked for last, for this year or one before. Where nobody ever asked it is that of
    ``book``, which is to be the plain one.
    """
    if year is None:
        return book
    if asked:
        shipped = book.profile == load_rulebook().profile
        history.adopt(year, None if shipped else _packed(book))
        return book
    kept = history.profile(year)
    return book if kept is None else _with(book, json.loads(kept))


def _packed(book: Rulebook) -> str:
    parts = {
        "profile": json.loads(book.profile.model_dump_json(by_alias=True)),
        "sha256": book.sha256,
        "layers": [[layer.name, layer.sha256] for layer in book.layers],
        "rules": judged_by(book),
    }
    return json.dumps(parts, ensure_ascii=False)


def _with(book: Rulebook, kept: dict[str, object]) -> Rulebook:
    """Return ``book`` with a profile that was kept, and with the rules that it requires."""
    profile = Profile.model_validate_json(json.dumps(kept["profile"], ensure_ascii=False))
    required = {c: r for c, r in shipped_rules().items() if c in profile.require}
    rules = dict(sorted((required | book.rules).items()))
    restored = replace(book, profile=profile, rules=rules)
    if judged_by(restored) != kept["rules"]:
        return restored
    layers = kept["layers"]
    named = tuple(Layer(*each) for each in layers) if isinstance(layers, list) else ()
    return replace(restored, sha256=str(kept["sha256"]), layers=named)
