"""What an audit says of every sample, and that the samples are what the script makes."""

import json
import sys
from collections import Counter
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pdfminer.high_level import extract_text
from reportlab.pdfgen.canvas import Canvas

from gouji.cli import run
from gouji.reading.scan import how_to_get
from reportkit import broken_ties, make
from reportkit.pdf import FOLDER, FONTS, render
from reportkit.style import Style

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
sys.path.insert(0, str(ROOT / "scripts"))

import make_fixtures  # noqa: E402 - a script, not a package

Capture = pytest.CaptureFixture[str]


class Outcome(NamedTuple):
    """Everything that an audit decides about a sample."""

    status: int
    agency: str
    findings: list[tuple[str, str]]
    reviews: list[tuple[str, str]]
    score: tuple[str, str, str]


WUZHONG = Outcome(
    1,
    "吴忠市公安局",
    [
        ("A304", "t2.fee.amount"),
        ("P205", "notice"),
        ("P206", "contact"),
        ("P210", "download"),
        ("R411", "t3.row:total"),
        ("R412", "t3.column:other"),
        ("R413", "t3.balance:other"),
    ],
    [],
    ("92.5", "92.5", "优秀"),
)
ZHONGWEI = Outcome(
    1,
    "中卫市公安局",
    [("N604", "sum:2118"), ("P204", "notice")],
    [],
    ("97", "97", "优秀"),
)
CLEAN = Outcome(0, "清梧市民政局", [], [], ("100", "100", "优秀"))
REPORTS = {"wuzhong-2024": WUZHONG, "zhongwei-2024": ZHONGWEI, "clean-2024": CLEAN}

REFUSED = {
    "empty.pdf": "文件是空的",
    "junk.txt": "这不是文本文件，也不是能识别的文档格式",
    "truncated.pdf": "这份 PDF 已损坏或不完整，读不出来",
    "encrypted.pdf": "这份 PDF 加了密码，请先去掉密码再审核",
    "image-only.pdf": "这份 PDF 是扫描件或图片，没有文字，目前读不了，请提供带文字的文件，"
    f"或者安装识别部件后再审；{how_to_get()}",
    "other-document.pdf": "这份文件不像政府信息公开工作年度报告："
    "没有规定的标题、六个部分和三张表，请确认是否选错了文件",
}


def audited(path: Path, capsys: Capture) -> tuple[int, dict[str, Any]]:
    status = run(["audit", "--format", "json", str(path)])
    printed = capsys.readouterr()
    assert printed.err == ""
    return status, json.loads(printed.out)


def deducted(audit: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Return the deductions without their words, which quote cells as each format shows them."""
    return [(d["code"], d["points"], d["loci"]) for d in audit["score"]["deductions"]]


def named(verdicts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(verdict["code"], verdict["locus"]) for verdict in verdicts]


@pytest.mark.parametrize(
    "file", [f"{name}.{kind}" for name in REPORTS for kind in ("txt", "pdf")] + ["wuzhong-2024.ofd"]
)
def test_what_is_found_in_a_report(file: str, capsys: Capture) -> None:
    status, audit = audited(FIXTURES / file, capsys)
    score = audit["score"]
    assert REPORTS[Path(file).stem] == Outcome(
        status,
        audit["report"]["agency"],
        named(audit["findings"]),
        named(audit["reviews"]),
        (score["low"], score["high"], score["grade"]),
    )
    assert audit["report"]["year"] == 2024
    assert audit["verdicts"]["not_assessable"] == 0


@pytest.mark.parametrize(
    ("name", "kind"), [*((name, "pdf") for name in REPORTS), ("wuzhong-2024", "ofd")]
)
def test_text_and_pages_of_a_report_agree(name: str, kind: str, capsys: Capture) -> None:
    (_, text), (_, pdf) = (audited(FIXTURES / f"{name}.{each}", capsys) for each in ("txt", kind))
    read = [
        {cell: (fact["value"], fact["raw"]) for cell, fact in audit["cells"].items()}
        for audit in (text, pdf)
    ]
    assert read[0] == read[1]
    assert len(read[0]) == 200
    for key in ("report", "verdicts"):
        assert text[key] == pdf[key]
    assert deducted(text) == deducted(pdf)


@pytest.mark.parametrize(
    ("content", "text", "broken"),
    [
        (make_fixtures.wuzhong(), "wuzhong-2024", {*WUZHONG.findings[4:]}),
        (make_fixtures.zhongwei(), "zhongwei-2024", set()),
        (make_fixtures.clean(), "clean-2024", set()),
    ],
    ids=["wuzhong", "zhongwei", "clean"],
)
def test_every_cell_is_read_as_it_was_drawn(
    content: make_fixtures.Content, text: str, broken: set[tuple[str, str]], capsys: Capture
) -> None:
    assert broken_ties(content) == broken
    _, audit = audited(FIXTURES / f"{text}.pdf", capsys)
    read = {cell: fact["raw"] for cell, fact in audit["cells"].items()}
    assert read == content.cells


def test_the_wuzhong_cells_that_matter(capsys: Capture) -> None:
    for kind in ("txt", "pdf", "ofd"):
        _, audit = audited(FIXTURES / f"wuzhong-2024.{kind}", capsys)
        fee, odd = (audit["cells"][cell] for cell in ("t2.fee.amount", "t3.total.other"))
        assert (fee["raw"], fee["value"]) == ("1204.264 万元", "1204.264")
        assert (odd["raw"], odd["value"]) == ("3", "3")
        assert audit["diagnoses"][0]["changes"] == [
            {"cell": "t3.total.other", "from": "3", "to": "0"}
        ]


@pytest.mark.parametrize(
    ("shown", "value"), [("12 3", None), ("1 204", "1204"), ("1204.264 万元", "1204.264")]
)
def test_spaces_in_a_cell_of_a_pdf_are_read(
    shown: str, value: str | None, tmp_path: Path, capsys: Capture
) -> None:
    """A space as narrow as the font's own parts two numbers: 「12 3」 is not 123."""
    path = tmp_path / "spaced.pdf"
    cells = {"t2.penalty.decisions": shown}
    path.write_bytes(render(make(make_fixtures.CLEAN_SEED, cells=cells), Style()))
    _, audit = audited(path, capsys)
    fact = audit["cells"]["t2.penalty.decisions"]
    assert (fact["raw"], fact["value"]) == (shown, value)


def characters(text: str, pages: int, foot: str) -> Counter[str]:
    """Count what is printed, white space and the numbers of ``pages`` pages aside."""
    counted = Counter("".join(text.split()))
    for page in range(1, pages + 1):
        counted.subtract("".join(foot.format(page, pages).split()))
    return +counted


def test_the_wuzhong_pdf_keeps_every_character_of_the_text() -> None:
    text = (FIXTURES / "wuzhong-2024.txt").read_text(encoding="utf-8").replace("- 3 -", "")
    pdf = extract_text(FIXTURES / "wuzhong-2024.pdf")
    assert characters(pdf, 5, "- {} -") == Counter("".join(text.split()))


def test_the_zhongwei_pdf_keeps_every_sentence_of_the_text() -> None:
    """Its table repeats the head, and prints full-width brackets: only prose is compared."""
    text = (FIXTURES / "zhongwei-2024.txt").read_text(encoding="utf-8")
    pdf = "".join(extract_text(FIXTURES / "zhongwei-2024.pdf").split())
    for page in range(1, 7):
        pdf = pdf.replace(f"第{page}页共6页", "")
    sentences = "。".join("".join(line.split()) for line in text.splitlines() if "\t" not in line)
    assert [said for said in sentences.split("。") if said not in pdf] == []


def test_every_bad_file_is_listed() -> None:
    assert {path.name for path in (FIXTURES / "bad").iterdir()} == set(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_audited_costs_one_sentence(
    name: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.reading.scan._PARTS", ("gouji.ocr_is_not_installed",))
    path = FIXTURES / "bad" / name
    assert run(["audit", "--format", "json", str(path)]) == 3
    assert capsys.readouterr() == ("", f"{path}：{REFUSED[name]}\n")


def test_a_document_of_500_pages_is_refused(tmp_path: Path, capsys: Capture) -> None:
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(500):
        canvas.drawString(72, 720, str(page))
        canvas.showPage()
    canvas.save()
    path = tmp_path / "long.pdf"
    path.write_bytes(out.getvalue())
    assert run(["audit", str(path)]) == 3
    assert capsys.readouterr() == ("", f"{path}：这份 PDF 超过 300 页，不像一份年度报告\n")


def test_the_readme_names_every_sample_and_sentence() -> None:
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")
    samples = {
        path.name for path in FIXTURES.rglob("*.*") if path.suffix in {".ofd", ".pdf", ".txt"}
    }
    sentences = [sentence.partition("；")[0] for sentence in REFUSED.values()]
    assert [word for word in (*samples, *sentences) if word not in readme] == []


MADE_WITH = {"reportlab": (5, 1), "pillow": (13, 0)}
"""Earlier versions write the same pages in other bytes."""


def test_the_samples_are_what_the_script_makes() -> None:
    if any(tuple(map(int, version(n).split(".")[:2])) < least for n, least in MADE_WITH.items()):
        pytest.skip(f"the samples are made with {MADE_WITH} or later")
    if not (FOLDER / FONTS[0]).exists():
        pytest.skip("the samples are set in WenQuanYi Micro Hei, which is not installed")
    made = make_fixtures.samples()
    assert [path for path, data in made.items() if (FIXTURES / path).read_bytes() != data] == []
