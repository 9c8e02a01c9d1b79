"""What is to be judged: each report with what stands beside it, and the key it is kept by."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from gouji.batch.contexts import Neighbours, Said
from gouji.batch.peers import Narrative, alike, least_asked
from gouji.batch.reading_pass import Seen
from gouji.batch.readings import Readings
from gouji.batch.taken import Index, Taken, received
from gouji.batch.taking import Absent, Remarks
from gouji.batch.tasks import Kit
from gouji.batch.years import Years
from gouji.keys import judging_key
from gouji.model.context import Context
from gouji.model.received import told
from gouji.records import dataclass
from gouji.store import History
from gouji.store.keeping import chunks

AT_ONCE = 32
"""Reports that the history is asked about at once: workers wait while the first are planned."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A report to judge, what stands beside it, and the key that its audit is kept by."""

    taken: Taken
    context: Context
    key: str


class Planning:
    """Receives the reports of a run, and finds what stands beside each."""

    def __init__(
        self, kit: Kit, *, history: History, readings: Readings, years: Years, remarks: Remarks
    ) -> None:
        self._kit = kit
        self._history = history
        self._readings = readings
        self._years = years
        self._remarks = remarks

    def plan(
        self, taken: Sequence[Taken], seen: Mapping[str, Seen], absent: Absent
    ) -> Iterator[Planned]:
        """Return each report with its context, found as it is asked for; ``seen`` is by hash."""
        return self._planned(taken, self._neighbours(taken, seen, absent))

    def _planned(self, taken: Sequence[Taken], neighbours: Neighbours) -> Iterator[Planned]:
        for some in chunks(taken, AT_ONCE):
            neighbours.expect(some)
            for one in some:
                context = neighbours.context(one)
                self._remarks.add(one.name, neighbours.told())
                yield Planned(one, context, self._key(one, context))
        self._remarks.notes.extend(neighbours.notes)

    def _neighbours(
        self, taken: Sequence[Taken], seen: Mapping[str, Seen], absent: Absent
    ) -> Neighbours:
        standings = self._history.receive([received(one) for one in taken])
        self._remarks.notes.extend(told(standings.values()))
        index = Index(taken, standings)
        counting = [one for one in taken if index.counts(one)]
        return Neighbours(
            taken,
            index,
            self._readings,
            self._history,
            self._years,
            alike=self._alike(counting, seen),
            absent=absent,
            said=self._said(taken),
        )

    def _said(self, taken: Sequence[Taken]) -> Said:
        whose = [one.whose for one in taken if one.whose]
        return Said(self._history.decisions_for(whose), self._history.settlements_for(whose))

    def _alike(
        self, taken: Sequence[Taken], seen: Mapping[str, Seen]
    ) -> Mapping[str, tuple[str, ...]]:
        hashes = {one.name: one.sha256 for one in taken}
        return alike(
            [Narrative(o.name, o.agency, o.year, seen[o.sha256].sketch) for o in taken],
            lambda name: self._readings.filing(hashes[name]).narrative,
            least_asked(self._kit.book()),
        )

    def _key(self, one: Taken, context: Context) -> str:
        """Return what an audit is kept by: its judging key, and whose it is filed as."""
        judging = judging_key(self._kit.rules, one.sha256, one.name, context)
        return sha256(f"{judging} {one.agency} {one.year}".encode()).hexdigest()
