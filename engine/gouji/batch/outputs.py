"""Writes what stands: overview, workbook, pages, notices, audits, failures, annual summaries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from gouji.batch.annual import annual_files, annual_name, annual_of
from gouji.batch.comparing import compared
from gouji.batch.crossing import Letter
from gouji.batch.ledger import Ledger, Scope
from gouji.batch.papers import Papers, Teller, Tellers
from gouji.batch.profiles import in_force
from gouji.batch.progress import Progress
from gouji.batch.selection import ALL, Part, together
from gouji.batch.spread import Workers
from gouji.batch.tables import Tables
from gouji.batch.tasks import Kit
from gouji.batch.tasks import kit as kit_of
from gouji.errors import UsageError
from gouji.keys import telling_key
from gouji.model.grading import Grading
from gouji.model.received import told as told_of
from gouji.records import dataclass
from gouji.reporting.media.spreadsheet import csv_bytes
from gouji.rulebook import Rulebook
from gouji.store import History

_FAILURE_HEADS = ("文件", "机关", "年度", "上级机关", "原因")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which years are to be written, which part of them, and whether with annual summaries.

    The years that the directory tells of already are written, too, and so are the summaries that
    are there. With ``renew`` the notices of ``years`` name the day of the letter, changed or not.
    """

    years: tuple[int, ...]
    part: Part = ALL
    annual: bool = False
    renew: bool = False


class Outputs:
    """Writes into ``directory`` what stands in ``history``.

    What a person put there or changed stays; see :mod:`gouji.batch.ledger`. What gouji wrote and
    no longer holds goes, and what would be the same is not made again.
    """

    def __init__(
        self,
        directory: Path,
        kit: Kit,
        book: Rulebook,
        *,
        workers: Workers,
        history: History,
        progress: Progress,
    ) -> None:
        """``book`` has the rules, with the profile of the years for which none was asked for."""
        self._directory = directory
        self._kit = kit
        self._plain = book
        self._workers = workers
        self._history = history
        self._progress = progress

    def write(self, asked: Asked, letter: Letter, notes: Sequence[str] = ()) -> Grading:
        """Write everything; return the grading with the page of each entry, and with all notes.

        Raises :class:`UsageError` where the directory has what is of another part.
        """
        part = asked.part
        with Ledger(self._directory) as ledger:
            _refuse_another(ledger, part, self._directory)
            letter = replace(letter, office=letter.office or ledger.scope.office)
            years = tuple(sorted({*asked.years, *ledger.scope.years}))
            grading = together(self._history, years, part)
            grading = compared(self._history, self._plain, grading, letter.issued)
            said = (*grading.remarks, *notes, *told_of(grading.several), *grading.notes)
            grading = replace(grading, notes=tuple(dict.fromkeys(said)))
            books = {y: in_force(self._history, self._plain, y, asked=False) for y in years}
            renew = frozenset(asked.years if asked.renew else ())
            papers = Papers(self._tellers(books), letter, renew, ledger)
            planned = papers.plan(grading, self._history)
            tables = Tables(self._plain, books, ledger, papers.contents)
            tables.begin(planned)
            grading = papers.write(grading, self._history, self._workers, self._progress)
            kept = set(papers.paths.values())
            kept |= self._wholes(grading, ledger, tables)
            summed = {y for y in years if annual_name(y, "html") in ledger.names()}
            for year in sorted({*summed, *(asked.years if asked.annual else ())}):
                kept |= self._annual(year, part, ledger, letter)
            ledger.drop_others(kept)
            template = sha256(letter.template).hexdigest() if letter.template else ""
            more = _without_template(ledger.scope.template, template)
            scope = Scope(years, part.under, part.league, letter.office, template)
            left = (*ledger.finish(scope), *more)
        return replace(grading, notes=(*grading.notes, *left))

    def _tellers(self, books: Mapping[int, Rulebook]) -> Tellers:
        """Return what tells of the audits of each year; years of one profile have the same."""
        made: dict[str, Teller] = {}
        by_year: dict[int | None, Teller] = {}
        for year, book in [*books.items(), (None, self._plain)]:
            key = telling_key(book)
            if key not in made:
                made[key] = Teller(kit_of(book, self._kit.today, self._kit.seconds), key)
            by_year[year] = made[key]
        return by_year

    def _wholes(self, told: Grading, ledger: Ledger, tables: Tables) -> set[str]:
        """Write what is of all reports together; return where it lies."""
        self._progress.begin("汇总", 3)
        key, lines = tables.key(told), "audit.jsonl"
        paths = tables.written(told, key)
        self._progress.step()
        path = ledger.current(lines, key)
        paths.add(path or ledger.write(lines, _lines(told, self._history), key, private=True))
        self._progress.step()
        paths.add(ledger.settled("failures.csv", _failures(told)))
        self._progress.step()
        return paths

    def _annual(self, year: int, part: Part, ledger: Ledger, letter: Letter) -> set[str]:
        """Write the summary of ``year``; return where its files lie."""
        found = annual_of(self._history, self._plain, year, letter.issued, part)
        if found is None:
            return set()
        return {ledger.settled(*each) for each in annual_files(found, letter.office)}


def _without_template(before: str, now: str) -> tuple[str, ...]:
    if now or not before:
        return ()
    return ("上次的整改通知用的是自己的模板，这次没有写 --template，通知改用自带的模板写了",)


def _refuse_another(ledger: Ledger, part: Part, directory: Path) -> None:
    if ledger and ledger.scope.region != (part.under, part.league):
        raise UsageError(
            f"{directory} 里是{_called(*ledger.scope.region)}的结果，"
            f"{_called(part.under, part.league)}的请用 --output 写到别的目录"
        )


def _called(under: str | None, league: str | None) -> str:
    return "、".join(name for name in (under, league) if name) or "全部机关"


def _failures(grading: Grading) -> bytes:
    rows = ((f.name, f.agency, f.year, f.parent, f.reason) for f in grading.failures)
    return csv_bytes(_FAILURE_HEADS, rows)


def _lines(grading: Grading, history: History) -> Iterator[str]:
    return (f"{document}\n" for document in history.documents(grading.entries))
