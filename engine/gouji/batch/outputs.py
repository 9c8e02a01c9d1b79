"""Writes what a grading gives: overview, workbook, pages, notices, audits, failures."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gouji.batch.crossing import Letter, Refused, Rendered
from gouji.batch.grade import Progress
from gouji.batch.rendering import render_task
from gouji.batch.spread import Call, Workers
from gouji.batch.tasks import Kit, lost
from gouji.model.grading import Grading
from gouji.reporting.many.overview.overview_page import overview_page
from gouji.reporting.many.overview.workbook import write_workbook
from gouji.reporting.media.files import Names, write_parts, write_whole
from gouji.reporting.media.spreadsheet import csv_bytes
from gouji.rulebook import Rulebook
from gouji.store import History

PAGES = "pages"
NOTICES = "notices"
_NOTICE = "整改通知"
_FAILURE_HEADS = ("文件", "机关", "年度", "上级机关", "原因")


class Outputs:
    """Writes into ``directory``; pages and notices of an earlier run that no longer hold, go."""

    def __init__(
        self, directory: Path, kit: Kit, book: Rulebook, workers: Workers, progress: Progress
    ) -> None:
        self._directory = directory
        self._kit = kit
        self._book = book
        self._workers = workers
        self._progress = progress

    def write(self, grading: Grading, history: History, letter: Letter) -> Grading:
        """Write everything; return the grading with the page of each entry, and with new notes."""
        stems = _stems(grading)
        failed = self._render(grading, stems, history, letter)
        entries = tuple(
            entry if entry.name in failed else replace(entry, page=f"{PAGES}/{stem}.html")
            for entry, stem in zip(grading.entries, stems.values(), strict=True)
        )
        notes = tuple(
            f"{name}：没有写出它的页面和通知（{failed[name]}）" for name in sorted(failed)
        )
        told = replace(grading, entries=entries, notes=(*grading.notes, *notes))
        self._summarise(told, history)
        return told

    def _summarise(self, told: Grading, history: History) -> None:
        out = self._directory
        self._progress.begin("汇总", 3)
        counts = write_workbook(told, self._book, out / "summary.xlsx")
        self._progress.step()
        write_whole(out / "summary.html", overview_page(told, self._book, counts))
        self._progress.step()
        write_whole(out / "failures.csv", _failures(told))
        write_parts(out / "audit.jsonl", _lines(told, history), private=True)
        self._progress.step()

    def _render(
        self, grading: Grading, stems: dict[str, str], history: History, letter: Letter
    ) -> dict[str, str]:
        """Write pages and notices; return what could not be written, by name, and why."""
        self._progress.begin("写出", len(grading.entries))
        written: set[Path] = set()
        failed: dict[str, str] = {}
        calls = (
            Call(e.name, (self._kit, history.document(e.audit), e.agency, letter))
            for e in grading.entries
        )
        for name, outcome in self._workers.spread(render_task, calls, lost):
            if isinstance(outcome, Refused):
                failed[name] = outcome.reason
            else:
                written.update(self._write(stems[name], outcome))
            self._progress.step(failed=isinstance(outcome, Refused))
        for folder, suffix in ((PAGES, ".html"), (NOTICES, f"-{_NOTICE}.docx")):
            _drop_others(self._directory / folder, suffix, written)
        return failed

    def _write(self, stem: str, rendered: Rendered) -> Iterator[Path]:
        page = self._directory / PAGES / f"{stem}.html"
        write_whole(page, rendered.page)
        yield page
        if rendered.notice is not None:
            notice = self._directory / NOTICES / f"{stem}-{_NOTICE}.docx"
            write_whole(notice, rendered.notice)
            yield notice


def _stems(grading: Grading) -> dict[str, str]:
    """Return the file name of each entry's page, by the entry's name."""
    names = Names()
    return {e.name: names.name(f"{e.agency}-{e.year or '年度不明'}") for e in grading.entries}


def _drop_others(folder: Path, suffix: str, written: set[Path]) -> None:
    for path in folder.glob(f"*{suffix}"):
        if path not in written:
            path.unlink()


def _failures(grading: Grading) -> bytes:
    rows = ((f.name, f.agency, f.year, f.parent, f.reason) for f in grading.failures)
    return csv_bytes(_FAILURE_HEADS, rows)


def _lines(grading: Grading, history: History) -> Iterator[str]:
    for entry in grading.entries:
        document = history.document(entry.audit)
        if document is not None:
            yield f"{document}\n"
