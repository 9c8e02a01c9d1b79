"""The history of audits: kept once, found by agency and year, decided on by people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Self, Unpack

from sqlalchemy import Connection, delete, insert, select

from gouji.model.audit import AuditJson
from gouji.model.decision import Decision
from gouji.model.digest import Digest
from gouji.model.filed import Entered, Filed, Particulars, Told
from gouji.model.filing import Filing
from gouji.model.grading import Agency, Due, Entry, Failure, Grading
from gouji.model.received import Received, Standing
from gouji.model.register import Register
from gouji.model.round import Round
from gouji.model.settlement import Settlement
from gouji.model.spelling import agency_name, storable
from gouji.register.due import whence
from gouji.register.names import Names
from gouji.register.placing import earlier as earlier_of
from gouji.register.placing import placed
from gouji.register.succession import Before, succession
from gouji.store import (
    asking,
    binding,
    entering,
    keeping,
    receiving,
    registers,
    remarking,
    rounds,
    scored,
    standing,
    telling,
    unplaced,
)
from gouji.store.asking import Filters, Pair, bounded
from gouji.store.database import Database
from gouji.store.keeping import ENTRY, SCORED, Audited
from gouji.store.receiving import Receiving
from gouji.store.registers import Imported
from gouji.store.scored import Grounds, Scored
from gouji.store.standing import years_of
from gouji.store.tables import NO_YEAR, audits, choices, decisions, profiles, settlements
from gouji.store.tables import standing as standing_table

_AT_ONCE = 20
"""Audits that are held in memory while they are read one after another."""
_DIGESTS_AT_ONCE = 100


class History:
    """A history that is open; made by :func:`gouji.store.open_history`, closed by ``close``.

    Threads may share one. Each method is one transaction; those that write wait for each other,
    also across processes, so that two writers at once lose nothing and double nothing. Names of
    agencies are taken in any spelling that :func:`gouji.store.agency_name` makes one. Every
    method raises :class:`HistoryError` where the database fails.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._called = registers.Called()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def known(self, keys: Iterable[str]) -> dict[str, Entry]:
        """Return the entries of the audits already kept under ``keys``."""
        with self._database.reading() as connection:
            return keeping.known(connection, keys)

    def keep(self, audited: Sequence[Audited]) -> tuple[Entry, ...]:
        """Keep audits that are new by key, all or none.

        Return the entries of all, in the order given, with the numbers of their audits: those of
        audits kept earlier as they were kept.
        """
        with self._database.writing() as connection:
            return keeping.keep(connection, audited)

    def stand(
        self,
        entries: Sequence[Entry],
        failures: Sequence[Failure] = (),
        day: date | None = None,
    ) -> None:
        """File kept ``entries`` under their agency and year, and choose which report counts.

        One counts for each agency and year, by :data:`gouji.model.received.RULE`. An entry without
        a year counts for none, but is listed. A file goes from where it stood before, when it was
        another's or when its agency or year could not be read. ``failures`` are noted by name and
        year; one goes away when its file, or another report of its agency's year, stands later. A
        report that was returned to be mended is followed by the next file, on ``day`` (today).
        """
        with self._database.writing() as connection:
            standing.stand(connection, self._called, entries, failures)
            today = day or date.today()  # noqa: DTZ011 - the local day
            rounds.end(connection, self._called, years_of(entries), today)

    def receive(self, files: Sequence[Received]) -> dict[Pair, Standing]:
        """Note ``files`` as received, before any is judged; return which would count.

        All files of one call are received at one time, however often it is made again.
        """
        with self._database.writing() as connection:
            noted = self._receiving(connection)
            noted.receive(files)
            return noted.standings(noted.pairs(files), judged=False)

    def several(self, year: int) -> tuple[Standing, ...]:
        """Return what counts where an agency has several reports of ``year``, by agency."""
        with self._database.reading() as connection:
            return receiving.several(connection, self._called, bounded(year))

    def received(self, agency: str, year: int) -> Standing | None:
        """Return what counts of an agency's year, with the other files that were received."""
        number = bounded(year)
        with self._database.reading() as connection:
            pair = (self._called.names(connection, number).resolve(agency), number)
            return self._receiving(connection).standings([pair], judged=True).get(pair)

    def choose(self, file: Received, who: str, why: str, when: datetime) -> None:
        """Let ``file`` count for its agency's year from now on, as a person says."""
        row = {
            "agency": agency_name(file.agency),
            "year": file.year or NO_YEAR,
            "name": storable(file.name),
            "sha256": file.sha256,
            "who": who,
            "why": why,
            "when": when,
        }
        with self._database.writing() as connection:
            connection.execute(insert(choices), row)
            noted = self._receiving(connection)
            noted.choose(noted.pairs([file]))

    def grounds(self, entries: Sequence[Entry]) -> dict[int, Grounds]:
        """Return by audit which score of ``entries`` is in force."""
        with self._database.reading() as connection:
            return scored.grounds(connection, [entry.audit for entry in entries])

    def packed_bases(self, entries: Sequence[Entry]) -> dict[int, bytes]:
        """Return by audit what ``entries`` can be scored anew by, packed."""
        with self._database.reading() as connection:
            return scored.packed_bases(connection, [entry.audit for entry in entries])

    def put_in_force(self, given: Sequence[Scored]) -> None:
        """Let scores be in force in the place of those that are, all or none."""
        with self._database.writing() as connection:
            scored.put_in_force(connection, given)

    def profile(self, year: int) -> str | None:
        """Return the office's own profile that ``year`` is scored under, as JSON.

        It is the one that was adopted for it, or last for a year before.
        """
        query = select(profiles.c.document).where(profiles.c.year <= bounded(year))
        with self._database.reading() as connection:
            last = query.order_by(profiles.c.year.desc()).limit(1)
            return connection.execute(last).scalar() or None

    def adopt(self, year: int, document: str | None) -> None:
        """Let ``year`` be scored under a profile of the office's own, or that which ships."""
        with self._database.writing() as connection:
            connection.execute(delete(profiles).where(profiles.c.year == bounded(year)))
            row = {"year": bounded(year), "document": document or ""}
            connection.execute(insert(profiles), row)

    def learn(
        self, year: int | None, named: Iterable[Agency], absent: Iterable[Agency] = ()
    ) -> None:
        """Note agencies that reports and lists of a year named, with their parents.

        ``absent`` stand in a list without a file: a report is due from them.
        """
        with self._database.writing() as connection:
            standing.learn(connection, year or NO_YEAR, named, absent)

    def import_register(self, register: Register, by: Imported) -> None:
        """Keep ``register`` as that of its year; earlier ones of the year are kept beside it.

        What was received is filed anew as it names the agencies: files of two names that it says
        are one agency's are of one from now on, and one of them counts.
        """
        with self._database.writing() as connection:
            registers.keep(connection, register, by)
            first = bounded(register.year) - 1  # of which it has the names that were taken later
            noted = self._receiving(connection)
            noted.regroup(first)
            noted.choose(receiving.pairs_from(connection, first))
            years = receiving.years_from(connection, first)
            rounds.end(connection, self._called, years, by.when.date())

    def imports(self) -> tuple[Imported, ...]:
        """Return every import of a register, the newest year first."""
        with self._database.reading() as connection:
            return registers.imports(connection)

    def register(self, year: int) -> Register:
        """Return the register that holds for ``year``; it says itself where it comes from."""
        with self._database.reading() as connection:
            return registers.of_year(connection, bounded(year))

    def names(self, year: int) -> Names:
        """Return which agency a name means in ``year``."""
        with self._database.reading() as connection:
            return self._called.names(connection, bounded(year))

    def before(self, year: int) -> Mapping[str, Before]:
        """Return what each agency of ``year`` was in the year before."""
        with self._database.reading() as connection:
            then, now = (registers.of_year(connection, bounded(y)) for y in (year - 1, year))
        return succession(then, now)

    def due(self, year: int) -> tuple[Due, ...]:
        """Return of whom a report on ``year`` is due, and what became of it."""
        with self._database.reading() as connection:
            names = self._called.names(connection, bounded(year))
            return self._due(connection, year, names)

    def _due(self, connection: Connection, year: int, names: Names) -> tuple[Due, ...]:
        found = registers.due_in(connection, bounded(year), names)
        known = self._known(connection, year)
        return tuple(map(known.completed, found))

    def filing(self, agency: str, year: int) -> Filing | None:
        """Return the standing report of an agency's year, as other reports need it."""
        return self.filings([(agency, year)]).get((agency, year))

    def filings(self, pairs: Iterable[Pair]) -> dict[Pair, Filing]:
        """Return the standing reports of agencies and years, by the pair as it was given.

        A report kept under an alias or another name of the agency is found too.
        """
        with self._database.reading() as connection:
            spelt = self._called.spellings(connection, pairs)
            return asking.filings(connection, spelt)

    def grading(self, year: int) -> Grading:
        """Return all that stands for ``year``, beside what stood for the year before.

        Agencies are called as the register of the year calls them; ``before`` is by agency and
        ``year``, and goes over their renaming. What cannot be placed in any year is in ``notes``.
        """
        with self._database.reading() as connection:
            before, register = (registers.of_year(connection, bounded(y)) for y in (year - 1, year))
            names = self._called.names(connection, bounded(year))
            now, last = (_of_year(connection, y) for y in (year, year - 1))
            failures = standing.failed_in(connection, bounded(year))
            due = self._due(connection, year, names)
            notes = (*whence(register, due), *unplaced.told(connection))
        last_year = earlier_of(now, last, succession(before, register))
        return Grading(now, failures, self.audits, last_year, notes, due, self.digests)

    def yearless(self) -> Grading:
        """Return the reports and the failures of which no year is known."""
        with self._database.reading() as connection:
            entries = asking.entries(connection, unplaced.yearless())
            failures = standing.failed_in(connection, None)
        return Grading(entries, failures, self.audits, digests=self.digests)

    def unplaced(self) -> tuple[str, ...]:
        """Say in sentences what is kept and belongs to no year."""
        with self._database.reading() as connection:
            return tuple(unplaced.told(connection))

    def audits(self, entries: Sequence[Entry]) -> Iterator[AuditJson]:
        """Yield the audits of ``entries``, in their order; few are in memory at once."""
        return map(AuditJson.model_validate_json, self.documents(entries))

    def documents(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Yield the texts of the audits' JSON, as :meth:`audits`."""
        for some in keeping.chunks(entries, _AT_ONCE):
            with self._database.reading() as connection:
                found = scored.documents(connection, [entry.audit for entry in some])
            yield from (found[entry.audit] for entry in some)

    def states(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Yield of each audit a hash that is another when its JSON is, which is not read for it."""
        for some in keeping.chunks(entries):
            with self._database.reading() as connection:
                found = scored.states(connection, [entry.audit for entry in some])
            yield from (found[entry.audit] for entry in some)

    def digests(self, entries: Sequence[Entry]) -> Iterator[Digest]:
        """Yield the digests of ``entries``, in their order; few are in memory at once."""
        for some in keeping.chunks(entries, _DIGESTS_AT_ONCE):
            with self._database.reading() as connection:
                found = asking.digests(connection, [entry.audit for entry in some])
            yield from (found[entry.audit] for entry in some)

    def document(self, audit_id: int) -> str | None:
        """Return the text of an audit's JSON, with the score in force."""
        number = bounded(audit_id)
        with self._database.reading() as connection:
            return scored.documents(connection, [number]).get(number)

    def entry(self, audit_id: int) -> Entry | None:
        """Return the entry of an audit, standing or not."""
        query = select(*ENTRY).select_from(SCORED).where(audits.c.id == bounded(audit_id))
        with self._database.reading() as connection:
            return next(iter(self._named(connection, asking.entries(connection, query))), None)

    def standing(self, agency: str, year: int) -> Entry | None:
        """Return the entry that counts for an agency's year."""
        with self._database.reading() as connection:
            own = (
                standing_table.c.agency.in_(self._spellings(connection, agency, year)),
                standing_table.c.year == bounded(year),
            )
            query = asking.entries_query({}).where(*own)
            return next(iter(asking.entries(connection, query)), None)

    def versions(self, agency: str, year: int) -> tuple[Entry, ...]:
        """Return every audit kept of an agency's year, oldest first."""
        with self._database.reading() as connection:
            spellings = self._spellings(connection, agency, year)
            own = (audits.c.agency.in_(spellings), audits.c.year == bounded(year))
            query = select(*ENTRY).select_from(SCORED).where(*own).order_by(audits.c.id)
            return self._named(connection, asking.entries(connection, query))

    def entries(
        self, *, limit: int = 100, offset: int = 0, **filters: Unpack[Filters]
    ) -> tuple[Entry, ...]:
        """Return standing entries, the newest year first, then by agency."""
        query = asking.entries_query(filters).limit(bounded(limit)).offset(bounded(offset))
        with self._database.reading() as connection:
            return asking.entries(connection, query)

    def count(self, **filters: Unpack[Filters]) -> int:
        """Return how many standing entries there are."""
        with self._database.reading() as connection:
            return asking.counted(connection, filters)

    def years(self) -> tuple[int, ...]:
        """Return the years of which reports stand, the newest first."""
        year = standing_table.c.year
        query = select(year).where(year != NO_YEAR).distinct().order_by(year.desc())
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def decide(self, decision: Decision) -> None:
        """Keep a decision; it holds for every later audit that reads what it was made on."""
        self.decide_all([decision])

    def decide_all(self, made: Sequence[Decision]) -> None:
        """Keep decisions, all or none."""
        rows = [asdict(each) | {"agency": agency_name(each.agency)} for each in made]
        with self._database.writing() as connection:
            if rows:
                connection.execute(insert(decisions), rows)

    def settle(self, made: Sequence[Settlement]) -> None:
        """Keep what people saw on paper, all or none; it holds for every audit of that file."""
        rows = [asdict(each) | {"agency": agency_name(each.agency)} for each in made]
        with self._database.writing() as connection:
            if rows:
                connection.execute(insert(settlements), rows)

    def settlements_for(self, pairs: Iterable[Pair]) -> dict[Pair, tuple[Settlement, ...]]:
        """Return what was settled of each of ``pairs``, oldest first; the last on an item holds."""
        with self._database.reading() as connection:
            return asking.settled(connection, self._called.spellings(connection, pairs))

    def send_back(self, round_: Round) -> None:
        """Keep that a report was returned to be mended; the next file that stands ends it."""
        with self._database.writing() as connection:
            rounds.send_back(connection, round_)

    def rounds(
        self, *, year: int | None = None, agency: str | None = None, exactly: str | None = None
    ) -> tuple[Round, ...]:
        """Return rounds by agency, then as they began; ``agency`` may be a part of the name."""
        with self._database.reading() as connection:
            found = rounds.all_rounds(connection, self._called, year and bounded(year))
            names = self._called.by_year(connection, {each.year for each in found})
        part = agency_name(agency or "").casefold()
        return tuple(
            each
            for each in found
            if part in each.agency.casefold()
            and (exactly is None or names[each.year].resolve(exactly) == each.agency)
        )

    def enter(self, year: int, entered: Sequence[tuple[str, Entered]]) -> None:
        """Keep points that a person entered for items, by agency, all or none."""
        with self._database.writing() as connection:
            entering.keep(connection, year, entered)

    def entered(self, year: int) -> dict[str, tuple[Entered, ...]]:
        """Return all points entered for a year by agency, oldest first."""
        with self._database.reading() as connection:
            return entering.of_year(connection, year)

    def filed(self, entries: Sequence[Entry]) -> tuple[Filed, ...]:
        """Return what is known of the agency and year of each entry, beside the report."""
        years = {entry.year or NO_YEAR for entry in entries}
        with self._database.reading() as connection:
            known = {year: self._known(connection, year) for year in years}
        return tuple(known[entry.year or NO_YEAR].filed(entry) for entry in entries)

    def _known(self, connection: Connection, year: int) -> entering.Known:
        names = self._called.names(connection, bounded(year))
        return entering.known(connection, bounded(year), names)

    def tell(self, told: Sequence[Told]) -> None:
        """Keep what lists and people say of agencies' years, all or none."""
        with self._database.writing() as connection:
            telling.keep(connection, told)

    def particulars(self, year: int) -> dict[str, Particulars]:
        """Return what follows from all that was said of a year, by agency."""
        with self._database.reading() as connection:
            names = self._called.names(connection, bounded(year))
            return telling.of_year(connection, bounded(year), names)

    def said(self, year: int) -> tuple[Told, ...]:
        """Return all that people said of a year, oldest first."""
        with self._database.reading() as connection:
            return telling.said(connection, bounded(year))

    def remark(self, said: Mapping[int, Sequence[str]]) -> None:
        """Keep what must be said of audits, in the place of what was said of them before."""
        with self._database.writing() as connection:
            remarking.keep(connection, said)

    def remarks(self, entries: Sequence[Entry]) -> tuple[str, ...]:
        """Return what must be said of ``entries``, in their order."""
        with self._database.reading() as connection:
            return tuple(remarking.of(connection, [entry.audit for entry in entries]))

    def bind(self, entries: Sequence[Entry]) -> None:
        """Bind the decisions of which nobody knows what was read to what ``entries`` read."""
        with self._database.writing() as connection:
            binding.bind(connection, entries)

    def decisions(self, agency: str, year: int) -> tuple[Decision, ...]:
        """Return all decisions on an agency's year, oldest first; the last on a finding holds."""
        return self.decisions_for([(agency, year)])[agency, year]

    def decisions_for(self, pairs: Iterable[Pair]) -> dict[Pair, tuple[Decision, ...]]:
        """Return the decisions on each of ``pairs``, none where there are none."""
        with self._database.reading() as connection:
            return asking.decided(connection, self._called.spellings(connection, pairs))

    def all_decisions(
        self, *, year: int | None = None, agency: str | None = None
    ) -> tuple[Decision, ...]:
        """Return all decisions, oldest first; ``agency`` may be a part of the name."""
        conditions = [] if year is None else [decisions.c.year == bounded(year)]
        with self._database.reading() as connection:
            found = asking.all_decisions(connection, *conditions)
            names = self._called.by_year(connection, {each.year for each in found})
        part = agency_name(agency or "").casefold()
        return tuple(
            each
            for each in found
            if part in agency_name(each.agency).casefold()
            or part in names[each.year].resolve(each.agency).casefold()
        )

    def _receiving(self, connection: Connection) -> Receiving:
        return Receiving(connection, self._called)

    def _named(self, connection: Connection, found: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return entries, standing or not, as the agencies that the registers know."""
        names = self._called.by_year(connection, years_of(found))
        return tuple(
            placed([each], names[each.year])[0] if each.year in names else each for each in found
        )

    def _spellings(self, connection: Connection, agency: str, year: int) -> list[str]:
        """Return the names under which an agency's year may be kept."""
        spelt = self._called.spellings(connection, [(agency, year)])
        return [name for name, _ in spelt[agency, year]]


def _of_year(connection: Connection, year: int) -> tuple[Entry, ...]:
    query = asking.entries_query({"year": year}).order_by(None)
    return asking.entries(connection, query.order_by(audits.c.name, audits.c.id))
