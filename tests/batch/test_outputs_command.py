"""``gouji outputs`` and what ``gouji grade`` adds to: what stands, whole or of one region."""

import json
import re
import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import docx
import openpyxl
import pytest

from gouji.batch.readings import Readings
from gouji.cli import run
from gouji.model.register import Register, Registered
from gouji.store import Imported, open_history
from gradingkit import Made

CITY, COUNTY, OTHER = "清梧市人民政府", "丹穗县人民政府", "云阳市人民政府"
WATER, HEALTH, SCHOOLS = "清梧市水利局", "清梧市卫生健康局", "丹穗县教育局"
FILED = (
    Made("water.txt", agency=WATER, seed=4, faults=("contact_missing",)),
    Made("health.txt", agency=HEALTH, seed=5, faults=("contact_missing",)),
    Made("schools.txt", agency=SCHOOLS, seed=6),
    Made("other.txt", agency=OTHER, seed=7),
    Made("old-2023.txt", agency="清梧市统计局", seed=8, year=2023),
)
MENDED = Made("更正.txt", agency=WATER, seed=4)
REGISTER = (
    Registered(CITY, body="government", league="第一组", reports=True),
    Registered(WATER, parent=CITY, league="第一组"),
    Registered(HEALTH, parent=CITY, league="第二组"),
    Registered(COUNTY, parent=CITY, body="government", league="第一组", reports=True),
    Registered(SCHOOLS, parent=COUNTY, league="第二组"),
    Registered(OTHER, body="government", league="第一组"),
)
DAY = ("--today", "2026-01-05", "--workers", "1")
SHEETS = {"summary.html", "summary.xlsx", "audit.jsonl", "failures.csv"}
ANNUAL = {f"annual-2024.{form}" for form in ("html", "docx", "xlsx")}

Capture = pytest.CaptureFixture[str]


def filed(root: Path, *reports: Made) -> str:
    root.mkdir()
    for made in reports:
        (root / made.name).write_bytes(made.data())
    return str(root)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of grading all that was filed."""
    root = tmp_path_factory.mktemp("year")
    out = root / "out"
    out.mkdir()
    with open_history(out / "gouji.db") as kept:
        by = Imported(2023, "名录.xlsx", "0" * 64, "张三", datetime(2024, 1, 2, tzinfo=UTC))
        kept.import_register(Register(2023, REGISTER), by)
    assert run(["grade", filed(root / "in", *FILED), "--output", str(out), *DAY]) == 1
    return out


@pytest.fixture
def out(first: Path, tmp_path: Path) -> Path:
    """A copy of that output, in the same state."""
    return Path(shutil.copytree(first, tmp_path / "out"))


def files(directory: Path) -> dict[str, str]:
    hidden = re.compile(r"\.|gouji\.db")
    return {
        str(path.relative_to(directory)): sha256(path.read_bytes()).hexdigest()
        for path in directory.rglob("*")
        if path.is_file() and not hidden.match(str(path.relative_to(directory)))
    }


def ranked(directory: Path) -> list[tuple[object, object]]:
    """The years and agencies of the ranking, in order."""
    sheet = openpyxl.load_workbook(directory / "summary.xlsx")["排名"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(i for i, row in enumerate(rows) if "名次" in row)
    year, rank, agency = (rows[head].index(name) for name in ("年度", "名次", "机关"))
    return [(row[year], row[agency]) for row in rows[head + 1 :] if isinstance(row[rank], int)]


def audited(directory: Path) -> set[str]:
    lines = (directory / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["document"]["path"] for line in lines}


def papers(directory: Path) -> set[str]:
    return {name for name in files(directory) if "/" in name}


def page(agency: str, year: int = 2024) -> str:
    return f"pages/{agency}-{year}.html"


def notice(agency: str) -> str:
    return f"notices/{agency}-2024-整改通知.docx"


ALL_PAGES = {page(made.agency, made.year) for made in FILED}


def test_a_corrected_report_leaves_the_others_where_they_are(out: Path, tmp_path: Path) -> None:
    before = files(out)
    mended = filed(tmp_path / "in", MENDED)
    assert run(["grade", mended, "--output", str(out), *DAY]) == 0
    after = files(out)
    assert papers(out) == {*ALL_PAGES, notice(HEALTH)}
    assert {n for n in papers(out) if before.get(n) != after[n]} == {page(WATER)}
    assert audited(out) == {m.name for m in FILED} - {"water.txt"} | {MENDED.name}
    assert set(ranked(out)) == {(m.year, m.agency) for m in FILED}


def test_what_is_the_same_is_not_made_again(
    out: Path,
) -> None:
    before = {n: (out / n).stat().st_mtime_ns for n in files(out)}
    later = ("--today", "2026-02-01", "--deadline", "2026-01-20", "--workers", "1")
    command = ["outputs", "--year", "2024", "--history", str(out / "gouji.db")]
    assert run([*command, "--output", str(out), *later[4:]]) == 0
    assert {n: (out / n).stat().st_mtime_ns for n in before} == before
    assert set(files(out)) - set(before) == ANNUAL
    assert run([*command, "--output", str(out), *later]) == 0
    changed = {n for n in before if (out / n).stat().st_mtime_ns != before[n]}
    assert changed == {notice(WATER), notice(HEALTH)}, "another day was asked for"
    written = {n: (out / n).stat().st_mtime_ns for n in changed}
    command[2] = "2023"
    assert run([*command, "--output", str(out), "--today", "2026-06-01", "--workers", "1"]) == 0
    assert {n: (out / n).stat().st_mtime_ns for n in changed} == written, "not of that year"


def test_outputs_are_those_that_grading_wrote(first: Path, tmp_path: Path) -> None:
    command = ["outputs", "--year", "2024", "--year", "2023"]
    command += ["--history", str(first / "gouji.db"), "--output", str(tmp_path / "own")]
    assert run([*command, "--today", "2026-01-05", "--workers", "2"]) == 0
    again, once = files(tmp_path / "own"), files(first)
    annual = {name for name in again if name.startswith("annual-")}
    assert annual == {*ANNUAL, *(n.replace("2024", "2023") for n in ANNUAL)}
    assert {n: h for n, h in again.items() if n not in annual} == once


def test_what_is_to_be_noted_of_a_report_is_noted_while_it_stands(
    tmp_path: Path, capsys: Capture
) -> None:
    """A list gives the report of one agency to another; later runs say so, too."""
    source, out = Path(filed(tmp_path / "in", FILED[0], FILED[1])), tmp_path / "out"
    (source / "清单.csv").write_text(f"文件,机关\nwater.txt,{HEALTH}\n", encoding="utf-8")
    note = f"注意：water.txt：清单写的是{HEALTH}，报告写的是{WATER}，请核对是否交错了文件"
    run(["grade", str(source / "清单.csv"), "--output", str(out), *DAY])
    for command in (
        ["grade", filed(tmp_path / "more", FILED[2]), "--output", str(out)],
        ["outputs", "--year", "2024", "--output", str(out), "--history", str(out / "gouji.db")],
    ):
        capsys.readouterr()
        run([*command, *DAY])
        assert note in capsys.readouterr().out.splitlines()
        notes = openpyxl.load_workbook(out / "summary.xlsx")["说明"].iter_rows(values_only=True)
        assert ("注意", note.removeprefix("注意：")) in [row[:2] for row in notes]
    health = filed(tmp_path / "health", FILED[1])
    capsys.readouterr()
    run(["grade", health, "--output", str(out), *DAY])
    assert note not in capsys.readouterr().out.splitlines(), "another file counts"


REGIONS = [
    (["--under", "清梧市人民政府"], {WATER, HEALTH, SCHOOLS}),
    (["--under", "丹穗县"], {SCHOOLS}),
    (["--under", OTHER], {OTHER}),
    (["--league", "第二组"], {HEALTH, SCHOOLS}),
    (["--under", CITY, "--league", "第一组"], {WATER}),
]


@pytest.mark.parametrize(("options", "agencies"), REGIONS)
def test_a_region_has_outputs_of_its_own(
    options: list[str], agencies: set[str], first: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    command = ["outputs", "--year", "2024", "--history", str(first / "gouji.db"), *options]
    assert run([*command, *DAY]) == 0
    called = {"丹穗县": "丹穗县人民政府"}
    own = Path("reports_out", *(called.get(name, name) for name in options[1::2]))
    assert {agency for _, agency in ranked(own)} == agencies
    assert papers(own) == {
        *map(page, agencies),
        *map(notice, agencies & {WATER, HEALTH}),
    }
    assert audited(own) == {m.name for m in FILED if m.agency in agencies and m.year == 2024}
    assert {*SHEETS, *ANNUAL} <= set(files(own))


REFUSED = [
    (["--year", "2020"], "历史记录里没有 2020 年度的报告（有的年度：2023、2024）"),
    (["--year", "2024", "--under", "清梧市人民政俯"], "2024 年度没有叫「清梧市人民政俯」的机关（是不是「清梧市人民政府」？）"),
    (["--year", "2024", "--league", "第三组"], "2024 年度没有叫「第三组」的考核组别（是不是「第二组」？）"),
    (["--year", "2024", "--under", CITY, "--output", "{out}"], "{out} 里是全部机关的结果，清梧市人民政府的请用 --output 写到别的目录"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "sentence"), REFUSED)
def test_what_cannot_be_written(
    options: list[str], sentence: str, out: Path, capsys: Capture
) -> None:
    before = files(out)
    told = [option.format(out=out) for option in options]
    assert run(["outputs", *told, "--history", str(out / "gouji.db"), *DAY]) == 2
    assert capsys.readouterr().err == f"{sentence.format(out=out)}\n"
    assert files(out) == before


def test_what_a_person_put_there_or_stamped_stays(
    out: Path, tmp_path: Path, capsys: Capture
) -> None:
    own = {"pages/我的备注.html": "备注", notice(WATER): "盖章", notice(HEALTH): "也盖章"}
    for name, text in own.items():
        (out / name).write_text(text, encoding="utf-8")
    mended = filed(tmp_path / "in", MENDED)
    left = "注意：别人放进来的、或者写出以后改过的文件，没有动："
    for told in (f"{left}{notice(WATER)}", ""):
        capsys.readouterr()
        assert run(["grade", mended, "--output", str(out), *DAY]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line for line in lines if "没有动" in line] == ([told] if told else [])
        assert {name: (out / name).read_text(encoding="utf-8") for name in own} == own


def gone(out: Path) -> None:
    out.rename(out.with_name("别处"))


def emptied(out: Path) -> None:
    shutil.rmtree(out)


@pytest.mark.parametrize("happens", [gone, emptied])
def test_a_directory_that_goes_away_is_one_sentence(
    happens: object, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, where = tmp_path / "out", str(tmp_path / "h.db")
    source = filed(tmp_path / "in", *FILED[:2])
    keep = Readings.keep

    def keep_and_lose(self: Readings, *what: object) -> None:
        keep(self, *what)  # type: ignore[arg-type]
        if out.exists():
            happens(out)  # type: ignore[operator]

    monkeypatch.setattr(Readings, "keep", keep_and_lose)
    command = ["grade", source, "--output", str(out), "--history", where, *DAY]
    assert run(command) == 3
    assert capsys.readouterr().err == (
        f"结果目录 {out} 在运行中被移走或删掉了。已经记入历史记录的都在；"
        "请放回原处，再运行一次，就接着做\n"
    )
    assert not out.exists()
    with open_history(where) as kept:
        assert (kept.grading(2024).failures, kept.yearless().failures) == ((), ())
    monkeypatch.undo()
    assert run(command) == 1
    assert papers(out) >= {page(WATER), page(HEALTH)}


def deleted(history: Path) -> None:
    history.unlink()


def replaced(history: Path) -> None:
    Path(shutil.copy(history, history.with_name("副本.db"))).replace(history)


@pytest.mark.parametrize("happens", [gone, deleted, replaced])
def test_a_history_that_goes_away_is_one_sentence(
    happens: object, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, where = tmp_path / "out", tmp_path / "h.db"
    keep = Readings.keep

    def keep_and_lose(self: Readings, *what: object) -> None:
        keep(self, *what)  # type: ignore[arg-type]
        happens(where)  # type: ignore[operator]

    monkeypatch.setattr(Readings, "keep", keep_and_lose)
    source = filed(tmp_path / "in", FILED[2])
    assert run(["grade", source, "--output", str(out), "--history", str(where), *DAY]) == 3
    assert capsys.readouterr().err == (
        f"历史记录 {where} 在使用中被移走、删掉或换掉了；请放回原处，再运行一次\n"
    )
    assert files(out) == {}, "nothing tells of what was lost"


def test_the_office_that_signs_is_remembered(out: Path, tmp_path: Path, capsys: Capture) -> None:
    office, other = "清梧市政务公开办公室", "清梧市人民政府办公室"
    command = ["outputs", "--year", "2024", "--history", str(out / "gouji.db")]
    command += ["--output", str(out), *DAY[2:]]

    def signed() -> str:
        lines = docx.Document(str(out / notice(WATER))).paragraphs
        return next(line.text for line in lines if line.text in (office, other))

    run([*command, "--office", office, "--today", "2026-01-05", "--deadline", "2026-01-31"])
    before = files(out)
    assert signed() == office
    run(command)
    assert files(out) == before, "neither the office nor the days change"
    run([*command, "--office", other])
    assert signed() == other
    template = tmp_path / "模板.docx"
    run(["notice-template", str(template)])
    run([*command, "--template", str(template)])
    note = "注意：上次的整改通知用的是自己的模板，这次没有写 --template，通知改用自带的模板写了"
    assert note not in capsys.readouterr().out
    run(command)
    assert note in capsys.readouterr().out
    assert signed() == other
    run(command)
    assert note not in capsys.readouterr().out
