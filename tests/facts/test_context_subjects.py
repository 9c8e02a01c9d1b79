"""Year against year, whole against parts, the deadline, and copied narratives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.companions import companions
from gouji.errors import UsageError
from gouji.facts.report import Report
from gouji.model.context import Context, Member
from gouji.model.document import Line, Place
from gouji.model.filing import Filing
from gouji.model.prose import join
from gouji.model.verdict import Verdict
from gouji.reporting.public.unread import unread_parts
from scoring import make
from sheetkit import workbook

GROUPS = ("Y", "H", "D", "Q702")


def verdicts(report: Report, context: Context) -> list[tuple[str, str, str]]:
    """Codes, loci and verdicts of what only the context makes possible; passes left out."""
    audit = make.AUDITOR.audit_report(report, context=context)
    return [
        (j.code, j.locus, j.verdict.value)
        for j in audit.judgements
        if j.code.startswith(GROUPS) and j.verdict is not Verdict.PASS
    ]


def report(**cells: object) -> Report:
    values = {name.replace("__", "."): value for name, value in cells.items()}
    decimals = {k: Decimal(v) if isinstance(v, int) else v for k, v in values.items()}
    return make.report(make.consistent({}) | decimals)  # type: ignore[arg-type]


def last_years(made: Report) -> Filing:
    return replace(make.AUDITOR.filing(made), year=2023)


def member(agency: str, made: Report) -> Member:
    return Member(agency, replace(make.AUDITOR.filing(made), agency=agency))


def test_last_years_report() -> None:
    left = {"natural": 2, "other": 1, "total": 3}
    rows = {f"t3__{row}__{c}": n for row in ("new", "carried_out") for c, n in left.items()}
    last = report(**rows, t2__normative__valid=5)
    over = {"t3__carried_over__natural": 2, "t3__carried_over__total": 3}
    now = report(**over, t2__normative__valid=7, t2__normative__made=3)
    assert verdicts(now, Context(previous=last_years(last))) == [
        ("Y801", "t3.carried_over.other", "fail"),
        ("Y802", "t2.normative.valid", "fail"),
    ]


def test_an_unread_cell_of_last_year_is_not_assessable() -> None:
    last = make.unread_table(report(), "t3")
    found = verdicts(report(), Context(previous=last_years(last)))
    assert [v for code, _, v in found if code == "Y801"] == ["not_assessable"] * 7


_TWO_LEFT = {
    f"t3__{row}__{column}": 2 for row in ("new", "carried_out") for column in ("natural", "total")
}
_STOCK = {"t2__normative__made": 9, "t2__normative__repealed": 2}


def _carried_over(count: int) -> dict[str, int]:
    return {f"t3__carried_over__{column}": count for column in ("natural", "total")}


LAST_YEARS_OWN_FAULTS = [
    # A total of 9 where the applicants are 2: it was 2.
    ({**_TWO_LEFT, "t3__carried_out__total": 9}, _carried_over(2), []),
    ({**_TWO_LEFT, "t3__carried_out__total": 9}, _carried_over(3), [
        ("Y801", "t3.carried_over.natural", "fail"), ("Y801", "t3.carried_over.total", "fail")]),
    # 4 valid where 9 were made and 2 repealed: which is wrong, nobody can say.
    ({**_STOCK, "t2__normative__valid": 4}, {"t2__normative__valid": 7},
     [("Y802", "t2.normative.valid", "not_assessable")]),
    ({**_STOCK, "t2__normative__valid": 4}, {"t2__normative__valid": 4}, []),
    ({**_STOCK, "t2__normative__valid": 7}, {"t2__normative__valid": 4},
     [("Y802", "t2.normative.valid", "fail")]),
]  # fmt: skip


@pytest.mark.parametrize(("last", "now", "found"), LAST_YEARS_OWN_FAULTS)
def test_what_last_years_report_printed_wrong_is_no_fault_of_this_years(
    last: dict[str, int], now: dict[str, int], found: list[tuple[str, str, str]]
) -> None:
    assert verdicts(report(**now), Context(previous=last_years(report(**last)))) == found


def test_members() -> None:
    whole = report(t2__licence__decisions=10, t2__penalty__decisions=4)
    parts = [
        report(t2__licence__decisions=7, t2__penalty__decisions=4),
        report(t2__licence__decisions=2),
    ]
    members = tuple(member(f"某县{n}局", part) for n, part in zip("甲乙", parts, strict=True))
    assert verdicts(whole, Context(members=members)) == [("H901", "t2.licence.decisions", "fail")]


def test_a_missing_member_leaves_only_what_is_certain() -> None:
    whole = report(t2__licence__decisions=10, t2__penalty__decisions=4)
    part = report(t2__licence__decisions=7, t2__penalty__decisions=5)
    found = verdicts(whole, Context(members=(member("某县甲局", part), Member("乙", None))))
    assert [f for f in found if f[2] == "fail"] == [("H901", "t2.penalty.decisions", "fail")]
    assert len([f for f in found if f[2] == "not_assessable"]) == 199


def test_of_some_members_only_one_above_the_whole_is_judged() -> None:
    whole = report(t2__licence__decisions=10, t2__penalty__decisions=4)
    part = report(t2__licence__decisions=7, t2__penalty__decisions=5)
    found = verdicts(whole, Context(members=(member("某县甲局", part),), partial=True))
    assert found == [("H901", "t2.penalty.decisions", "fail")]


DATES = [
    ("某县教育局", date(2025, 1, 31), []),
    ("某县教育局", date(2025, 2, 1), [("D001", "published", "fail")]),
    ("某县人民政府", date(2025, 3, 31), []),
    ("某县人民政府", date(2025, 4, 1), [("D001", "published", "fail")]),
    ("某县人民政府办公室", date(2025, 3, 1), [("D001", "published", "fail")]),
    ("某镇", date(2025, 3, 1), []),
]


@pytest.mark.parametrize(("agency", "published", "expected"), DATES)
def test_deadline(agency: str, published: date, expected: list[tuple[str, str, str]]) -> None:
    assert verdicts(replace(report(), agency=agency), Context(published=published)) == expected


def with_text(made: Report, text: str, agency: str) -> Report:
    prose = join([Line(text, Place(line=1, column=1))])
    sections = tuple(replace(s, prose=prose) for s in made.sections)
    return replace(made, sections=sections, agency=agency)


LONG = "".join(
    f"第{chr(0x4E00 + n)}项工作围绕{chr(0x5E00 + n)}领域推进{chr(0x6E00 + n)}建设。"
    for n in range(60)
)
OTHER = "".join(
    f"就{chr(0x7000 + n)}事开展{chr(0x7200 + n)}整治并形成{chr(0x7400 + n)}机制。"
    for n in range(60)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [(LONG, ["fail"]), (OTHER, []), (LONG[:700] + OTHER[:150], ["review"])],
)
def test_copied_narratives(text: str, expected: list[str]) -> None:
    ours, peer = with_text(report(), text, "甲县财政局"), with_text(report(), LONG, "乙县财政局")
    found = verdicts(ours, Context(peers=(make.AUDITOR.filing(peer),)))
    assert found == [("Q702", "similar:乙县财政局-2024", verdict) for verdict in expected]


MANIFESTS = [
    ("m.json", "{", '成员清单应写成 {"members": [{"agency": "…", "path": "…"}]}'),
    (
        "m.json",
        '{"members": [{"agency": "甲"}]}',
        '成员清单应写成 {"members": [{"agency": "…", "path": "…"}]}',
    ),
    (
        "m.csv",
        "name,file\n甲,a.docx\n",
        "没有「机关」一列（列名可以写 机关、机关名称、机关全称、单位、单位名称、单位全称、行政机关、行政机关名称）",
    ),
    ("m.xlsx", "PK", "没有找到列名一行，要有 「机关」、「文件」"),
    ("m.csv", "agency,path\n", "没有列出任何成员单位"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), MANIFESTS)
def test_a_faulty_manifest(name: str, text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        companions(make.AUDITOR.read_filing, print, members=path)
    assert str(error.value) == f"{path}：{sentence}"


SHEETS = {
    "m.csv": "agency,path\n甲局,sub\\a.docx\n乙局,没有.docx\n".encode("gb18030"),
    "m.xlsx": workbook([("成员单位",), ("单位名称", "附件"), ("甲局", "sub/a.docx"), ("乙局", "没有.docx")]),
    "m.json": b'\xef\xbb\xbf {"members": [{"agency": "\\u7532\\u5c40", "path": "sub/a.docx"}, {"agency": "\\u4e59\\u5c40", "path": "\\u6ca1\\u6709.docx"}]}',
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_members_from_a_list_and_an_unreadable_one(name: str, tmp_path: Path) -> None:
    path, told = tmp_path / name, []
    path.write_bytes(SHEETS[name])
    clean = Path(__file__).parents[2] / "fixtures/clean-2024.txt"
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.docx").write_bytes(clean.read_bytes())
    context = companions(make.AUDITOR.read_filing, told.append, members=path)
    assert [(m.agency, m.filing is not None) for m in context.members] == [
        ("甲局", True),
        ("乙局", False),
    ]
    assert told == [f"{tmp_path / '没有.docx'}：没有这个文件"]


def test_a_members_wrong_total_is_charged_to_the_member_alone() -> None:
    """乙 prints 9 in all where its applicants are 2: right or copied, the whole is not accused."""
    two = make.consistent({"granted.natural": 2})
    wrong = make.report(two | {"t3.new.total": Decimal(9)})
    members = (member("甲", make.report(two)), member("乙", wrong))
    four = make.consistent({"granted.natural": 4})
    copied = four | {"t3.new.total": Decimal(11)}
    other = four | {"t3.new.total": Decimal(5)}
    assert verdicts(make.report(four), Context(members=members)) == []
    assert verdicts(make.report(copied), Context(members=members)) == []
    audit = make.AUDITOR.audit_report(make.report(other), context=Context(members=members))
    (found,) = [j for j in audit.with_verdict(Verdict.FAIL) if j.code == "H901"]
    assert (found.locus, found.expected) == ("t3.new.total", "4")
    assert "2+2〔「乙」的报告写9，与自身不符〕" in found.message


def test_what_a_member_lacks_costs_the_whole_nothing_and_is_said() -> None:
    lost = make.unread_table(report(), "t3")
    audit = make.AUDITOR.audit_report(report(), context=Context(members=(member("乙", lost),)))
    alone = make.AUDITOR.audit_report(report())
    assert (audit.score.low, audit.score.high) == (alone.score.low, alone.score.high)
    assert audit.notes == (
        "175 格没有与成员单位核对：成员单位「乙」没有可用的数；这不扣本机关的分",
    )
    assert unread_parts(audit) == (), "what another's report lacks is not unread in this one"


def test_a_member_whose_valid_documents_are_too_few_does_not_accuse_the_whole() -> None:
    """乙 made 9 and repealed 2, and says that 4 are valid: which is wrong, nobody can say."""
    wrong = report(t2__normative__made=9, t2__normative__repealed=2, t2__normative__valid=4)
    right = report(t2__normative__made=9, t2__normative__repealed=2, t2__normative__valid=7)
    whole = report(t2__normative__valid=5)
    for part, verdict in ((wrong, "not_assessable"), (right, "fail")):
        assert verdicts(whole, Context(members=(member("乙", part),))) == [
            ("H901", f"t2.normative.{cell}", verdict) for cell in ("made", "repealed", "valid")
        ]
