"""Which report is whose: the rows of a list that names no files, matched by the agencies.

A report is that of the row whose agency it names, else of the one that its file is called after.
Names are one where nothing but their spelling differs (:func:`same_agency`), or where the register
says so; where a name fits two rows, or two names fit one, nobody is guessed: it is told, with what
comes nearest.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from gouji.batch.jobs import Job, Jobs
from gouji.batch.manifest import Listed
from gouji.batch.nearest import Nearest
from gouji.facts.agencies import agency_block, same_agency
from gouji.model.filed import DAYS
from gouji.model.prose import fold
from gouji.records import dataclass
from gouji.store import agency_name

Resolve = Callable[[str, int | None], str]
"""Gives the name that an agency has in the register of a year, for any of its names."""

_MOST_TOLD = 30
_NOT_NAME = re.compile(
    r"(?:19|20)\d\d(?:年度|年)?|政府信息公开(?:工作)?|信息公开(?:工作)?|政务公开|年度报告|年报|报告|"
    r"[（\[【](?:\d+|[^）\]】]*(?:稿|版|件|份|盖章|扫描|修改)[^）\]】]*)[）\]】]|"
    r"初稿|定稿|终稿|送审稿|修改稿|报送稿|公开稿|最终版|修改版|盖章版|扫描件|电子版|附件|"
    r"^关于|^\d+[、.．\-_ ]*|[\d._\-—+ \s]+$|的$"
)
"""What stands in a file's name beside the agency's: year, kind of document, version, numbers."""
_PLACE = re.compile(
    "(?!各)[^省市县区旗镇乡]{1,10}(?:自治区|自治州|自治县|街道|[省市县区旗镇乡州盟])"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A report that was read, or could not be: what it says of itself."""

    agency: str | None = None
    year: int | None = None
    recognised: bool = False


NOTHING = Known()


def match(jobs: Jobs, known: Mapping[str, Known], resolve: Resolve) -> Jobs:
    """Return ``jobs`` with the rows of their roster given to the reports that are theirs.

    ``known`` has by name what the reports say. Rows without a report are those of agencies that
    filed nothing.
    """
    if not jobs.roster:
        return jobs
    matching = _Matching(jobs.roster, resolve)
    known = {job.name: known.get(job.name, NOTHING) for job in jobs.jobs}
    rows = {name: matching.row(name, one) for name, one in known.items()}
    rows = _without_rivals(rows, known)
    given = Counter(row for row in rows.values() if row is not None)
    matched = tuple(_given(job, rows[job.name], known, given) for job in jobs.jobs)
    absent = tuple(row for row in jobs.roster if row not in given)
    notes = [
        *_capped(_crossed(rows, known, matching)),
        *_capped(_strangers(rows, known, jobs.roster)),
        *_capped(_missed(absent, rows, known)),
    ]
    return replace(jobs, jobs=matched, absent=absent, notes=(*jobs.notes, *notes), roster=())


class _Matching:
    """The rows of a list, found by an agency's name."""

    def __init__(self, roster: Sequence[Listed], resolve: Resolve) -> None:
        self._roster = roster
        self._resolve = resolve
        self._exact: dict[int | None, dict[str, list[Listed]]] = {}
        self._near: dict[str, list[Listed]] = defaultdict(list)
        for row in roster:
            name = row.agency or ""
            self._near[agency_block(name)].append(row)

    def row(self, file: str, known: Known) -> Listed | None:
        """Return the row of a report by what it says, else by what its file is called."""
        stated = self.of_agency(known.agency, known.year) if known.agency else None
        if stated is not None:
            return stated
        called = self.of_file(file, known.year)
        if called is None or known.agency is None or called.agency is None:
            return called
        sameness = same_agency(called.agency, known.agency, recognised=known.recognised)
        return None if sameness == "other" else called

    def of_file(self, file: str, year: int | None) -> Listed | None:
        """Return the row of the agency that a file is called after, with its folder."""
        return next((self.of_agency(name, year) for name in _names_in(file)), None)

    def of_agency(self, name: str, year: int | None) -> Listed | None:
        """Return the one row that an agency's name means; ``None`` for none, or several."""
        resolved = self._resolve(name, year)
        exact = _of_year(self._named_in(year).get(resolved, []), year)
        if exact:
            return _only(exact)
        near = _of_year(self._near.get(agency_block(name), []), year)
        return _only([row for row in near if same_agency(name, row.agency or "") == "same"])

    def _named_in(self, year: int | None) -> dict[str, list[Listed]]:
        """Return the rows by the names that their agencies have in ``year``, or in their own."""
        if year not in self._exact:
            named: dict[str, list[Listed]] = defaultdict(list)
            for row in self._roster:
                named[self._resolve(row.agency or "", row.year or year)].append(row)
            self._exact[year] = named
        return self._exact[year]


def _of_year(rows: Iterable[Listed], year: int | None) -> list[Listed]:
    return [row for row in rows if year is None or row.year in (None, year)]


def _only(rows: Sequence[Listed]) -> Listed | None:
    """Return the row, the first where one agency stands twice; ``None`` where they differ."""
    whose = {(agency_name(row.agency or ""), row.year) for row in rows}
    return rows[0] if len(whose) == 1 else None


def _names_in(file: str) -> Iterator[str]:
    """Yield what may be an agency's name in a file's name, surest first; there may be none.

    公安局.docx in a folder 丹穗县 is that of 丹穗县; a folder may be called so instead of the file.
    """
    path = PurePosixPath(file)
    folders = [_bare(folder.removesuffix(".zip")) for folder in path.parts[:-1]]
    stem = _bare(path.stem)
    folder = folders[-1] if folders else ""
    if stem and _PLACE.fullmatch(folder):
        yield f"{folder}{stem}"
    elif stem or folder:
        yield stem or folder


def _bare(text: str) -> str:
    """Return what is left of a name of a file without year, kind of document, version, numbers."""
    before, bare = None, fold("".join(text.split()))
    while before != bare:
        before, bare = bare, _NOT_NAME.sub("", bare)
    return bare


def _without_rivals(
    rows: Mapping[str, Listed | None], known: Mapping[str, Known]
) -> dict[str, Listed | None]:
    """Take a row from reports that name different agencies, except from those that name it."""
    claims: dict[Listed, set[str]] = defaultdict(set)
    for file, row in rows.items():
        if row is not None and (name := _says(file, known)):
            claims[row].add(name)
    contested = {row for row, names in claims.items() if _differ(names)}
    return {
        file: row
        if row is None
        or row not in contested
        or _says(file, known) in (None, agency_name(row.agency or ""))
        else None
        for file, row in rows.items()
    }


def _says(file: str, known: Mapping[str, Known]) -> str | None:
    agency = known[file].agency
    return agency_name(agency) if agency else None


def _differ(names: set[str]) -> bool:
    first, *others = sorted(names)
    return any(same_agency(first, other) != "same" for other in others)


def _given(job: Job, row: Listed | None, known: Mapping[str, Known], given: Counter[Listed]) -> Job:
    """Return ``job`` with its row; where several have it, days count for the year before alone."""
    if row is None:
        return job
    year = known[job.name].year
    if given[row] == 1 or row.year or year is None:
        return replace(job, listed=row)
    days = {what: getattr(row, what) for what in DAYS}
    others: dict[str, Any] = {what: None for what, d in days.items() if d and d.year != year + 1}
    return replace(job, listed=replace(row, **others))


def _crossed(
    rows: Mapping[str, Listed | None], known: Mapping[str, Known], matching: _Matching
) -> Iterator[str]:
    """Yield the reports that say they are one agency's, in files called after another's."""
    for file, row in rows.items():
        called = matching.of_file(file, known[file].year)
        if row and called and agency_name(row.agency or "") != agency_name(called.agency or ""):
            yield (
                f"{file}：文件名像是{called.agency}的，报告写的是{known[file].agency}，"
                f"按{row.agency}评定，请核对是否放错了文件"
            )


def _strangers(
    rows: Mapping[str, Listed | None], known: Mapping[str, Known], roster: Sequence[Listed]
) -> Iterator[str]:
    """Yield the reports that are of no row, with the agencies whose names come nearest."""
    nearest = Nearest({row.agency: row.agency for row in roster if row.agency})
    for file, row in rows.items():
        if row is None:
            stated = known[file].agency
            says = f"报告写的是{stated}，" if stated else "没有读出机关名称，"
            near = nearest.to(stated or next(_names_in(file), ""))
            ending = f"；名称相近的有{'、'.join(near)}" if near else ""
            yield f"{file}：{says}不能认定是清单里的哪一个{ending}；请在清单里加「文件」一列写明"


def _missed(
    absent: Sequence[Listed], rows: Mapping[str, Listed | None], known: Mapping[str, Known]
) -> Iterator[str]:
    """Yield the agencies that have no report, where reports without an agency come near."""
    names = {
        file: stated
        for file, row in rows.items()
        if row is None and (stated := known[file].agency or next(_names_in(file), ""))
    }
    nearest = Nearest(names)
    for row in absent:
        if near := nearest.to(row.agency or ""):
            shown = "、".join(f"{file}（{names[file]}）" for file in near)
            yield f"{row.at}：{row.agency}没有找到报告；名称相近的有 {shown}"


def _capped(notes: Iterable[str]) -> Iterator[str]:
    first = list(islice(notes := iter(notes), _MOST_TOLD))
    yield from first
    if rest := sum(1 for _ in notes):
        yield f"这样的还有 {rest} 个"
