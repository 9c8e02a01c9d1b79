"""The reports of a run as they lie before it: whose, of which year, under whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from gouji.batch.jobs import Job
from gouji.facts.agencies import same_agency
from gouji.facts.names import names_agree
from gouji.model.filing import Filing
from gouji.model.received import NOTHING_NOTED, Noted, Received, Standing
from gouji.model.spelling import agency_name
from gouji.records import dataclass
from gouji.register.names import Names

Whose = tuple[str, int]
"""Agency and year."""

_SAYS_NOTHING = Filing(None, None, "", {})


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that was read: what the manifest says goes before what the report says.

    ``told`` is the kind of body that the register or a list tells, ``body`` that or what its name
    does.
    """

    job: Job
    sha256: str
    agency: str
    year: int | None
    body: str
    parent: str | None = None
    told: str | None = None
    published: date | None = None
    called: str = ""
    """The agency's name as the list or the report has it."""
    noted: Noted = NOTHING_NOTED
    says: Filing = _SAYS_NOTHING
    """What it says of itself, without figures and narrative, which many cannot be held of."""

    @property
    def name(self) -> str:
        """Return the name of the job."""
        return self.job.name

    @property
    def whose(self) -> Whose | None:
        """Return agency and year, where both are known."""
        return None if self.year is None else (self.agency, self.year)


class Index:
    """Finds the reports of a run by agency and year, and the members of an agency.

    ``standings`` tells of every agency and year of the run which report counts.
    """

    def __init__(self, taken: Iterable[Taken], standings: Mapping[Whose, Standing]) -> None:
        self._standings = standings
        self._by_name: dict[str, Taken] = {}
        self._members: dict[Whose, dict[str, None]] = defaultdict(dict)
        for one in taken:
            self._by_name[one.name] = one
            if one.year is not None and one.parent:
                self._members[one.parent, one.year][one.agency] = None

    def counting(self, whose: Whose) -> Taken | None:
        """Return the report of the run that counts for an agency's year."""
        one = self._standing(whose)
        found = self._by_name.get(one.counts.name) if one else None
        return found if one and found and found.sha256 == one.counts.sha256 else None

    def is_open(self, whose: Whose) -> bool:
        """Return whether nothing tells which of several reports of an agency's year counts."""
        one = self._standing(whose)
        return one is not None and one.is_open

    def _standing(self, whose: Whose) -> Standing | None:
        agency, year = whose
        return self._standings.get((agency_name(agency), year))

    def counts(self, one: Taken) -> bool:
        """Return whether ``one`` is the report that counts for its agency's year."""
        return one.whose is None or self.counting(one.whose) is one

    def members(self, whose: Whose) -> tuple[str, ...]:
        """Return the agencies that name this one as the one above them, in order of name."""
        return tuple(sorted(self._members.get(whose, {})))


def received(taken: Taken) -> Received:
    """Return a report of a run as a file that was received."""
    return Received(
        agency=taken.agency,
        year=taken.year,
        name=taken.name,
        sha256=taken.sha256,
        published=taken.job.listed.published,
        draft=taken.noted.draft,
        unread=taken.noted.unread,
        format=taken.noted.format,
        figures=taken.noted.figures,
        called=taken.called,
        filed=taken.job.listed.filed,
        scanned=taken.noted.scanned,
    )


def disagreements(taken: Taken, filing: Filing, names: Names) -> Iterator[str]:
    """Yield where the manifest and the report itself differ: it may be the wrong file.

    Names that the register says are one agency's do not differ; those of two agencies do,
    however much they share. A name that was recognised in a picture, and is given by no manifest,
    must be looked at too.
    """
    listed = taken.job.listed
    says = "报告是扫描件，辨认出的是" if filing.recognised_name else "报告写的是"
    if listed.year is not None and filing.year not in (None, listed.year):
        yield _differ(taken.name, f"{listed.year}年度", says, f"{filing.year}年度")
    if (
        listed.agency is not None
        and filing.agency is not None
        and not _agree(listed.agency, filing.agency, names)
    ):
        yield _differ(taken.name, listed.agency, says, filing.agency)
    if filing.recognised_name and listed.agency is None and filing.agency is not None:
        yield f"{taken.name}：机关名称「{filing.agency}」由扫描件辨认得来，可能认错，请在清单里写明"


def _agree(listed: str, printed: str, names: Names) -> bool:
    if names.known(listed) and names.known(printed):
        return names.resolve(listed) == names.resolve(printed)
    return names_agree(listed, printed) == "right"


def called(taken: Taken, filing: Filing, names: Names) -> Filing:
    """Return ``filing`` under the names that the run knows it by.

    Where the report itself says that it is another agency's or another year's, its own names stay:
    then nothing may be judged by it.
    """
    printed, year = filing.agency, filing.year
    agency = taken.agency
    if printed is not None and _is_another(agency, printed, filing, names):
        agency = names.resolve(printed)
    return replace(filing, agency=agency, year=taken.year if year is None else year)


def _is_another(agency: str, printed: str, filing: Filing, names: Names) -> bool:
    if names.known(agency) and names.known(printed):
        return names.resolve(printed) != agency
    return same_agency(agency, printed, recognised=filing.recognised_name) == "other"


def _differ(name: str, listed: str, says: str, printed: str) -> str:
    return f"{name}：清单写的是{listed}，{says}{printed}，请核对是否交错了文件"
