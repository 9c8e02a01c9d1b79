"""``ties.yaml`` of a layer: 勾稽关系 of an office's own, added to those of the form."""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Annotated

from gouji.model.form import Form, Strict, Table, TieKind
from gouji.model.names import Loc, Name
from gouji.model.nearest import nearest
from gouji.model.ties import expand
from gouji.model.written import limits
from gouji.rulebook.source import Fault


class OwnTies(Strict):
    """Ties by the edition of the form that they belong to."""

    ties: Annotated[dict[Name, tuple[TieKind, ...]], limits(min_length=1)]


def with_ties(own: OwnTies, forms: Mapping[str, Form]) -> dict[str, Form]:
    """Return ``forms`` with the ties of ``own`` after their own; both must have been checked."""
    return {
        edition: form.model_copy(update={"ties": (*form.ties, *own.ties.get(edition, ()))})
        for edition, form in forms.items()
    }


def check_ties(own: OwnTies, forms: Mapping[str, Form]) -> Iterator[Fault]:
    """Yield every fault of ``own`` against the forms that it adds to."""
    for edition, kinds in own.ties.items():
        form = forms.get(edition)
        if form is None:
            hint = nearest(edition, forms)
            yield Fault(("ties", edition), f"没有「{edition}」这一版格式{hint}")
            continue
        yield from check_kinds(kinds, form, ("ties", edition))


def check_kinds(kinds: Sequence[TieKind], form: Form, at: Loc) -> Iterator[Fault]:
    """Yield every fault of ``kinds``, which stand at ``at``, as ties of ``form`` too."""
    used = {kind.id for kind in form.ties}
    loci = {tie.locus for tie in expand(form)}
    for index, kind in enumerate(kinds):
        here = (*at, index)
        faults = list(_check(kind, form, here))
        yield from faults
        if kind.id in used:
            yield Fault((*here, "id"), f"勾稽关系「{kind.id}」已经有了（请换一个编号）")
        used.add(kind.id)
        if not faults:
            yield from _check_loci(kind, form, here, loci)


def _check(kind: TieKind, form: Form, at: Loc) -> Iterator[Fault]:
    tables = {table.id: table for table in form.tables}
    if kind.table not in tables:
        yield Fault((*at, "table"), f"没有「{kind.table}」这张表{nearest(kind.table, tables)}")
        return
    faults = list(_check_subjects(kind, tables[kind.table], at))
    yield from faults
    if faults:
        return
    for key, texts in (("left", kind.left), ("right", kind.right)):
        for index, text in enumerate(texts):
            yield from _check_text(kind, text, (*at, key, index), tables[kind.table])
        if not texts:
            yield Fault((*at, key), "至少要有一格（写成 行.列）")
    yield from _check_text(kind, kind.locus, (*at, "locus"), None)
    if not kind.locus.startswith(f"{kind.table}."):
        yield Fault((*at, "locus"), f"位置「{kind.locus}」应以表的编号开头（如 {kind.table}.…）")


def _check_subjects(kind: TieKind, table: Table, at: Loc) -> Iterator[Fault]:
    rows, columns = {r.id for r in table.rows}, {c.id for c in table.columns}
    for key, names, known in (("rows", kind.rows, rows), ("columns", kind.columns, columns)):
        for index, name in enumerate(names):
            if name not in known:
                hint = nearest(name, known)
                yield Fault((*at, key, index), f"「{kind.table}」没有「{name}」{hint}")


def _check_text(kind: TieKind, text: str, at: Loc, table: Table | None) -> Iterator[Fault]:
    """Check the variables of one text, and where it names cells, that the form has them."""
    try:
        names = {name for _, name, spec, _ in Formatter().parse(text) if name is not None or spec}
    except ValueError:
        yield Fault(at, "花括号不成对（变量写成 {row} 或 {column}）")
        return
    given = {name for name, known in (("row", kind.rows), ("column", kind.columns)) if known}
    wrong = sorted(str(name) for name in names if name not in given)
    if wrong:
        yield Fault(at, f"「{{{wrong[0]}}}」没有可填的值（要写 {{row}} 就列出 rows，列同理）")
    elif table is not None:
        cells = {cell.removeprefix(f"{table.id}.") for cell in table.cell_ids()}
        for row in kind.rows or ("",):
            for column in kind.columns or ("",):
                cell = text.removeprefix("-").format(row=row, column=column)
                if cell not in cells:
                    yield Fault(at, f"「{table.id}」没有「{cell}」这一格{nearest(cell, cells)}")
                    return


def _check_loci(kind: TieKind, form: Form, at: Loc, loci: set[str]) -> Iterator[Fault]:
    alone = form.model_copy(update={"ties": (kind,)})
    for tie in expand(alone):
        if tie.locus in loci:
            hint = f"请让每条有自己的 locus，如 {kind.table}.own:{{column}}"
            yield Fault((*at, "locus"), f"位置「{tie.locus}」已经用过（{hint}）")
            return
        loci.add(tie.locus)
