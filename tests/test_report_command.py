"""``gouji report``: one file, said where; the status of an audit."""

from pathlib import Path

import docx
import pytest

from gouji.cli import run

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_a_page_is_written_where_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["report", str(FIXTURES / "wuzhong-2024.pdf")]) == 1
    assert capsys.readouterr() == (
        "自查结果已写到 reports_out/wuzhong-2024.pdf.html，请用浏览器打开\n",
        "",
    )
    page = (tmp_path / "reports_out/wuzhong-2024.pdf.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.count('href="data:image/webp;base64,') == 3
    assert str(FIXTURES) not in page


def test_the_work_list_is_written_beside_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "页.html"
    report = str(FIXTURES / "wuzhong-2024.pdf")
    assert run(["report", report, "--checklist", "-o", str(target)]) == 1
    assert f"修改清单已写到 {tmp_path / '页-修改清单.docx'}\n" in capsys.readouterr().out
    paper = docx.Document(str(tmp_path / "页-修改清单.docx"))
    assert [p.text for p in paper.paragraphs if p.text] == [
        "修改清单",
        "吴忠市公安局2024年政府信息公开工作年度报告（文件：wuzhong-2024.pdf）",
        "请从上往下改：错误在前，同样轻重的按在报告里的先后排。改完再审核一次。",
        "要改的地方",
    ]
    (table,) = paper.tables
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        ["序号", "轻重", "在哪里", "怎么改", "改好"],
        [
            "1",
            "错误",
            "表三「（七）总计」行「其他」列",
            "把表三「（七）总计」行「其他」列的 3 改为 0。",
            "□",
        ],
    ]
    text = "\n".join(cell.text for row in table.rows for cell in row.cells)
    assert "公布" not in text


def test_the_same_file_gives_the_same_page(tmp_path: Path) -> None:
    pages = []
    for name in ("a.html", "b.html"):
        target = tmp_path / name
        command = ["report", str(FIXTURES / "clean-2024.pdf"), "-o", str(target)]
        assert run([*command, "--today", "2025-02-01"]) == 0
        pages.append(target.read_bytes())
    assert pages[0] == pages[1]


def test_what_stands_beside_a_report_counts(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    clean = str(FIXTURES / "clean-2024.txt")
    assert run(["report", clean, "-o", str(target), "--published", "2025-12-01"]) == 1
    assert "超过了规定的日期" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["没有.pdf"], 3, "没有这个文件"),
        ([str(FIXTURES)], 3, "这是一个文件夹，请指定其中的文件"),
        ([str(FIXTURES / "clean-2024.txt"), "--today", "昨天"], 2, "请写成 2025-01-20 的样子"),
        ([str(FIXTURES / "clean-2024.txt"), "-o", "/dev/null/x.html"], 2, "写不进"),
        ([], 2, "缺少"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: list[str], status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1
