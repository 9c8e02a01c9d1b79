"""Reports returned to be mended: each round with its dates, its points, and what came of it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from gouji.appeals.rounds import send_back, told, unmended
from gouji.batch.selection import of_year, together
from gouji.errors import UsageError
from gouji.model.grading import Grading
from gouji.model.round import mending
from gouji.reporting.many.overview.workbook import workbook
from gouji.store import History, open_history
from gradingkit import BOOK, Made, audited
from store.kept import to_keep

CLEAN = Made("a.txt")
BAD = replace(CLEAN, faults=("contact_missing", "sum_row_new"))
TABLE_GONE = replace(CLEAN, faults=("contact_missing", "table_absent_t3"))
HALF = replace(CLEAN, faults=("contact_missing",))
OTHER = replace(BAD, seed=2)
TORN = replace(BAD, torn=True)
WHOSE = (CLEAN.agency, 2024)
ON, DUE, LATER = date(2025, 2, 10), date(2025, 3, 1), date(2025, 2, 20)


@pytest.fixture
def history(tmp_path):  # noqa: ANN001, ANN201
    with open_history(tmp_path / "gouji.db") as opened:
        yield opened


def stands(history: History, made: Made, day: date = LATER) -> None:
    key = f"{made.faults}{made.seed}{made.torn}"
    history.stand(history.keep([to_keep(made, key)]), day=day)


def returned(history: History, made: Made = BAD) -> None:
    stands(history, made)
    send_back(history, WHOSE, (ON, DUE), ("李四", "请改"))


CAME = [
    ([], DUE, "正在改", ""),
    ([], date(2025, 3, 2), "逾期未改", ""),
    ([BAD], DUE, "正在改", ""),
    ([CLEAN], DUE, "已改正", "改好 3 个"),
    ([HALF], DUE, "部分改正", "改好 2 个、还在 1 个"),
    ([OTHER], DUE, "未改正", "还在 3 个"),
    ([HALF, CLEAN], DUE, "部分改正", "改好 2 个、还在 1 个"),
]


@pytest.mark.parametrize(("files", "today", "word", "counts"), CAME)
def test_what_came_of_a_round(
    history: History, files: list[Made], today: date, word: str, counts: str
) -> None:
    returned(history)
    for made in files:
        stands(history, made)
    (each,) = told(history, history.rounds(year=2024), today)
    assert (each.word, each.counts) == (word, counts)
    ended = files and files[0] != BAD
    assert (each.round.returned, each.round.due, each.round.who) == (ON, DUE, "李四")
    assert each.round.ended == (LATER if ended else None)
    assert unmended(history, 2024, today) == (
        {CLEAN.agency: 1} if word in {"逾期未改", "未改正"} else {}
    )
    scores = [audited(made).score for made in (BAD, *files[: 1 if ended else 0])]
    assert each.points == " → ".join(s.low for s in scores)


def test_leaving_out_or_blurring_a_table_mends_nothing_in_it() -> None:
    found = mending(audited(BAD), audited(TABLE_GONE))
    assert (found.gone, found.open) == ((), ())
    assert len(found.left) == 3
    unread = mending(
        audited(replace(BAD, faults=("sum_total_row",))), audited(replace(CLEAN, torn=True))
    )
    assert unread.open
    assert set(unread.left) == set()


def test_rounds_follow_one_another(history: History) -> None:
    returned(history)
    stands(history, HALF)
    send_back(history, WHOSE, (LATER, DUE), ("李四", ""))
    stands(history, CLEAN, date(2025, 2, 28))
    first, second = told(history, history.rounds(), DUE)
    assert [(e.word, e.round.ended) for e in (first, second)] == [
        ("部分改正", LATER),
        ("已改正", date(2025, 2, 28)),
    ]


@pytest.mark.parametrize(
    ("made", "whose", "dates", "who", "said"),
    [
        (BAD, ("海洋局", 2024), (ON, DUE), "李四", "历史记录里没有「海洋局」2024 年的报告"),
        (BAD, WHOSE, (DUE, ON), "李四", "改正的期限不能早于退回的日期"),
        (BAD, WHOSE, (ON, DUE), "", "请写明谁退回的"),
        (CLEAN, WHOSE, (ON, DUE), "李四", "没有要改的问题，不用退回"),
    ],
)
def test_what_cannot_be_returned(
    history: History,
    made: Made,
    whose: tuple[str, int],
    dates: tuple[date, date],
    who: str,
    said: str,
) -> None:
    stands(history, made)
    with pytest.raises(UsageError, match=said):
        send_back(history, whose, dates, (who, ""))
    assert history.rounds() == ()


def test_a_report_is_not_returned_twice_at_once(history: History) -> None:
    returned(history)
    with pytest.raises(UsageError, match="已经退回，还没有报来改正的"):
        send_back(history, WHOSE, (ON, DUE), ("李四", ""))


def test_the_workbook_lists_the_rounds_of_its_year(history: History) -> None:
    returned(history)
    waiting, nothing = (tuple(read(of_year(history, year), "退回改正")) for year in (2024, 2023))
    stands(history, HALF)
    own = [CLEAN.agency, 2024, "2025-02-10", "2025-03-01"]
    scores = [audited(made).score.low for made in (BAD, HALF)]
    assert waiting == ([*own, None, "还没有报来", None, scores[0], None, "李四", "请改"],)
    assert nothing == ()
    assert tuple(read(together(history, [2023, 2024]), "退回改正")) == (
        [*own, "2025-02-20", "部分改正", "改好 2 个、还在 1 个", *scores, "李四", "请改"],
    )


def read(grading: Grading, name: str) -> list[list[object]]:
    book = openpyxl.load_workbook(BytesIO(b"".join(workbook(grading, BOOK)[0])))
    if name not in book.sheetnames:
        return []
    return [[v or None for v in row] for row in book[name].iter_rows(min_row=2, values_only=True)]
