"""Reports that are alike are found as comparing every two of them would find them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from random import Random
from typing import NamedTuple

import pytest

from gouji.batch.peers import Narrative, alike, least_asked, sketch
from gouji.facts.similarity import overlap, shingles
from gouji.rulebook import load_rulebook
from gouji.rulebook.condition import Test
from narrativekit import Narratives


class Told(NamedTuple):
    """A report by its key, whose it is, and what it wrote itself."""

    key: str
    agency: str
    year: int
    text: str


def sketched(reports: Sequence[Told]) -> list[Narrative]:
    return [Narrative(key, agency, year, sketch(text)) for key, agency, year, text in reports]


def found(reports: Sequence[Told]) -> dict[str, tuple[str, ...]]:
    return alike(sketched(reports), {report.key: report.text for report in reports}.__getitem__)


def by_every_pair(reports: Sequence[Told]) -> dict[str, tuple[str, ...]]:
    """Return what the definition says: every two of one year and two agencies are compared."""
    pieces = {report.key: shingles(report.text) for report in reports}
    likeness: dict[str, list[tuple[int, str]]] = {}
    for one, other in permutations(reports, 2):
        if one.year == other.year and one.agency != other.agency:
            percent = overlap(pieces[one.key], pieces[other.key])
            if percent is not None and percent >= 70:
                likeness.setdefault(one.key, []).append((-percent, other.key))
    return {key: tuple(other for _, other in sorted(pairs)[:3]) for key, pairs in likeness.items()}


def narratives(texts: Sequence[str], year: int = 2024) -> list[Told]:
    return [Told(f"{i:03d}", f"某县第{i}局", year, text) for i, text in enumerate(texts)]


def mixed(seed: int) -> list[Told]:
    """Return unlike reports with a third of boilerplate, and some made out of every fourth."""
    make = Narratives(seed)
    draw = Random(seed)  # noqa: S311 - no secret is drawn
    texts: list[str] = []
    for index in range(120):
        text = make.own(draw.randint(20, 90), boilerplate=0.3)
        texts.append(text)
        if index % 4 == 0:
            ways: list[Callable[[str], str]] = [
                lambda t: make.edited(t, draw.uniform(0, 0.12)),
                lambda t: make.enlarged(t, draw.randint(1, 60)),
                lambda t: make.part(t, draw.uniform(0.5, 0.9)),
                lambda t: make.edited(make.part(t, 0.6), 0.04),
            ]
            texts += [way(text) for way in draw.sample(ways, draw.randint(1, 3))]
    return narratives(texts)


@pytest.mark.parametrize("seed", range(6))
def test_as_comparing_every_pair(seed: int) -> None:
    reports = mixed(seed)
    expected = by_every_pair(reports)
    assert found(reports) == expected
    assert len(expected) > 50


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = mixed(1)
    shuffled = Random(3).sample(reports, len(reports))  # noqa: S311 - no secret is drawn
    assert found(reports) == found(shuffled) != {}


def test_a_short_report_taken_out_of_a_long_one() -> None:
    make = Narratives(5)
    long = make.own(600)
    reports = narratives([long, make.part(long, 0.03), make.own(600)])
    assert found(reports) == {"000": ("001",), "001": ("000",)}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"agency": "某县第0局"}, "the same agency"),
        ({"agency": None}, "an agency that nobody knows"),
        ({"year": 2023}, "another year"),
        ({"year": None}, "a year that nobody knows"),
    ],
)
def test_not_compared(changed: dict[str, str | int | None], reason: str) -> None:
    text = Narratives(6).own(40)
    one, other = narratives([text, text])
    assert found([one, other]) == {"000": ("001",), "001": ("000",)}
    assert found([one, other._replace(**changed)]) == {}, reason


@pytest.mark.parametrize("sentences", [0, 5])
def test_too_short_to_compare(sentences: int) -> None:
    text = Narratives(6).own(sentences)
    assert found(narratives([text, text])) == {}


def test_no_reports() -> None:
    assert found([]) == {}


def test_at_most_three_the_most_alike_first_and_then_by_key() -> None:
    make = Narratives(7)
    text = make.own(60)
    edits = [make.edited(text, share) for share in (0.05, 0.03, 0.01, 0.0, 0.0)]
    reports = narratives([text, *edits])
    assert found(reports)["000"] == ("004", "005", "003")


def test_a_group_of_copies_compares_each_with_few() -> None:
    make = Narratives(8)
    text = make.own(40)
    reports = narratives([make.edited(text, 0.02) for _ in range(80)] + [text] * 20)
    texts = {report.key: report.text for report in reports}
    read: Counter[str] = Counter()

    def narrative(key: str) -> str:
        read[key] += 1
        return texts[key]

    peers = alike(sketched(reports), narrative)
    assert {key: len(others) for key, others in peers.items()} == dict.fromkeys(texts, 3)
    assert peers["080"] == ("081", "082", "083")
    assert peers["099"] == ("080", "081", "082")
    assert read.total() < 100 * 21


def test_common_sentences_alone_are_not_read_again() -> None:
    make = Narratives(9)
    reports = narratives([make.own(60, boilerplate=0.4) for _ in range(150)])
    read: list[str] = []
    texts = {report.key: report.text for report in reports}
    assert alike(sketched(reports), lambda key: read.append(key) or texts[key]) == {}  # type: ignore[func-returns-value]
    assert len(read) < 15


def test_a_rule_of_an_office_may_ask_about_less() -> None:
    """Six hundred of a thousand characters are the same: more than half, less than 70 in 100."""
    signs = "".join(chr(0x4E00 + n) for n in Random(5).sample(range(9000), 1400))  # noqa: S311
    texts = {"a": signs[:1000], "b": signs[:600] + signs[1000:]}
    reports = sketched([Told(key, f"{key}局", 2024, text) for key, text in texts.items()])
    assert alike(reports, texts.__getitem__) == {}
    assert alike(reports, texts.__getitem__, 51) == {"a": ("b",), "b": ("a",)}


def test_what_is_compared_is_what_the_rules_ask_about() -> None:
    book = load_rulebook()
    half = book.rules["Q702"].model_copy(update={"fails_when": Test("percent", "gt", 50)})
    assert least_asked(book) == 70
    assert least_asked(replace(book, rules=book.rules | {"Q790": half})) == 50
