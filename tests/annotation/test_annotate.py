"""``gouji annotate`` as a command, and what cannot be annotated."""

from pathlib import Path

import pytest
from marking import FORM, ROOT, fixture, made

from gouji.annotation import annotate
from gouji.annotation.isolation import annotate_isolated
from gouji.cli import run as command_line
from gouji.errors import DamagedDocument, UsageError

WUZHONG = ROOT / "fixtures/wuzhong-2024.pdf"


def run(*arguments: object) -> int:
    return command_line(["annotate", *map(str, arguments)])


def test_where_the_copy_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data, audit = fixture("wuzhong-2024.pdf")
    assert run(WUZHONG) == 1
    assert capsys.readouterr().out == (
        "已写到 reports_out/wuzhong-2024-标注.pdf（问题 7 项，请核对 0 项）\n"
    )
    assert Path("reports_out/wuzhong-2024-标注.pdf").read_bytes() == annotate(data, audit, FORM)
    assert run(WUZHONG, "-o", "x/y.pdf") == 1
    assert Path("x/y.pdf").read_bytes() == annotate(data, audit, FORM)


def test_word(tmp_path: Path) -> None:
    data, audit = made("docx", "contact_missing")
    (tmp_path / "报告.docx").write_bytes(data)
    assert run(tmp_path / "报告.docx", "-o", tmp_path / "a.docx") == 1
    assert (tmp_path / "a.docx").read_bytes() == annotate(data, audit, FORM)


def test_a_clean_report_is_copied_as_it_is(tmp_path: Path) -> None:
    assert run(ROOT / "fixtures/clean-2024.pdf", "-o", tmp_path / "a.pdf") == 0
    assert (tmp_path / "a.pdf").read_bytes() == (ROOT / "fixtures/clean-2024.pdf").read_bytes()


@pytest.mark.parametrize(
    ("name", "kind"), [("wuzhong-2024.txt", "纯文本"), ("wuzhong-2024.html", "网页（HTML）")]
)
def test_other_formats(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, kind: str
) -> None:
    text = (ROOT / "fixtures/wuzhong-2024.txt").read_text("utf-8")
    html = "<html><body><p>" + text.replace("\n", "</p><p>") + "</p></body></html>"
    (tmp_path / name).write_text(html if name.endswith("html") else text, "utf-8")
    assert run(tmp_path / name) == 2
    assert capsys.readouterr().err == (
        f"只有 PDF、OFD 版式文档和 Word 文档（DOCX）能在原件上标注，这份是{kind}；"
        "请用 gouji report 生成标出问题的报告页\n"
    )


def test_the_audit_of_another_file() -> None:
    data, _ = fixture("wuzhong-2024.pdf")
    _, audit = fixture("zhongwei-2024.pdf")
    with pytest.raises(UsageError, match="审核结果不是这份文件的"):
        annotate(data, audit, FORM)


def test_errors_come_out_of_the_child() -> None:
    data, audit = fixture("wuzhong-2024.pdf")
    assert annotate_isolated(data, audit, FORM) == annotate(data, audit, FORM)
    fewer = audit.document.model_copy(update={"pages": 4})
    with pytest.raises(DamagedDocument, match="结构有损坏"):
        annotate_isolated(data, audit.model_copy(update={"document": fewer}), FORM)


def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "no.pdf") == 3
    assert capsys.readouterr().err == f"{tmp_path / 'no.pdf'}：没有这个文件\n"
