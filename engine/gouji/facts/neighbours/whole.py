"""A consolidated report's cells beside the sums of its members' (H901)."""

from collections.abc import Iterator, Sequence

from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.neighbours.before import shown
from gouji.facts.report import Report
from gouji.facts.wholes import Admissible, Comparison, admissible, compared
from gouji.model.cells import Cell, tie_value
from gouji.model.context import Context, Member
from gouji.model.form import cell_name, nature_of
from gouji.model.numbers import decimal_text, gap_units
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag, whole_number
from gouji.records import dataclass

_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Part:
    """What a member gives for one cell."""

    agency: str
    figure: Admissible


def lacking(report: Report, context: Context) -> Iterator[str]:
    """Yield a sentence that names the members for whom cells of the whole are not compared."""
    cells = [parts for _, parts, found in _all(report, context) if found.state == "lacking"]
    told = {m.agency for m in context.members if m.filing and m.filing.unfit}
    lack = (part.agency for parts in cells for part in parts if not part.figure)
    names = dict.fromkeys(agency for agency in lack if agency not in told)
    if names and not context.partial:
        why = f"{_named(tuple(names))}没有可用的数"
        yield f"{len(cells)} 格没有与成员单位核对：{why}；这不扣本机关的分"


def _all(report: Report, context: Context) -> Iterator[tuple[Cell, Sequence[_Part], Comparison]]:
    for cell in report.cells().values() if context.members else ():
        parts = [_part(report, member, cell.id) for member in context.members]
        yield cell, parts, _compared(report, cell, parts, context)


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    context = scene.context
    unfit = (m.filing.unfit for m in context.members if m.filing and m.filing.unfit)
    why = next(unfit, "")
    for cell, parts, found in _all(scene.report, context):
        if found.state == "exceeds" or not context.partial:
            yield _subject(scene.report, cell, parts, found, why)


def _part(report: Report, member: Member, cell: str) -> _Part:
    filing = member.filing
    if filing is None or filing.unfit or filing.edition != report.form.edition:
        return _Part(member.agency, ())
    value, doubted = filing.values.get(cell), member.doubts.get(cell)
    return _Part(member.agency, admissible(value, doubted, nature_of(report.form, cell)))


def _compared(report: Report, cell: Cell, parts: Sequence[_Part], context: Context) -> Comparison:
    return compared(
        tie_value(cell),
        [part.figure for part in parts],
        all_listed=not context.partial,
        signed=nature_of(report.form, cell.id).signed,
    )


def _subject(
    report: Report, cell: Cell, parts: Sequence[_Part], found: Comparison, why: str
) -> Subject:
    whole = tie_value(cell)
    lacks = found.state == "lacking"
    return Subject(
        kind="whole",
        locus=cell.id,
        fields={
            "gap": 0 if found.state == "equal" else gap_units(found.total, whole),
            "exceeds": found.state == "exceeds",
            "complete": not lacks and found.state != "exceeds",
        },
        shows={
            "name": cell_name(report.form, cell.id),
            "whole": shown(whole),
            "sum": decimal_text(found.total),
            "parts": "+".join(_shown(part) for part in parts if any(part.figure)) or "0",
        },
        evidence=in_cells(cell),
        readable=whole is not None,
        elsewhere=lacks,
        reason="没有数字的格不能与成员单位核对"
        if whole is None
        else why or _lacks(parts)
        if lacks
        else None,
    )


def _shown(part: _Part) -> str:
    """Return a member's figure; where its own ties do not hold, that it is not the one printed."""
    value = decimal_text(part.figure[-1])
    if len(part.figure) == 1:
        return value
    return f"{value}〔「{part.agency}」的报告写{decimal_text(part.figure[0])}，与自身不符〕"


def _lacks(parts: Sequence[_Part]) -> str:
    names = [part.agency for part in parts if not part.figure]
    return f"{_named(names)}的这一格没有可用的数"


def _named(names: Sequence[str]) -> str:
    told = "".join(f"「{name}」" for name in names[:_NAMED])
    return f"成员单位{told}" + (f"等 {len(names)} 个" if len(names) > _NAMED else "")


WHOLE: Fact[None, None] = Fact(
    name="whole",
    loci={"whole": "格的编号"},
    kinds=(
        Kind(
            "whole",
            "汇总报告的一格与各成员单位之和（给出成员时才有）。",
            {
                "gap": whole_number("汇总数减合计，以万分之一为单位的整数"),
                "exceeds": flag("成员之和已经大于汇总数，虽然有的成员没有数", default=False),
                "complete": flag("各成员的这一格都有可用的数"),
            },
            {"name": "格的名称", "whole": "汇总数", "sum": "合计", "parts": "算式"},
            by_number=True,
        ),
    ),
    subjects=_subjects,
)
