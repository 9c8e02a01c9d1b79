"""Every name in every rule file, spoilt by one letter, is refused at its line; so is every key.

What each text is, its model says (``gouji.model.names``): a name, a pattern, a template or free
text. Nothing else is free. The files are spoilt as data, with the places of the originals.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from gouji.errors import RuleFileError
from gouji.facts.wording import WORDING_FILES
from gouji.model.form import Form
from gouji.model.names import FREE, PATTERN, TEMPLATE, Defines, Loc, Mention, mentions
from gouji.rulebook.book import builtin_directory
from gouji.rulebook.files import sources_in, validated
from gouji.rulebook.loading import RuleFile, rules_in, shipped_rules, shipped_words
from gouji.rulebook.profile import Profile
from gouji.rulebook.profile_checks import check_name, check_profile
from gouji.rulebook.source import Source
from gouji.rulebook.words import words_in

SEED = 20261128
NOWHERE_USED = {
    ("topics", "each", "·", "id"), ("counts", "·", "id"), ("rules", "·", "code"),
    ("frames", "·", "id"),
}  # fmt: skip
"""New names that no shipped file uses: another letter names the findings otherwise, no more."""
OF_EACH = 2
"""How many of the names that stand at alike places are spoilt (rows of tables, codes of rules)."""

CLAIMS = "rules/claims.yaml"
"""A class of words there may be called anything: what it does, its slot, role and marks say."""

ROOT = builtin_directory()
FILES, WORDS = shipped_words()
RULES = shipped_rules()


def says_what_it_is(source: Source, model: Any) -> bool:
    return all(m.mark for m in mentions(model, validated(source, model)))


SHIPPED: list[tuple[Source, Any]] = [
    *((source, Form) for source in FILES.editions),
    *(
        (source, WORDING_FILES[f])
        for f, source in FILES.wording.items()
        if source.name != CLAIMS or says_what_it_is(source, WORDING_FILES[f])
    ),
    *((source, RuleFile) for source in sources_in(ROOT, "rules/*.yaml")),
    *((source, Profile) for source in sources_in(ROOT, "profiles/*.yaml")),
]


def test_every_shipped_file_is_spoilt() -> None:
    """That of claims is spoilt as soon as its model says what every text of it is."""
    shipped = {path.relative_to(ROOT.parent).as_posix() for path in ROOT.rglob("*.yaml")}
    assert {source.name for source, _ in SHIPPED} | {CLAIMS} == shipped


def texts(source: Source, model: Any) -> list[Mention]:
    return list(mentions(model, validated(source, model)))


@pytest.mark.parametrize(("source", "model"), SHIPPED, ids=[s.name for s, _ in SHIPPED])
def test_every_text_says_what_it_is(source: Source, model: Any) -> None:
    assert {shape(m.loc) for m in texts(source, model) if m.mark is None} == set()


def shape(loc: Loc) -> tuple[str, ...]:
    return tuple("·" if isinstance(part, int) else part for part in loc)


class Spoilt(NamedTuple):
    """A file with one thing wrong at ``loc``; ``text`` is what stood there."""

    source: Source
    model: Any
    loc: Loc
    text: str
    wrong: str
    defines: bool = False


def spoilt_names(random: Random) -> Iterator[Spoilt]:
    """Yield texts that are no free text: names, and choices, which no model need mark."""
    for source, model in SHIPPED:
        marked = {mention.loc: mention for mention in texts(source, model)}
        by_shape: dict[tuple[str, ...], list[Mention]] = {}
        for loc, text in texts_of(source.data, ()):
            mention = marked.get(loc) or marked.get((*loc, 0)) or Mention(loc, text, None)
            is_number = mention.mark is None and "." in text and text.replace(".", "").isdigit()
            if mention.mark not in (FREE, TEMPLATE, PATTERN) and text and not is_number:
                by_shape.setdefault(shape(loc), []).append(mention)
        for alike in by_shape.values():
            for mention in random.sample(alike, min(OF_EACH, len(alike))):
                wrong = one_letter(mention.text, random)
                yield Spoilt(source, model, mention.loc, mention.text, wrong, is_new(mention))


def texts_of(data: object, at: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(data, str):
        yield at, data
    for part, value in parts_of(data):
        yield from texts_of(value, (*at, part))


def parts_of(data: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(data, dict):
        yield from data.items()
    elif isinstance(data, list):
        yield from enumerate(data)


def is_new(mention: Mention) -> bool:
    return isinstance(mention.mark, Defines) or mention.loc[-1] in (
        "id",
        "locus",
        "edition",
        "cell",
    )


def one_letter(text: str, random: Random) -> str:
    """Return ``text`` with one letter changed to one that names hardly have."""
    places = [i for i, char in enumerate(text) if char.isalnum()]
    at = random.choice(places)
    letters = "98" if text[at].isdigit() else "qx"
    return f"{text[:at]}{next(c for c in letters if c != text[at])}{text[at + 1 :]}"


def spoilt_keys(random: Random) -> Iterator[Spoilt]:
    for source, model in SHIPPED:
        marked = {mention.loc: mention for mention in texts(source, model) if mention.loc}
        by_shape: dict[tuple[str, ...], list[Loc]] = {}
        for loc in keys_of(source.data, ()):
            by_shape.setdefault(shape(loc), []).append(loc)
        for alike in by_shape.values():
            loc = random.choice(alike)
            key, given = str(loc[-1]), marked.get(loc)
            if given is None or given.mark is not FREE:
                is_name = given is not None and given.text == key
                yield Spoilt(source, model, loc, key, one_letter(key, random), is_name)


def keys_of(data: object, at: Loc) -> Iterator[Loc]:
    for part, value in parts_of(data):
        if isinstance(part, str):
            yield (*at, part)
        yield from keys_of(value, (*at, part))


def spoilt_patterns() -> Iterator[Spoilt]:
    for source, model in SHIPPED:
        for mention in texts(source, model):
            if mention.mark is PATTERN:
                for wrong in (f"{mention.text}(", f"(?:{mention.text}|(?:甲+)+)+乙"):
                    yield Spoilt(source, model, mention.loc, mention.text, wrong)


def with_value(source: Source, loc: Loc, wrong: str) -> Source:
    data, inside = copied(source, loc)
    inside[loc[-1]] = wrong
    return replace(source, data=data)


def copied(source: Source, loc: Loc) -> tuple[Any, Any]:
    """Return a copy of the data, and the part of it in which ``loc`` stands."""
    data: Any = deepcopy(source.data)
    inside = data
    for part in loc[:-1]:
        inside = inside[part]
    return data, inside


def with_key(source: Source, loc: Loc, wrong: str) -> Source:
    """Return ``source`` with the key at ``loc`` misspelt, where it stood."""
    data, inside = copied(source, loc)
    renamed = {wrong if key == loc[-1] else key: value for key, value in inside.items()}
    inside.clear()
    inside.update(renamed)
    moved = (*loc[:-1], wrong)
    marks = {
        (*moved, *at[len(loc) :]) if at[: len(loc)] == loc else at: position
        for at, position in source.marks.items()
    }
    return replace(source, data=data, marks=marks)


def load(source: Source, model: Any) -> None:
    """Load the shipped rules with ``source`` in place of the file of its name."""
    if model is RuleFile:
        below = {code: rule for code, rule in RULES.items() if code not in codes(source)}
        rules_in([source], WORDS, below)
    elif model is Profile:
        profile = validated(source, Profile)
        source.fail([*check_name(profile, Path(source.name).stem), *check_profile(profile, RULES)])
    else:
        editions = tuple(source if s.name == source.name else s for s in FILES.editions)
        wording = {f: source if s.name == source.name else s for f, s in FILES.wording.items()}
        words = words_in(replace(FILES, editions=editions, wording=wording))
        rules_in(sources_in(ROOT, "rules/*.yaml"), words)


def codes(source: Source) -> set[str]:
    original = next(s for s, _ in SHIPPED if s.name == source.name)
    data: Any = original.data
    return {rule["code"] for rule in data["rules"]}


def refused_elsewhere(spoilt: Spoilt, changed: Source) -> str:
    """Return how a mistake is told wrongly: nothing, where it is told at its place.

    A name that is given anew is told at its own place or wherever it was used, with its old name.
    """
    try:
        load(changed, spoilt.model)
    except RuleFileError as error:
        told = str(error).splitlines()
    else:
        told = []
    at = spoilt.source.marks.get(spoilt.loc) or spoilt.source.marks[spoilt.loc[:-1]]
    place = f"{at.file}:{at.line}:"
    if any(line.startswith(place) for line in told):
        return ""
    new_class = spoilt.source.name == CLAIMS and shape(spoilt.loc)[0] == "words"
    if (shape(spoilt.loc) in NOWHERE_USED or new_class) and not told:
        return ""
    if spoilt.defines and any(spoilt.text in line for line in told):
        return ""
    return f"{place} {spoilt.loc} {spoilt.text} → {spoilt.wrong}: {told[:2]}"


def _random() -> Random:
    return Random(SEED)  # noqa: S311 - not for secrets


def test_every_name_spoilt_is_refused_at_its_line() -> None:
    found = (
        refused_elsewhere(each, with_value(each.source, each.loc, each.wrong))
        for each in spoilt_names(_random())
    )
    assert [each for each in found if each] == []


def test_every_key_misspelt_is_refused_at_its_line() -> None:
    found = (
        refused_elsewhere(each, with_key(each.source, each.loc, each.wrong))
        for each in spoilt_keys(_random())
    )
    assert [each for each in found if each] == []


def test_every_pattern_broken_or_slow_is_refused_at_its_line() -> None:
    found = (
        refused_elsewhere(each, with_value(each.source, each.loc, each.wrong))
        for each in spoilt_patterns()
    )
    assert [each for each in found if each] == []
