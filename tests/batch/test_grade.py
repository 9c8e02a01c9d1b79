"""A province graded from end to end: what comes out is what was planted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import province
import pytest
from openpyxl import Workbook

from gouji.batch.crossing import Reading
from gouji.batch.executors import local_workers
from gouji.batch.grade import Run
from gouji.batch.jobs import jobs_in
from gouji.batch.readings import Readings
from gouji.batch.spread import Workers
from gouji.batch.tasks import kit
from gouji.model.decision import Decision
from gouji.model.grading import Grading, ranking
from gouji.rulebook import load_rulebook
from gouji.store import History, open_history
from reportkit import make
from reportkit.renderers import RENDERERS
from store.postgres import database
from zipkit import packed

TODAY = date(2026, 1, 1)
NOTE = (
    "清梧市人民政府2024年度：清单上的下级没有都交来可读的报告，或者清单没有列全，"
    "汇总数只核对了不小于任何一个下级"
)


class Steps:
    """Remembers what a run said of its progress: by stage, how many were done, how many failed."""

    def __init__(self) -> None:
        self.told: dict[str, tuple[int, int, int]] = {}
        self._stage = ""

    def begin(self, stage: str, total: int) -> None:
        self._stage = stage
        self.told[stage] = (total, 0, 0)

    def step(self, *, failed: bool = False) -> None:
        total, done, bad = self.told[self._stage]
        self.told[self._stage] = (total, done + 1, bad + failed)


@contextmanager
def graded(
    source: Path,
    out: Path,
    where: Path | str | None = None,
    workers: int = 2,
    files: Path | None = None,
) -> Iterator[tuple[Grading, History, Steps]]:
    rules = kit(load_rulebook(), TODAY)
    steps = Steps()
    out.mkdir(parents=True, exist_ok=True)
    with (
        jobs_in(source, files=files) as jobs,
        open_history(where or out / "history.db") as history,
        local_workers(workers) as busy,
    ):
        readings = Readings(out / "readings", rules.reading)
        run = Run(jobs, rules, workers=busy, history=history, readings=readings, progress=steps)
        yield run.grade(), history, steps


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province.build(tmp_path_factory.mktemp("province"))


def told(grading: Grading, year: int) -> list[tuple[int, str, object, tuple[str, ...]]]:
    ranked = ranking(grading.entries, year)
    audits = grading.audits([each.entry for each in ranked])
    return [
        (each.rank, each.entry.agency, each.entry.low, tuple(f.code for f in audit.findings))
        for each, audit in zip(ranked, audits, strict=True)
    ]


def failed(grading: Grading) -> list[tuple[str, str | None]]:
    return [(failure.name, failure.agency) for failure in grading.failures]


def test_the_ranking_is_what_was_planted(manifest: Path, tmp_path: Path) -> None:
    with graded(manifest, tmp_path) as (grading, history, steps):
        for year in (2023, 2024):
            assert told(grading, year) == province.expected(year)
            assert told(history.grading(year), year) == province.expected(year)
        assert all(entry.low == entry.high for entry in grading.entries)
        broken = {name: agency or None for name, (_, agency, _) in province.BROKEN.items()}
        broken[province.MISSING[0]] = province.MISSING[1]
        assert failed(grading) == sorted(broken.items())
        pieces = {name: piece for name, (_, _, piece) in province.BROKEN.items()}
        pieces[province.MISSING[0]] = province.MISSING[2]
        assert all(pieces[failure.name] in failure.reason for failure in grading.failures)
        assert grading.notes == (NOTE,)
        assert {who: entry.low for who, entry in grading.before.items()} == {
            ("清梧市水利局", 2024): 100,
            ("清梧市财政局", 2024): 97,
        }
        assert steps.told == {"读取": (19, 19, 4), "审核": (15, 15, 0)}
        listed = {agency.name: agency.parent for agency in history.register(2024).agencies}
        assert listed[province.NOT_FILED] == listed[province.COUNTY] == province.CITY


def test_a_second_run_does_nothing_twice(manifest: Path, tmp_path: Path) -> None:
    with graded(manifest, tmp_path) as (first, history, _):
        kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "readings").rglob("*")}
        audits = {entry.name: entry.audit for entry in first.entries}
    with graded(manifest, tmp_path) as (second, history, _):
        assert second.entries == first.entries
        assert {entry.name: entry.audit for entry in second.entries} == audits
        assert [len(history.versions(e.agency, e.year or 0)) for e in second.entries] == [1] * 15
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "readings").rglob("*")} == kept


def test_a_folder_without_a_manifest_tells_itself(manifest: Path, tmp_path: Path) -> None:
    """Without the list there are no members and no dates, and the list itself is no report."""
    with graded(manifest.parent, tmp_path) as (grading, _, _):
        expected = {agency: codes for _, agency, _, codes in province.expected(2024)}
        expected |= {"清梧市司法局": (), province.COUNTY: ()}
        assert {agency: codes for _, agency, _, codes in told(grading, 2024)} == expected
        assert failed(grading) == [(name, None) for name in sorted(province.BROKEN)]
        assert grading.notes == (
            "清单.csv 是表格，没有当作报告；要按清单评定，请在命令里写 --list 清单",
        )


def test_an_archive_of_archives_with_its_list_is_graded_as_the_folder(
    manifest: Path, tmp_path: Path
) -> None:
    root = manifest.parent
    reports = {
        path.relative_to(root / "2024").as_posix(): path.read_bytes()
        for path in sorted((root / "2024").rglob("*"))
        if path.is_file()
    }
    listing = manifest.read_text("utf-8").replace("2024/", "2024.zip\\")
    earlier = {path.name: path.read_bytes() for path in sorted((root / "2023").iterdir())}
    whole = tmp_path / "全市.zip"
    whole.write_bytes(
        packed(
            {
                "清单.csv": listing.replace("2023/", "2023.zip/"),
                "2024.zip": reports,
                "2023.zip": earlier,
            }
        )
    )
    with graded(whole, tmp_path) as (grading, _, _):
        for year in (2023, 2024):
            assert told(grading, year) == province.expected(year)
        assert [failure.agency for failure in grading.failures] == [
            "清梧市林业局",
            "清梧市统计局",
            "清梧市体育局",
            None,
        ]
        assert grading.notes[0].startswith("按压缩包里的清单 清单.csv 评定")


def test_a_list_of_agencies_is_matched_with_the_reports(manifest: Path, tmp_path: Path) -> None:
    roster = tmp_path / "应报送机关.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["清梧市应报送年度报告的行政机关"])
    sheet.append(["序号", "单位名称", "主管部门", "年度", "公开时间"])
    for number, filed in enumerate(province.ALL, 1):
        sheet.append(
            [number, filed.agency, filed.parent, filed.year, date.fromisoformat(filed.published)]
        )
    sheet.append([20, province.NOT_FILED, province.CITY, 2024])
    sheet.append([21, "清梧市司法局（戒毒所）", "", 2024])
    book.save(roster)
    with graded(roster, tmp_path, files=manifest.parent) as (grading, history, _):
        for year in (2023, 2024):
            assert told(grading, year) == province.expected(year)
        assert grading.notes == (
            f"{roster}：没有用到的列：序号",
            *(
                f"{name}：没有读出机关名称，不能认定是清单里的哪一个；请在清单里加「文件」一列写明"
                for name in sorted(province.BROKEN)
            ),
            NOTE,
        )
        listed = {agency.name: agency.parent for agency in history.register(2024).agencies}
        assert listed[province.NOT_FILED] == listed[province.COUNTY] == province.CITY


def test_last_years_report_is_found_in_the_history(manifest: Path, tmp_path: Path) -> None:
    root = manifest.parent
    with graded(root / "2023", tmp_path) as (first, _, _):
        assert [entry.agency for entry in first.entries] == ["清梧市财政局", "清梧市水利局"]
    with graded(root / "2024/shuili.txt", tmp_path) as (second, _, _):
        assert [codes for _, _, _, codes in told(second, 2024)] == [("Y801", "Y801")]
        assert [entry.low for entry in second.before.values()] == [100]


def test_a_dismissed_finding_stays_dismissed(manifest: Path, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    source = manifest.parent / "2024/dansui/weijian.pdf"
    with graded(source, tmp_path) as (first, history, _):
        (entry,) = first.entries
        assert (entry.low, entry.errors, entry.waived) == (97, 1, 0)
        when = datetime(2026, 1, 2, tzinfo=UTC)
        history.decide(
            Decision(entry.agency, 2024, "P206", "contact", "dismissed", "见网站", "张三", when)
        )
    with graded(source, tmp_path) as (second, history, _):
        (entry,) = second.entries
        assert (entry.low, entry.errors, entry.waived) == (100, 0, 1)
        (audit,) = second.audits(second.entries)
        assert [(w.code, w.reason, w.who) for w in audit.waived] == [("P206", "见网站", "张三")]
        assert len(history.versions(entry.agency, 2024)) == 2


def test_two_reports_of_one_agency_are_told_and_neither_is_last_years(
    manifest: Path, tmp_path: Path
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in ("2023/shuili.txt", "2024/shuili.txt"):
        (source / name.replace("/", "-")).write_bytes((manifest.parent / name).read_bytes())
    other = RENDERERS["txt-tabs"](make(22, agency="清梧市水利局", year=2023))
    (source / "2023-other.txt").write_bytes(other)
    with graded(source, tmp_path / "out") as (grading, history, _):
        (open_,) = history.several(2023)
        stands = open_.counts.name
        assert grading.notes == (
            (
                "清梧市水利局2023年度收到 2 份报告（2023-other.txt、2023-shuili.txt），"
                f"内容不同，分不出哪一份是定稿，暂以{stands}为准，请用 gouji history stand 指定"
            ),
        )
        assert [codes for _, _, _, codes in told(grading, 2024)] == [()]
        assert [e.name for e in history.grading(2023).entries] == [stands]


def test_a_draft_does_not_stand_and_is_not_last_years(manifest: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in ("2023/shuili.txt", "2024/shuili.txt"):
        (source / name.replace("/", "-")).write_bytes((manifest.parent / name).read_bytes())
    draft = RENDERERS["txt-tabs"](make(22, agency="清梧市水利局", year=2023))
    (source / "zz初稿.txt").write_bytes(draft)
    with graded(source, tmp_path / "out") as (grading, history, _):
        assert grading.notes == (
            (
                "清梧市水利局2023年度收到 2 份报告（2023-shuili.txt、zz初稿.txt），"
                "以2023-shuili.txt为准（其余写明是初稿、征求意见稿、送审稿等）"
            ),
        )
        assert [codes for _, _, _, codes in told(grading, 2024)] == [("Y801", "Y801")]
        assert [e.name for e in history.grading(2023).entries] == ["2023-shuili.txt"]


def test_postgresql_and_sqlite_give_the_same(manifest: Path, tmp_path: Path) -> None:
    with graded(manifest, tmp_path / "a") as (ours, _, _):
        pass
    with graded(manifest, tmp_path / "b", database(), workers=1) as (theirs, history, _):
        strip = [[(e.name, e.low, e.high, e.grade) for e in g.entries] for g in (ours, theirs)]
        assert strip[0] == strip[1]
        assert ours.failures == theirs.failures
        assert [told(history.grading(y), y) for y in (2023, 2024)] == [
            province.expected(y) for y in (2023, 2024)
        ]


def test_a_government_that_reports_for_itself_alone_is_not_held_against_its_members(
    manifest: Path, tmp_path: Path
) -> None:
    """The county's figures stand for an office of its own: less than the members have together."""
    own, members = "2024/dansui/jiaoyu.txt", ("2024/zhengfu.docx", "2024/dansui/zhengfu.pdf")
    source = tmp_path / "list.csv"
    rows = [f"{manifest.parent / own},{province.CITY},,government"]
    rows += [
        f"{manifest.parent / name},第{n}区财政局,{province.CITY}," for n, name in enumerate(members)
    ]
    source.write_text("\n".join(["path,agency,parent,kind", *rows]), encoding="utf-8")
    with graded(source, tmp_path / "out") as (grading, _, _):
        codes = {f.code for audit in grading.audits(grading.entries) for f in audit.findings}
        assert "H901" not in codes
        assert [note for note in grading.notes if "汇总" in note or "合计" in note] == [
            f"{province.CITY}2024年度：报告的数字大多小于下级合计，看来只报告了本机关自己，没有与下级核对"
        ]


def test_a_file_that_names_no_agency_adds_none_to_the_list(tmp_path: Path) -> None:
    from reportkit import FAULTS

    content = FAULTS["title_without_agency"].plant(make(3, year=2024)).content
    source = tmp_path / "in/unnamed.txt"
    source.parent.mkdir()
    source.write_bytes(RENDERERS["txt-tabs"](content))
    with graded(source.parent, tmp_path / "out") as (grading, history, _):
        named = [entry.agency for entry in grading.entries]
        listed = [agency.name for agency in history.register(2024).agencies]
        assert listed == [name for name in named if name != "unnamed.txt"]


def test_a_child_that_gives_back_no_reading_costs_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name, seed in (("good.txt", 3), ("bad.txt", 4)):
        (source / name).write_bytes(RENDERERS["txt-tabs"](make(seed, year=2024)))
    bad, spread = (source / "bad.txt").read_bytes(), Workers.spread

    def lying(self: Workers, function: Any, calls: Any, *how: Any) -> Iterator[Any]:
        own = {call.key: call for call in calls}
        for key, outcome in spread(self, function, own.values(), *how):
            lies = isinstance(outcome, Reading) and own[key].arguments[1] == bad
            yield key, replace(outcome, head=b"no reading") if lies else outcome

    monkeypatch.setattr(Workers, "spread", lying)
    with graded(source, tmp_path / "out") as (grading, _, steps):
        reason = "处理这份文件的进程交回的不是读出的报告，文件可能已损坏"
        assert [(each.name, each.reason) for each in grading.failures] == [("bad.txt", reason)]
        assert [entry.name for entry in grading.entries] == ["good.txt"]
        assert steps.told == {"读取": (2, 2, 1), "审核": (1, 1, 0)}


def test_the_wrong_file_in_the_place_of_last_years_accuses_nobody(tmp_path: Path) -> None:
    """A list says that another bureau's report is this one's of the year before."""
    contents = {"now.txt": make(3, year=2024), "last.txt": make(4, year=2021)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(RENDERERS["txt-tabs"](content))
    whose = contents["now.txt"].agency
    rows = ["path,agency,year", f"now.txt,{whose},2024", f"last.txt,{whose},2023"]
    (tmp_path / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    with graded(tmp_path / "list.csv", tmp_path / "out") as (grading, _, _):
        (audit,) = [a for a in grading.audits(grading.entries) if a.report.year == 2024]
        assert [f.code for f in audit.findings] == []
        theirs = f"作为上年报告的文件是「{contents['last.txt'].agency}」的"
        assert audit.notes == [
            f"{theirs}，不是「{whose}」的，没有与上年核对；请换成本机关2023年度的报告"
        ]
