"""The edition that a report is printed on."""

from dataclasses import replace

import pytest

from facts.say import BOOK, document
from gouji.facts.edition import EDITION, printed_form
from gouji.model.context import NO_CONTEXT
from gouji.model.document import Document, Grid, GridCell, Place
from scoring import make

OLD = ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]
NEW = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def as_grid(texts: list[str]) -> Document:
    cells = tuple(GridCell(0, i, text, Place()) for i, text in enumerate(texts))
    return Document("html", None, (Grid(cells, 1, len(texts), Place()),))


CASES = [
    ("old heads in a year of the new form", OLD, 2023, "2019"),
    ("old heads in their own year", OLD, 2020, "2019"),
    ("new heads", NEW, 2023, "2021"),
    ("new heads too early", NEW, 2020, "2021"),
    ("both", OLD + NEW, 2023, "2021"),
    ("none", ["规章", "总计"], 2023, "2021"),
    ("one old head alone", ["对外公开总数量"], 2023, "2021"),
    ("a head of both", ["处理决定数量", "结果维持", "自然人"], 2023, "2021"),
]


@pytest.mark.parametrize(("name", "texts", "year", "expected"), CASES, ids=[c[0] for c in CASES])
def test_edition(name: str, texts: list[str], year: int, expected: str) -> None:
    due = BOOK.form_for(year)
    assert printed_form(as_grid(texts), BOOK.forms, due).edition == expected, name
    assert printed_form(document(" ".join(texts)), BOOK.forms, due).edition == expected, name


YEARS = [
    (2020, "2019", (True, True)),
    (2023, "2019", (False, True)),
    (None, "2019", (False, False)),
    (None, "2021", (True, True)),
]


@pytest.mark.parametrize(("year", "printed", "right_and_readable"), YEARS)
def test_an_old_form_is_judged_only_in_a_year_that_is_known(
    year: int | None, printed: str, right_and_readable: tuple[bool, bool]
) -> None:
    made = replace(
        make.report(make.consistent({})),
        year=year,
        form=BOOK.forms[printed],
        due=BOOK.form_for(year),
    )
    (subject,) = EDITION.subjects(EDITION.scene(made, BOOK.wording, NO_CONTEXT))
    assert (subject.fields["right"], subject.readable) == right_and_readable
    assert (subject.reason is None) == subject.readable


@pytest.mark.parametrize(("year", "bound"), [(2019, False), (2020, False), (2021, True)])
def test_the_fee_and_the_notice_of_2021_bind_no_earlier_report(year: int, bound: bool) -> None:
    for code in ("P204", "P205", "P208"):
        years = BOOK.rules[code].years
        assert (years.first <= year <= years.last) is bound
