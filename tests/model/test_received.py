"""Which of several files of an agency's year counts, by which reason, in whatever order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from gouji.model.figures import Figures
from gouji.model.received import Chosen, Reason, Received, standing, told

ONE = Received("清梧市水利局", 2024, "a.pdf", "a" * 64, format="pdf", figures="1", run=1)


def file(name: str, **changes: object) -> Received:
    return replace(ONE, **({"name": name, "sha256": name.ljust(64, "0")} | changes))  # type: ignore[arg-type]


def says(text: str, *values: str | None) -> str:
    """What is kept of a file of four cells."""
    shown = {f"t{n}": None if v is None else Decimal(v) for n, v in enumerate(values)}
    return Figures.of(shown, "own", text).packed()


WELL = says("text", "1", "2", "3", "4")
ILL, SAME = (says(text, "1", "2.0", None, "4") for text in ("texl", "text"))
OTHER, NONE = says("texl", "1", "7", None, "4"), says("texl", "1", None, None, None)
EARLY, LATE = date(2025, 1, 10), date(2025, 1, 20)
CASES: list[tuple[str, list[Received], str, Reason]] = [
    ("alone", [ONE], "a.pdf", "only"),
    ("draft by name", [file("定.docx"), file("z初稿.docx", figures="2")], "定.docx", "final"),
    ("draft by title", [file("a", draft="送审稿"), file("b", figures="2")], "b", "final"),
    ("two drafts", [file("初稿", run=1), file("送审稿", run=2, figures="2")], "送审稿", "later"),
    ("a draft that came later", [file("a"), file("草稿", run=2, figures="2")], "a", "final"),
    ("dates", [file("a", published=LATE), file("b", published=EARLY)], "a", "dated"),
    ("a date alone tells nothing", [file("a", published=EARLY), file("b", run=2)], "b", "later"),
    ("a scan that came later", [file("a", figures=WELL), file("b", run=2, figures=ILL, scanned=True)], "a", "clearer"),
    ("text that was changed", [file("a", figures=WELL), file("b", run=2, figures=ILL)], "b", "later"),
    ("the same text, a cell unread", [file("a", figures=WELL), file("b", run=2, figures=SAME)], "a", "clearer"),
    ("a scan of other figures", [file("a", figures=WELL), file("b", run=2, figures=OTHER, scanned=True)], "b", "later"),
    ("a scan of hardly anything", [file("a", figures=WELL), file("b", run=2, figures=NONE, scanned=True)], "b", "later"),
    ("a scan that came first", [file("b", figures=WELL, run=2), file("a", figures=ILL, scanned=True)], "b", "later"),
    ("a scan of a draft", [file("初稿", figures=WELL), file("b", run=2, figures=ILL, scanned=True)], "b", "final"),
    ("later", [file("z", run=1), file("a", run=2, figures="2")], "a", "later"),
    ("named final", [file("a定稿"), file("b", figures="2")], "a定稿", "named"),
    ("read", [file("a", unread=3, figures="2"), file("b", unread=1)], "b", "read"),
    ("twins", [file("a.pdf"), file("b.docx", format="docx")], "b.docx", "twin"),
    ("copies", [file("b", sha256="c"), file("a", sha256="c")], "a", "same"),
    ("open", [file("b", sha256="1"), file("a", sha256="2", figures="2")], "b", "open"),
    ("unknown figures", [file("b", sha256="1", figures=""), file("a", figures="")], "b", "open"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "name", "reason"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_one_counts(files: list[Received], name: str, reason: Reason) -> None:
    for order in permutations(files):
        found = standing(order)
        assert (found.counts.name, found.reason) == (name, reason)
        assert {found.counts, *found.others} == set(files)


def test_a_choice_goes_before_all_while_the_file_is_there() -> None:
    files = [file("定稿.docx", run=2), file("初稿.docx", figures="2")]
    chosen = Chosen("初稿.docx", files[1].sha256, "张三", "核实")
    assert standing(files, chosen).counts.name == "初稿.docx"
    assert standing(files, replace(chosen, sha256="f" * 64)).counts.name == "定稿.docx"


def test_what_a_person_must_settle_is_told_first_and_the_rest_is_counted() -> None:
    settled = [
        standing([file("a", agency=f"第{n:02}局"), file("b", agency=f"第{n:02}局", run=2)])
        for n in range(12)
    ]
    open_ = standing([file("a", figures="2"), file("b")])
    lines = list(told([*settled, open_, standing([ONE])]))
    assert lines[0] == (
        "清梧市水利局2024年度收到 2 份报告（a、b），内容不同，分不出哪一份是定稿，"
        "暂以a为准，请用 gouji history stand 指定"
    )
    assert lines[1] == "第00局2024年度收到 2 份报告（a、b），以b为准（后来报送的）"
    assert lines[11:] == ["另有 2 个机关收到几份报告，各取一份算数，见工作簿「多份报告」"]
