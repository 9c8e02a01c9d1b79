"""The sentences of instructions: the same in every output, each orders one thing."""

from collections.abc import Iterable, Sequence

from gouji.expressions import compiled
from gouji.facts.places import at, cell_words
from gouji.facts.report import Report
from gouji.model.edit import Edit
from gouji.model.form import Form
from gouji.model.instruction import MOST_LISTED, Candidate

_LONGEST = 60
_NAME = 8
"""Of shorter names one sees the difference."""
_FIGURE = compiled(r"\d")


def order(report: Report, edits: Sequence[Edit]) -> str:
    """Return the sentence that orders ``edits``, without its full stop."""
    return "，并".join(_order(report, edit) for edit in edits)


def _order(report: Report, edit: Edit) -> str:
    if edit.cell is not None:
        where = cell_words(report.form, edit.cell)
        before = " ".join(edit.before.split())
        return f"把{where}的 {before} 改为 {edit.after}" if before else f"在{where}填 {edit.after}"
    where = at(report, edit.place)
    if not edit.before:
        behind = f"「{shortened(edit.quote)}」后面" if edit.quote else ""
        return f"在{where}{behind}补写「{edit.after}」"
    around = shortened(edit.around or edit.quote)
    quoted = f"「{around}」中的" if around and around != edit.before else ""
    return f"把{where}{quoted}「{edit.before}」改为「{edit.after}」{_difference(edit)}"


def _difference(edit: Edit) -> str:
    """Return which characters differ, where two long names are nearly alike."""
    names = edit.before, edit.after
    if any(len(name) < _NAME or _FIGURE.search(name) for name in names):
        return ""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, edit.before, edit.after, autojunk=False)
    changes = [
        (edit.before[a:b], edit.after[c:d])
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    gone, come = ({change[side] for change in changes} - {""} for side in (0, 1))
    if gone & come:
        return ""  # words moved: that they are both missing and too many helps nobody
    told = [_changed(*change) for change in changes]
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
    why = f"（{first.why}）" if first.why else ""
    if len(candidates) == 1:
        return f"请先核对原始数据：{first.text}{why}。"
    if len(candidates) > MOST_LISTED and all(e.cell for c in candidates for e in c.edits):
        where = where_words(report.form, candidates)
        return f"请对照原始数据核对{where}：改法有 {len(candidates)} 种，改对写错的格即可都平。"
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
