"""Whether what was given beside a report belongs there: the agency, the year, another file.

The wrong file as last year's gives errors that nobody made, and the report itself as its own peer
is copied in full. What does not belong is marked ``unfit`` with the reason, so that nothing is
judged by it; what may belong is taken, and a note asks a person to look.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from gouji.facts.agencies import Sameness, same_agency
from gouji.facts.recognised import has_recognised_name
from gouji.facts.report import Report
from gouji.model.context import Context, Member
from gouji.model.filing import Filing
from gouji.records import dataclass

_MOST_NAMES = 5
_SAME_FILE = "是同一个文件"


@dataclass(frozen=True, slots=True)
class _Own:
    """The report that all is held against."""

    agency: str | None
    year: int | None
    sha256: str
    recognised: bool

    @property
    def before(self) -> int | None:
        """Return the year before."""
        return None if self.year is None else self.year - 1

    def file(self, other: Filing) -> bool:
        """Tell whether ``other`` was read from the same file."""
        return bool(self.sha256) and self.sha256 == other.sha256

    def agency_of(self, other: Filing) -> Sameness | None:
        """Tell whether ``other`` is of this agency; ``None`` where a name is not known."""
        if self.agency is None or other.agency is None:
            return None
        recognised = self.recognised or other.recognised_name
        return same_agency(self.agency, other.agency, recognised=recognised)


@dataclass(slots=True)
class _Fitting:
    """What is said of all that was given, as it is looked at."""

    own: _Own
    notes: list[str] = field(default_factory=list)

    def previous(self, filing: Filing) -> Filing:
        """Return last year's report, unfit if it is not this agency's of the year before."""
        if why := self._not_last_years(filing):
            unfit = f"作为上年报告的文件{why}，没有与上年核对"
            wanted = f"{self.own.before}年度" if self.own.before is not None else "上年度"
            self.notes.append(f"{unfit}；请换成本机关{wanted}的报告")
            return replace(filing, unfit=unfit)
        self.notes += _asked(self.own, filing)
        return filing

    def _not_last_years(self, filing: Filing) -> str | None:
        own = self.own
        if own.file(filing):
            return f"与这份报告{_SAME_FILE}"
        if own.agency_of(filing) == "other":
            return f"是「{filing.agency}」的，不是「{own.agency}」的"
        if _differ(own.before, filing.year):
            return f"是{filing.year}年度的，不是{own.before}年度的"
        return None

    def peers(self, filings: Iterable[Filing]) -> Iterator[Filing]:
        """Yield the reports that this one is compared with, the same one not twice."""
        seen: set[str] = set()
        for filing in filings:
            if filing.sha256 and filing.sha256 in seen:
                continue
            seen.add(filing.sha256)
            yield self._peer(filing)

    def _peer(self, filing: Filing) -> Filing:
        same = self.own.agency_of(filing) == "same" and self.own.year == filing.year
        if not same and not self.own.file(filing):
            return filing
        whose = f"{filing.agency or '某机关'}{filing.year or ''}年度报告"
        why = _SAME_FILE if self.own.file(filing) else "属于同一机关、同一年度"
        unfit = f"用来比较的「{whose}」与这份报告{why}，没有用来查雷同"
        self.notes.append(f"{unfit}；请换成另一份报告")
        return replace(filing, unfit=unfit)

    def members(self, members: Sequence[Member]) -> tuple[Member, ...]:
        """Return the members, unfit those that are no member's report of this year."""
        names: dict[str, list[str]] = defaultdict(list)
        seen: dict[str, str] = {}
        found = []
        for member in members:
            filing = member.filing
            if filing is not None and (why := self._no_members(filing, seen)):
                names[why].append(member.agency)
                unfit = f"成员单位「{member.agency}」的报告{why}，没有计入"
                filing = replace(filing, unfit=unfit)
            elif filing is not None:
                seen[filing.sha256] = member.agency
            found.append(replace(member, filing=filing))
        self.notes += [_left_out(why, whose) for why, whose in names.items()]
        return tuple(found)

    def _no_members(self, filing: Filing, seen: dict[str, str]) -> str | None:
        own = self.own
        if own.file(filing):
            return f"与这份汇总报告{_SAME_FILE}"
        if filing.sha256 and filing.sha256 in seen:
            return f"与成员单位「{seen[filing.sha256]}」的{_SAME_FILE}"
        if own.agency_of(filing) == "same":
            return f"写的机关就是汇总的「{own.agency}」"
        if _differ(own.year, filing.year):
            return f"是{filing.year}年度的，不是{own.year}年度的"
        return None


def fitting(report: Report, context: Context) -> tuple[Context, tuple[str, ...]]:
    """Return ``context`` with what does not belong beside ``report`` marked, and notes on it."""
    own = _Own(
        agency=context.agency or report.agency,
        year=report.year if context.year is None else context.year,
        sha256=report.document.sha256,
        recognised=context.agency is None and has_recognised_name(report),
    )
    fits = _Fitting(own)
    fitted = replace(
        context,
        previous=fits.previous(context.previous) if context.previous else None,
        members=fits.members(context.members),
        peers=tuple(fits.peers(context.peers)),
    )
    return fitted, tuple(fits.notes)


def _differ(wanted: int | None, found: int | None) -> bool:
    return wanted is not None and found is not None and wanted != found


def _asked(own: _Own, filing: Filing) -> Iterator[str]:
    """Yield what a person must look at of last year's report that was taken."""
    same = own.agency_of(filing)
    if same == "perhaps":
        yield (
            f"上年的报告写的机关是「{filing.agency}」，这份报告写的是「{own.agency}」，"
            "已按同一机关核对，请核对是不是"
        )
    elif same is None:
        yield "没有都认出两年的机关名称，已按同一机关核对，请核对上年的报告是不是本机关的"
    if own.year is None or filing.year is None:
        yield "没有都认出两份报告的年度，已按相邻的两年核对，请核对上年的报告是不是上年度的"


def _left_out(why: str, names: Sequence[str]) -> str:
    told = "".join(f"「{name}」" for name in names[:_MOST_NAMES])
    many = f"等 {len(names)} 个" if len(names) > _MOST_NAMES else ""
    return f"成员单位{told}{many}的报告{why}，没有计入汇总的核对；请换成各单位本年度的报告"
