"""Numbers that the general part must state: there, perhaps, or plainly not; and how long it is."""

from dataclasses import replace

import pytest

from gouji.facts.counts import COUNTS, read_counts
from gouji.facts.length import LENGTH
from gouji.facts.report import Report
from gouji.model.context import NO_CONTEXT
from gouji.model.document import Line, Place
from gouji.model.prose import join
from scoring import make

WORDS = make.BOOK.wording["counts"]


def saying(text: str, elsewhere: str = "") -> Report:
    """A report whose general part says ``text``."""
    made = make.report(make.consistent({}))
    own = join([Line(text, Place(line=9, column=1))])
    sections = tuple(replace(s, prose=own) if s.id == "s1" else s for s in made.sections)
    whole = join([Line(part, Place(line=9, column=1)) for part in (text, elsewhere) if part])
    return replace(made, sections=sections, text=whole)


@pytest.mark.parametrize(
    ("text", "elsewhere", "stated", "perhaps"),
    [
        ("通过政府网站公开信息305条。", "", True, False),
        ("通过门户网站公开信息三百零五条。", "", True, False),
        ("没有开设网站。", "", True, False),
        ("加强网站管理。", "", False, True),
        ("2024年，加强网站管理。", "", False, True),
        ("加强主动公开。", "网站公开305条。", False, True),
        ("加强主动公开。", "", False, False),
    ],
)
def test_a_number_is_stated_or_may_be_or_is_plainly_not(
    text: str, elsewhere: str, *, stated: bool, perhaps: bool
) -> None:
    found = read_counts(saying(text, elsewhere), WORDS)
    site = next(each for each in found if each.id == "s1.count.site")
    assert (site.quote is not None, site.perhaps is not None) == (stated, perhaps)


def test_every_listed_number_is_looked_for() -> None:
    made = saying("无")
    scene = COUNTS.put(made, read_counts(made, WORDS))
    subjects = list(COUNTS.subjects(COUNTS.scene(scene, make.BOOK.wording, NO_CONTEXT)))
    assert [s.locus for s in subjects] == [each.id for each in WORDS]


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [("公开305条。", 5, 7), ("", 0, 0), ("公 开\t工 作", 4, 4), ("网址www.gov.cn", 3, 12)],
)
def test_the_length_is_counted_both_ways(text: str, words: int, characters: int) -> None:
    made = saying(text)
    (subject,) = LENGTH.subjects(LENGTH.scene(made, make.BOOK.wording, NO_CONTEXT))
    assert (subject.fields["words"], subject.fields["characters"]) == (words, characters)
