"""The second pass of a grading: every report that is new beside what stands beside it is judged."""

from collections.abc import Iterator
from itertools import islice

from gouji.batch.crossing import CONTEXTS, Judged, Refused
from gouji.batch.planning import AT_ONCE, Planned
from gouji.batch.progress import Progress
from gouji.batch.reading_pass import Lost
from gouji.batch.readings import Readings
from gouji.batch.spread import SHORT, Call, Workers
from gouji.batch.tasks import Kit, judge_task, lost
from gouji.model.grading import Entry
from gouji.records import named
from gouji.store import Audited, History

_KEPT = 20
"""Audits that are kept at once."""


class JudgingPass:
    """Judges with ``workers`` under the rules of ``kit`` what ``history`` does not have.

    ``new`` counts what was judged, ``lost`` has by name why reports could not be.
    """

    def __init__(
        self,
        kit: Kit,
        *,
        workers: Workers,
        history: History,
        readings: Readings,
        progress: Progress,
    ) -> None:
        self._kit = kit
        self._workers = workers
        self._history = history
        self._readings = readings
        self._progress = progress
        self.new = 0
        self.lost: dict[str, Lost] = {}

    def judge(self, planned: Iterator[Planned]) -> Iterator[Entry]:
        """Yield the entries of all reports, judging those that are new.

        They are kept few at a time, which takes less long than what the workers have at hand.
        """
        known: list[Entry] = []
        judged = self._judged(self._unknown(planned, known))
        while some := list(islice(judged, _KEPT)):
            yield from self._history.keep(some)
        yield from known

    def _unknown(self, planned: Iterator[Planned], known: list[Entry]) -> Iterator[Planned]:
        """Yield what must be judged, and add to ``known`` the entries of what was before."""
        while chunk := tuple(islice(planned, AT_ONCE)):
            found = self._history.known([each.key for each in chunk])
            for each in chunk:
                if each.key in found:
                    known.append(found[each.key])
                    self._progress.step()
                else:
                    yield each

    def _judged(self, new: Iterator[Planned]) -> Iterator[Audited]:
        under_way: dict[str, Planned] = {}
        calls = (self._call(each, under_way) for each in new)
        for key, outcome in self._workers.spread(judge_task, calls, lost, SHORT):
            each = under_way.pop(key)
            self.new += 1
            if isinstance(outcome, Refused):
                self.lost[each.taken.name] = Lost(outcome.reason, each.taken.sha256)
            else:
                yield self._audited(each, outcome)
            self._progress.step(failed=isinstance(outcome, Refused))

    def _call(self, each: Planned, under_way: dict[str, Planned]) -> Call[str]:
        under_way[each.key] = each
        report = self._readings.report(each.taken.sha256)
        context = CONTEXTS.pack(each.context)
        return Call(each.key, (self._kit, report, each.taken.name, context))

    def _audited(self, each: Planned, judged: Judged) -> Audited:
        taken = each.taken
        entry = Entry(
            audit=0,
            name=taken.name,
            sha256=taken.sha256,
            agency=taken.agency,
            year=taken.year,
            parent=taken.parent,
            body=taken.body,
            published=taken.published,
            **named(judged.tally),
        )
        return Audited(each.key, self._kit.judging, entry, judged.kept)
