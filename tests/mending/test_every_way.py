"""Every way that an instruction offers, obeyed by itself: it mends all that the instruction is on.

What a way would leave or break is said beside it; what can be no way is not offered.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from obeying import obey
from test_obeying import audited, auditor

from gouji.model.audit import AuditJson, InstructionInfo
from gouji.model.context import Context
from gouji.model.filing import Filing
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from reportkit import FAULTS, Content, make
from reportkit.phrases import Phrase
from reportkit.renderers import RENDERERS

Pair = tuple[str, str]


def spoilt(**texts: str) -> Content:
    """Return a report with reviews that ended 4, 3, 2, 1 (10 in all), but for ``texts``."""
    review = {"upheld": "4", "corrected": "3", "other": "2", "pending": "1", "total": "10"}
    content = make(7, year=2024, cells={f"t4.review.{c}": n for c, n in review.items()})
    cells = {f"t4.review.{c}": text for c, text in texts.items()}
    quiet = content.rewrite(lambda p: "" if any("t4." in cell for cell in p.about) else p.text)
    return replace(quiet, cells={**content.cells, **cells})


def saying(content: Content, text: str) -> Content:
    """Return the report with a paragraph more in its first section."""
    sections = tuple(
        replace(s, paragraphs=(*s.paragraphs, (Phrase(text),))) if s.id == "s1" else s
        for s in content.sections
    )
    return replace(content, sections=sections)


def titled(content: Content, year: int) -> Content:
    """Return the report, with no blanks in its dates, under the title of another year."""
    content = content.rewrite(lambda p: p.text.replace(" ", ""))
    title = tuple(line.replace(str(content.year), str(year)) for line in content.title)
    return replace(content, title=("".join(title),))


def pairs(audit: AuditJson) -> set[Pair]:
    return {(f.code, f.locus) for f in audit.findings}


def followed(content: Content, instruction: InstructionInfo, way: int) -> set[Pair]:
    """Return what an audit finds when one way is obeyed."""
    mended = obey(content, instruction, way)
    assert mended is not None
    return pairs(audited(mended, "docx"))


FAULTY = {
    "a negative outcome": spoilt(upheld="-3"),
    "a fraction": spoilt(other="2.5"),
    "a blank that was not 0": spoilt(corrected=""),
    "a blank 0 beside a wrong total": spoilt(pending="", total="12"),
    "a unit in a broken sum": spoilt(upheld="6件"),
    "two cells of their own": spoilt(upheld="", corrected="-3"),
    "a statement that another denies": saying(make(7, year=2024), "全年没有收到公开申请。"),
    "a figure told twice": saying(make(7, year=2024), "本年新收政府信息公开申请9999件。"),
    "the title of another year": titled(make(105, year=2024), 2025),
    "the title of the year before": titled(make(458, year=2024), 2023),
    "a period of another year": FAULTS["period_of_last_year"].plant(make(3, year=2024)).content,
}


@pytest.mark.parametrize("name", FAULTY)
def test_every_way_mends_what_it_is_for_or_says_what_it_leaves(name: str) -> None:
    content = FAULTY[name]
    audit = audited(content, "docx")
    assert audit.instructions
    for instruction in audit.instructions:
        for number, way in enumerate(instruction.candidates):
            found = followed(content, instruction, number)
            left = found & {(code, locus) for code, locus in instruction.findings}
            broken = found - pairs(audit)
            told = "但这样一来" in way.why
            assert told or not (left | broken), (way.text, left, broken)
            assert number or not left, "the first way leaves nothing of what it is for"


def instruction_on(content: Content, code: str) -> InstructionInfo:
    told = audited(content, "docx").instructions
    return next(i for i in told if code in {found for found, _ in i.findings})


REVIEW = "表四「行政复议」栏"


@pytest.mark.parametrize(
    ("texts", "code", "ways"),
    [
        # what can be no count is the one that is wrong: nothing else can be right beside it
        ({"upheld": "-3"}, "L505", [f"把{REVIEW}「结果维持」列的 -3 改为 4"]),
        ({"other": "2.5"}, "L505", [f"把{REVIEW}「其他结果」列的 2.5 改为 2"]),
        # a blank counts as 0: another cell may be wrong, and then 0 is to be written in it
        (
            {"corrected": "", "upheld": "0", "other": "0", "pending": "0", "total": "3"},
            "L503",
            [
                f"在{REVIEW}「结果纠正」列填 3",
                f"把{REVIEW}「总计」列的 3 改为 0，并在{REVIEW}「结果纠正」列填 0",
                f"把{REVIEW}「结果维持」列的 0 改为 3，并在{REVIEW}「结果纠正」列填 0",
                f"把{REVIEW}「其他结果」列的 0 改为 3，并在{REVIEW}「结果纠正」列填 0",
                f"把{REVIEW}「尚未审结」列的 0 改为 3，并在{REVIEW}「结果纠正」列填 0",
            ],
        ),
        # where the ties hold, nothing else is in question
        ({"corrected": "", "upheld": "7"}, "L503", [f"在{REVIEW}「结果纠正」列填 0"]),
        ({"upheld": "", "corrected": "0", "other": "0", "pending": "0", "total": "0"}, "L503",
         [f"在{REVIEW}「结果维持」列填 0"]),
        ({"upheld": "0", "corrected": "0", "other": "0", "pending": "0", "total": ""}, "L503",
         [f"在{REVIEW}「总计」列填 0"]),
    ],
)  # fmt: skip
def test_the_ways_of_a_cell_with_a_finding_of_its_own(
    texts: dict[str, str], code: str, ways: list[str]
) -> None:
    told = instruction_on(spoilt(**texts), code)
    assert sorted(way.text for way in told.candidates) == sorted(ways)


def test_a_sum_without_such_a_cell_keeps_all_its_ways() -> None:
    assert len(instruction_on(spoilt(total="12"), "L511").candidates) == 5


def test_what_no_change_of_the_table_can_mend_is_no_way() -> None:
    """The sentence denies what another sentence and the table say: only people know."""
    told = instruction_on(FAULTY["a statement that another denies"], "N601")
    assert [told.candidates, told.certain] == [[], False]


def test_a_figure_told_in_two_sentences_is_changed_in_both() -> None:
    """Every sentence that states the figure is wrong, so no single change mends it."""
    right = make(7, year=2024).cells["t3.new.total"]
    content = saying(spoilt(), "共收到公开申请9999件。")
    content = saying(content, "在收到的公开申请9999件中，网上提交的占多数。")
    content = content.rewrite(lambda p: "" if "t3.new.total" in p.about else p.text)
    told = instruction_on(content, "N601")
    places = [(e.before, e.after) for e in told.candidates[0].edits]
    assert places == [("9999件", f"{right}件")] * 2
    assert pairs(audited(content, "docx")) == {("N601", "t3.new.total")}
    assert followed(content, told, 0) == set()


def test_no_cell_alone_is_changed_in_a_table_that_holds() -> None:
    """The one report is right by itself, last year's is not at hand: people must look."""
    content = make(7, year=2024)
    now = content.cells
    figures = {cell: Decimal(text) for cell, text in now.items()}
    last: dict[str, Decimal | None] = dict(figures)
    for kind in ("natural", "total"):
        last[f"t3.carried_out.{kind}"] = figures[f"t3.carried_over.{kind}"] + 1
    before = Context(previous=Filing(content.agency, content.year - 1, "2021", last))
    document = read_bytes(RENDERERS["docx"](content))
    audit = to_public(auditor().audit_document(document, context=before))
    told = [i for i in audit.instructions if "Y801" in {code for code, _ in i.findings}]
    assert [(i.candidates, i.certain) for i in told] == [([], False)] * 2


def test_a_title_of_another_year_is_one_cause() -> None:
    told = audited(FAULTY["the title of another year"], "docx").instructions
    assert [set(i.findings) for i in told] == [
        {("P202", "period"), ("N606", "year:2024"), ("S111", "year")}
    ]
    assert "中的「2025年」改为「2024年」" in told[0].candidates[0].text


def test_a_period_of_another_year_alone_is_the_fault_itself() -> None:
    told = instruction_on(FAULTY["a period of another year"], "P202")
    assert [len(told.candidates), told.certain] == [1, True]


@pytest.mark.parametrize("section", ["s1", "s2", "s3", "s4", "s5"])
def test_only_the_last_section_is_told_to_say_that_there_is_nothing(section: str) -> None:
    """「无」 anywhere else is found wanting in its turn."""
    empty = FAULTS[f"section_empty_{section}"].plant(make(3, year=2024)).content
    sections = tuple(
        replace(s, paragraphs=((Phrase("无。"),),)) if s.id == section else s
        for s in empty.sections
    )
    assert pairs(audited(replace(empty, sections=sections), "docx"))
    for code in ("S102", "S105"):
        name = "section_absent" if code == "S102" else "section_empty"
        lacking = FAULTS[f"{name}_{section}"].plant(make(3, year=2024)).content
        found = next(f for f in audited(lacking, "docx").findings if f.code == code)
        before, _, after = found.remedy.partition("第六部分")
        assert "「无」" not in before
        assert "「无」" in after


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("t4.review", "「行政复议」栏"),
        ("t4.after_review_suit", "「复议后起诉」栏"),
        ("t4.:pending", "「尚未审结」列"),
        ("t3.granted", "「（一）予以公开」行"),
        ("t3.:legal", "「法律服务机构」列"),
    ],
)
def test_a_line_that_is_missing_is_called_what_it_is_in_the_table(line: str, what: str) -> None:
    content = FAULTS[f"absent_{line}"].plant(make(5, year=2024)).content
    (found,) = audited(content, "docx").findings
    assert what in found.message
    assert what in found.remedy


def test_words_that_moved_are_not_told_as_missing_and_too_many() -> None:
    content = FAULTS["notice_wrong_title"].plant(make(5, year=2024)).content
    assert "少了" not in instruction_on(content, "P204").text
