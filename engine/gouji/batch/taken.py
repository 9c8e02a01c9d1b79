"""The reports of a run as they lie before it: whose, of which year, under whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gouji.batch.jobs import Job
from gouji.facts.agencies import same_agency
from gouji.facts.names import names_agree
from gouji.model.filing import Filing
from gouji.register.names import Names

Whose = tuple[str, int]
"""Agency and year."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that was read: what the manifest says goes before what the report says."""

    job: Job
    sha256: str
    agency: str
    year: int | None
    body: str
    parent: str | None = None

    @property
    def name(self) -> str:
        """Return the name of the job."""
        return self.job.name

    @property
    def whose(self) -> Whose | None:
        """Return agency and year, where both are known."""
        return None if self.year is None else (self.agency, self.year)


class Index:
    """Finds the reports of a run by agency and year, and the members of an agency."""

    def __init__(self, taken: Iterable[Taken]) -> None:
        self._by_whose: dict[Whose, list[Taken]] = defaultdict(list)
        self._members: dict[Whose, dict[str, None]] = defaultdict(dict)
        for one in taken:
            if one.whose is not None:
                self._by_whose[one.whose].append(one)
            if one.year is not None and one.parent:
                self._members[one.parent, one.year][one.agency] = None

    def only(self, whose: Whose) -> Taken | None:
        """Return the one report of an agency's year; ``None`` for none, or several that differ."""
        found = self._by_whose.get(whose, [])
        return found[0] if len({one.sha256 for one in found}) == 1 else None

    def has(self, whose: Whose) -> bool:
        """Return whether there is any report of an agency's year."""
        return whose in self._by_whose

    def members(self, whose: Whose) -> tuple[str, ...]:
        """Return the agencies that name this one as the one above them, in order of name."""
        return tuple(sorted(self._members.get(whose, {})))

    def doubles(self) -> Iterator[tuple[Whose, tuple[str, ...]]]:
        """Yield the agency's years of which there are several reports, with their names."""
        for whose, found in sorted(self._by_whose.items()):
            if len(found) > 1:
                yield whose, tuple(one.name for one in found)


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
