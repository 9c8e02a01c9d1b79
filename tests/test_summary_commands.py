"""``gouji summary`` and ``gouji notice-template``: what they write, and what they refuse."""

import io
from pathlib import Path

import click
import docx
import openpyxl
import pytest

from gouji.cli import gouji
from gouji.errors import UsageError
from gouji.model.grading import Agency
from gouji.reporting.one.notice.shipped import shipped_template
from gouji.store import open_history
from gradingkit import Made
from store.kept import to_keep

CITY, WATER = "清梧市人民政府", "清梧市水利局"
MADE = (
    Made("city.txt", agency=CITY, seed=3),
    Made("water.txt", agency=WATER, parent=CITY, faults=("contact_missing",)),
    Made("city-2023.txt", agency=CITY, seed=4, year=2023),
)


def run(*arguments: str) -> int:
    with click.Context(gouji):
        status = gouji.main(list(arguments), prog_name="gouji", standalone_mode=False)
    return status or 0


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A history of one city's two years and its department's one."""
    where = str(tmp_path_factory.mktemp("history") / "gouji.db")
    with open_history(where) as kept:
        entries = kept.keep([to_keep(made) for made in MADE])
        kept.stand(entries)
        kept.learn(2024, [Agency(e.agency, e.parent, e.body) for e in entries])
    return where


def test_a_summary_is_written_in_three_forms(
    history: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = "清梧市人民政府办公室"
    assert run("summary", "--year", "2024", "--history", history, "--output", str(tmp_path),
               "--office", office) == 0  # fmt: skip
    names = [f"annual-2024.{suffix}" for suffix in ("html", "docx", "xlsx")]
    assert capsys.readouterr().out.splitlines() == [f"已写到 {tmp_path / n}" for n in names]
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == sorted(names)
    turnout = "应报送的机关 2 个，2 个报送了2024年度报告，报送率 100.0%。"
    html, paper, book = (tmp_path / name for name in names)
    assert turnout in html.read_text(encoding="utf-8")
    assert turnout in [p.text for p in docx.Document(io.BytesIO(paper.read_bytes())).paragraphs]
    assert "与上年比较" in openpyxl.load_workbook(book).sheetnames


def test_a_summary_that_an_office_wrote_in_stays(history: str, tmp_path: Path) -> None:
    paper = tmp_path / "annual-2024.docx"
    signed = ["summary", "--year", "2024", "--history", history, "--output", str(tmp_path)]
    assert run(*signed) == 0
    paper.write_bytes(b"our own words")
    for office in ("", "清梧市人民政府办公室"):
        assert run(*signed, *(("--office", office) if office else ())) == 0
        beside = [path.name for path in tmp_path.glob("annual-2024-2.*")]
        assert (paper.read_bytes(), beside) == (
            b"our own words", ["annual-2024-2.docx"] if office else []
        )  # fmt: skip


def test_the_same_history_gives_the_same_bytes(history: str, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        run("summary", "--year", "2024", "--history", history, "--output", str(tmp_path / folder))
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--year", "2031"), "历史记录里没有 2031 年度的报告（有的年度：2023、2024）"),
        (("--year", "2024", "--history", "没有.db"), "还没有历史记录 没有.db"),
        (("--year", "2024", "--profile", "奇怪"), "奇怪"),
    ],
)
def test_what_cannot_be_summed_up(
    history: str, arguments: tuple[str, ...], sentence: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOUJI_HISTORY", history)
    with pytest.raises(UsageError, match=sentence):
        run("summary", *arguments)
    assert list(tmp_path.iterdir()) == []


def test_the_template_is_written_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    assert run("notice-template", str(path)) == 0
    assert path.read_bytes() == shipped_template()
    path.write_bytes(b"mine")
    with pytest.raises(UsageError, match="已经有了，不覆盖"):
        run("notice-template", str(path))
    assert path.read_bytes() == b"mine"
