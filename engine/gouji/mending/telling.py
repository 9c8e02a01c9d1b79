"""The sentences of instructions: the same in every output, each orders one thing."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from gouji.facts.report import Report
from gouji.model.form import Form
from gouji.model.edit import Edit
from gouji.model.instruction import Candidate
from gouji.model.places import page_text

MOST_LISTED = 5
"""Ways that are listed one by one; of more, the cells are told that they are about."""
_LONGEST = 60


def cell_words(form: Form, cell_id: str) -> str:
    """Return where a cell stands as one finds it in the table: table, row and column."""
    table_id, row_id, column_id = cell_id.split(".")
    table = form.table(table_id)
    labels = {g.id: g.label for g in table.groups} | {row.id: row.label for row in table.rows}
    column = next(column.label for column in table.columns if column.id == column_id)
    across = "栏" if table.transposed else "行"
    return f"{table_words(form, table_id)}「{labels[row_id]}」{across}「{column}」列"


def table_words(form: Form, table_id: str) -> str:
    """Return the short name of a table: 表三."""
    return form.table(table_id).title.partition("（")[0]


def part_words(report: Report, edit: Edit) -> str:
    """Return the part of the report that the words of ``edit`` stand in."""
    line, page = (edit.place.line, edit.place.page) if edit.place else (None, None)
    top = edit.place.box[1] if edit.place and edit.place.box else 0.0
    for section in report.sections:
        for source, _ in section.prose.sources:
            box = source.place.box
            same = source.place.page == page and box is not None and abs(box[1] - top) < 1
            if (page is None and source.place.line == line) or (page is not None and same):
                heading = next(s for s in report.form.sections if s.id == section.id)
                return f"第{heading.ordinal}部分"
    return "开头部分"


def order(report: Report, edits: Sequence[Edit]) -> str:
    """Return the sentence that orders ``edits``, without its full stop."""
    return "，并".join(_order(report, edit) for edit in edits)


def _order(report: Report, edit: Edit) -> str:
    if edit.cell is not None:
        where = cell_words(report.form, edit.cell)
        before = " ".join(edit.before.split())
        return f"把{where}的 {before} 改为 {edit.after}" if before else f"在{where}填 {edit.after}"
    where = part_words(report, edit)
    if edit.place and edit.place.page is not None:
        where += f"（{page_text(edit.place.page)}）"
    if not edit.before:
        return f"在{where}补写「{edit.after}」"
    around = shortened(edit.around or edit.quote)
    quoted = f"「{around}」中的" if around and around != edit.before else ""
    return f"把{where}{quoted}「{edit.before}」改为「{edit.after}」{_difference(edit)}"


def _difference(edit: Edit) -> str:
    """Return which characters differ, where two long texts are nearly alike."""
    if len(edit.before) < 8 or len(edit.after) < 8:
        return ""
    matcher = SequenceMatcher(None, edit.before, edit.after, autojunk=False)
    told = [
        _changed(edit.before[a:b], edit.after[c:d])
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    return f"（{'，'.join(told)}）" if 0 < len(told) <= 3 else ""


def _changed(before: str, after: str) -> str:
    if not after:
        return f"多了「{before}」"
    return f"「{before}」应为「{after}」" if before else f"少了「{after}」"


def advice(report: Report, candidates: Sequence[Candidate], *, certain: bool) -> str:
    """Return what a person is told to do first, given the ways that there are."""
    first = candidates[0]
    if certain:
        return f"{first.text}。"
    if len(candidates) == 1:
        return f"请先核对原始数据：{first.text}（{first.why}）。"
    if len(candidates) > MOST_LISTED:
        where = where_words(report.form, candidates)
        return f"请对照原始数据核对{where}：有几种同样小的改法，改对写错的那一两格即可都平。"
    why = f"（{first.why}）" if first.why else ""
    return f"请先核对原始数据，最可能的改法是：{first.text}{why}。"


def where_words(form: Form, candidates: Iterable[Candidate]) -> str:
    """Return the rows and columns of all cells that the ways change."""
    cells = dict.fromkeys(e.cell for c in candidates for e in c.edits if e.cell is not None)
    told: dict[tuple[str, str], list[str]] = {}
    for cell in cells:
        where, _, column = cell_words(form, cell).rpartition("「")
        told.setdefault((where, column[-1:]), []).append(column.rpartition("」")[0])
    return "；".join(
        f"{where}{''.join(f'「{name}」' for name in names)}{kind}"
        for (where, kind), names in told.items()
    )


def shortened(text: str) -> str:
    """Return ``text``, cut with a mark where it is long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
