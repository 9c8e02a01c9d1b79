"""The workbook over all reports of a grading: ranking, findings, cells, rules, failures."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from gouji.model.digest import Digest
from gouji.model.grading import Entry, Grading
from gouji.reporting.many.overview.cell_sheet import cell_columns, cell_row
from gouji.reporting.many.overview.counting import Counts
from gouji.reporting.many.overview.deduction_sheet import DEDUCTIONS, deduction_rows
from gouji.reporting.many.overview.failure_sheet import FAILURES, failure_rows
from gouji.reporting.many.overview.finding_sheet import FINDINGS, finding_rows
from gouji.reporting.many.overview.note_sheet import NOTES, note_rows
from gouji.reporting.many.overview.ranking_sheet import RANKING, ranking_rows
from gouji.reporting.many.overview.round_sheet import ROUNDS, round_rows
from gouji.reporting.many.overview.rule_sheet import RULES, rule_rows
from gouji.reporting.many.overview.several_sheet import SEVERAL, several_rows
from gouji.reporting.many.overview.sheets import MOST_ROWS, Book, Sheet
from gouji.reporting.many.overview.years import ALL_ALIKE
from gouji.reporting.media.files import write_parts
from gouji.rulebook import Rulebook
from gouji.rulebook.profile import Profile


def write_workbook(grading: Grading, book: Rulebook, path: Path) -> Counts:
    """Write the workbook to ``path`` (XLSX), whole or not at all.

    Returns the counts by rule made on the way, for the page. Raises
    :class:`gouji.errors.UsageError` where the file cannot be written.
    """
    pieces, counts = workbook(grading, book)
    write_parts(path, pieces)
    return counts


def workbook(
    grading: Grading,
    book: Rulebook,
    *,
    limit: int = MOST_ROWS,
    profiles: Mapping[int | None, Profile] = ALL_ALIKE,
) -> tuple[Iterator[bytes], Counts]:
    """Return the workbook in pieces, and the counts by rule.

    A sheet of ``limit`` rows goes on in another. ``profiles`` are those of years that are scored
    under another than that of ``book``.
    """
    making = _Making(grading, book, limit, profiles)
    making.write()
    return making.file.pieces(), making.counts


class _Making:
    """The sheets of one workbook, in the order of their tabs."""

    def __init__(
        self,
        grading: Grading,
        book: Rulebook,
        limit: int,
        profiles: Mapping[int | None, Profile],
    ) -> None:
        self.grading, self.book, self.limit = grading, book, limit
        self.profiles = profiles
        self.counts = Counts(book)
        self.file = Book()
        self.ranking = self.file.sheet("排名", RANKING, fixed=2, limit=limit)
        self.findings = self.file.sheet("问题", FINDINGS, fixed=1, limit=limit)
        self.deductions = self.file.sheet("扣分", DEDUCTIONS, fixed=1, limit=limit)
        self.cells: dict[str, Sheet] = {}
        self._cells_of(book.form_for(grading.year()).edition)
        self.rules = self.file.sheet("规则统计", RULES, fixed=3, limit=limit)
        self.failures = self.file.sheet("未能处理", FAILURES, fixed=1, limit=limit)
        self.several = (
            self.file.sheet("多份报告", SEVERAL, fixed=1, limit=limit) if grading.several else None
        )
        self.rounds = (
            self.file.sheet("退回改正", ROUNDS, fixed=1, limit=limit) if grading.rounds else None
        )
        self.notes = self.file.sheet("说明", NOTES, limit=limit)

    def write(self) -> None:
        """Write all rows; only audits with findings or deductions are read as a whole."""
        grading = self.grading
        for row in ranking_rows(grading, self.book.profile, self.profiles):
            self.ranking.row(row)
        for entry, digest in zip(grading.entries, grading.digested(grading.entries), strict=True):
            self._add(entry, digest)
        told = [e for e in grading.entries if _has_findings(e) or e.low < e.out_of]
        for entry, audit in zip(told, grading.audits(told), strict=True):
            for row in finding_rows(entry, audit):
                self.findings.row(row)
            for row in deduction_rows(entry, audit):
                self.deductions.row(row)
        self._write_last()

    def _write_last(self) -> None:
        """Write the sheets that no audit needs to be read for."""
        grading = self.grading
        for row in rule_rows(grading, self.counts):
            self.rules.row(row)
        for row in failure_rows(grading.failures):
            self.failures.row(row)
        if self.several is not None:
            for row in several_rows(grading.several):
                self.several.row(row)
        if self.rounds is not None:
            for row in round_rows(grading.rounds):
                self.rounds.row(row)
        for row in note_rows(grading, self.book, self._continued(), self.profiles):
            self.notes.row(row)

    def _add(self, entry: Entry, digest: Digest) -> None:
        form = self.book.forms[digest.form]
        self.counts.add(entry.year, digest)
        self._cells_of(form.edition).row(cell_row(entry, digest, form))

    def _cells_of(self, edition: str) -> Sheet:
        """Return the sheet of the cells of ``edition``; each edition has its own cells."""
        if edition not in self.cells:
            name = f"单元格（{edition}年格式）" if self.cells else "单元格"
            columns = cell_columns(self.book.forms[edition])
            self.cells[edition] = self.file.sheet(
                name, columns, fixed=2, limit=self.limit, scale=60
            )
        return self.cells[edition]

    def _continued(self) -> list[str]:
        sheets = (
            self.ranking,
            self.findings,
            self.deductions,
            *self.cells.values(),
            self.rules,
            self.failures,
        )
        return [sheet.name for sheet in sheets if sheet.parts > 1]


def _has_findings(entry: Entry) -> bool:
    return bool(entry.errors or entry.warnings or entry.advice or entry.reviews)
