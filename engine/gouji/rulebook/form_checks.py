"""Whether the names inside an edition of the form fit together, and whether editions do."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from gouji.model.form import Form, Table
from gouji.model.names import CELL, COLUMN, LOCUS, ROW, SECTION, TABLE, TIE, Loc, Names
from gouji.model.nearest import nearest
from gouji.rulebook.faults import slip
from gouji.rulebook.own_ties import check_kinds
from gouji.rulebook.source import Fault

_ORDINALS = "一二三四五六七八九十"
_FLOW = ("received", "carried_in", "handled", "carried_out")


def check_form(form: Form) -> Iterator[Fault]:
    """Yield every fault of ``form`` that its own file shows."""
    if not form.edition.startswith(str(form.first_year)):
        hint = f"（编号以开始施行的年度开头，如 {form.first_year}）"
        yield Fault(("edition",), f"这一版的编号「{form.edition}」与 first_year 不符{hint}")
    if form.last_year is not None and form.last_year < form.first_year:
        yield Fault(("last_year",), f"last_year 早于 first_year {form.first_year}（请查看年度）")
    yield from _check_sections(form)
    for index, table in enumerate(form.tables):
        yield from _check_table(table, ("tables", index))
    yield from _twice([table.id for table in form.tables], ("tables",))
    yield from check_kinds(form.ties, form.model_copy(update={"ties": ()}), ("ties",))
    yield from _check_roles(form)


def _check_sections(form: Form) -> Iterator[Fault]:
    tables = {table.id: table for table in form.tables}
    sections = [section.id for section in form.sections]
    yield from _twice(sections, ("sections",))
    for index, section in enumerate(form.sections):
        at = ("sections", index)
        if section.ordinal != _ORDINALS[index : index + 1]:
            hint = f"（这里应是「{_ORDINALS[index : index + 1]}」）"
            yield Fault((*at, "ordinal"), f"序号「{section.ordinal}」不在次序上{hint}")
        if section.table is not None:
            yield from _named(section.table, tables, (*at, "table"), "这张表")
            table = tables.get(section.table)
            if table is not None and table.section != section.id:
                text = f"「{table.id}」写的是在「{table.section}」这一部分（两处应一致）"
                yield Fault((*at, "table"), text)
    for index, table in enumerate(form.tables):
        yield from _named(table.section, sections, ("tables", index, "section"), "这个部分")
        owner = next((s for s in form.sections if s.id == table.section), None)
        if owner is not None and owner.table != table.id:
            text = f"「{owner.id}」这一部分没有写 table: {table.id}（两处应一致）"
            yield Fault(("tables", index, "section"), text)


def _check_table(table: Table, at: Loc) -> Iterator[Fault]:
    columns = [column.id for column in table.columns]
    cells = {cell.removeprefix(f"{table.id}.") for cell in table.cell_ids()}
    yield from _twice([row.id for row in table.rows], (*at, "rows"))
    yield from _twice(columns, (*at, "columns"))
    for index, row in enumerate(table.rows):
        for place, name in enumerate(row.columns):
            yield from _named(name, columns, (*at, "rows", index, "columns", place), "这一列")
    yield from _check_groups(table, at)
    for key, names in (("decimals", table.decimals), ("signed", table.signed)):
        for index, name in enumerate(names):
            yield from _named(name, cells, (*at, key, index), "这一格")


def _check_groups(table: Table, at: Loc) -> Iterator[Fault]:
    """Yield labels of groups that are written in two ways, and groups that no row belongs to."""
    rows = [row.group for row in table.rows if row.group]
    yield from _check_spelling([row.group for row in table.rows], (*at, "rows"))
    yield from _check_spelling([column.group for column in table.columns], (*at, "columns"))
    yield from _twice([group.id for group in table.groups], (*at, "groups"))
    for index, group in enumerate(table.groups):
        here = (*at, "groups", index)
        yield from _named(group.label, rows, (*here, "label"), "这一组的行")
        own = [row.id for row in table.rows if row.group == group.label]
        if not all(row.startswith(f"{group.id}_") for row in own):
            hint = f"（组内各行的编号是 {'、'.join(own)}）"
            yield Fault((*here, "id"), f"组内各行的编号应以「{group.id}_」开头{hint}")


def _check_spelling(groups: Sequence[str | None], at: Loc) -> Iterator[Fault]:
    for index, group in enumerate(groups):
        others = {other for other in groups if other and groups.count(other) > 1}
        meant = slip(group, others) if group else None
        if meant is not None and groups.count(group) == 1:
            text = f"「{group}」像是「{meant}」写错了（同一组的写法要一致）"
            yield Fault((*at, index, "group"), text)


def _check_roles(form: Form) -> Iterator[Fault]:
    """Yield every role that names a cell, a row, a column or a table that the form has not."""
    tables = {table.id: table for table in form.tables}
    cells = {cell for table in form.tables for cell in table.cell_ids()}
    rows = {f"{table.id}.{row.id}" for table in form.tables for row in table.rows}
    roles, at = form.roles, ("roles",)
    for name, row in zip(_FLOW, roles.applications.flow, strict=True):
        yield from _named(row, rows, (*at, "applications", name), "这一行")
    table = tables.get(roles.applications.table)
    columns = [column.id for column in table.columns] if table else []
    yield from _named(roles.applications.total, columns, (*at, "applications", "total"), "这一列")
    for name in ("disclosure", "disputes"):
        yield from _named(getattr(roles, name), tables, (*at, name), "这张表")
    named: list[tuple[str, Loc]] = [
        (roles.applications.unpaid, (*at, "applications", "unpaid")),
        (roles.fees, (*at, "fees")),
        *((cell, (*at, "regulations", i)) for i, cell in enumerate(roles.regulations)),
        *(
            (str(c), (*at, "stocks", i, n))
            for i, stock in enumerate(roles.stocks)
            for n, c in vars(stock).items()
        ),
    ]
    for cell, where in named:
        if cell:
            yield from _named(cell, cells, where, "这一格")


def _named(name: str, known: Collection[str], at: Loc, noun: str) -> Iterator[Fault]:
    if name not in known:
        yield Fault(at, f"没有「{name}」{noun}{nearest(name, known)}")


def _twice(names: Sequence[str], at: Loc) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Fault((*at, index, "id"), f"编号「{name}」用了两次（请各用各的）")


def check_years(forms: Sequence[Form]) -> Iterator[tuple[int, Fault]]:
    """Yield faults of editions that are in force in the same years, by position in ``forms``."""
    order = sorted(range(len(forms)), key=lambda index: forms[index].first_year)
    for earlier, later in pairwise(order):
        one, other = forms[earlier], forms[later]
        if one.first_year == other.first_year or (one.last_year or 0) >= other.first_year:
            at = ("last_year",) if one.last_year else ("first_year",)
            yield earlier, Fault(at, f"与「{other.edition}」的年度重叠（各版的年度要分开）")


class Mentioned(NamedTuple):
    """A name of the form; rows and columns are told by their table."""

    names: Names
    table: str
    text: str


def check_against(
    form: Form, others: Sequence[Form], spoken: AbstractSet[Mentioned]
) -> Iterator[Fault]:
    """Yield names of ``form`` that look like slips of those in ``others``, and what it lacks.

    A name that others use and this edition lacks, beside one here that differs in a letter, is no
    new name. Sections and tables of which the wording has ``spoken`` must be in every edition.
    """
    own = {name: at for at, name in _names(form)}
    known = {name for other in others for _, name in _names(other)}
    missing = known - set(own)
    explained = set()
    for name, at in own.items():
        meant = slip(name.text, {m.text for m in missing if m[:2] == name[:2]})
        if name not in known and meant is not None:
            explained.add(meant)
            yield Fault(at, f"「{name.text}」像是「{meant}」写错了（别处用的是「{meant}」）")
    for key, kind in (("sections", SECTION), ("tables", TABLE)):
        for lost in sorted(m.text for m in missing & spoken if m.names is kind):
            if lost not in explained:
                yield Fault((key,), f"缺少「{lost}」{kind.noun}（wording.yaml 等说到了它）")


def spoken_of(names: Names, text: str) -> Iterator[Mentioned]:
    """Yield the names of the form that the wording uses in writing ``text``."""
    if names in (SECTION, TABLE):
        yield Mentioned(names, "", text)
    elif names is CELL and text.count(".") == 2:
        table, row, column = text.lstrip("-").split(".")
        yield Mentioned(TABLE, "", table)
        for kind, name in ((ROW, row), (COLUMN, column)):
            if "*" not in name:
                yield Mentioned(kind, table, name)


def _names(form: Form) -> Iterator[tuple[Loc, Mentioned]]:
    for index, section in enumerate(form.sections):
        yield ("sections", index, "id"), Mentioned(SECTION, "", section.id)
    for index, table in enumerate(form.tables):
        at = ("tables", index)
        yield (*at, "id"), Mentioned(TABLE, "", table.id)
        for place, row in enumerate(table.rows):
            yield (*at, "rows", place, "id"), Mentioned(ROW, table.id, row.id)
        for place, column in enumerate(table.columns):
            yield (*at, "columns", place, "id"), Mentioned(COLUMN, table.id, column.id)
    for index, tie in enumerate(form.ties):
        yield ("ties", index, "id"), Mentioned(TIE, tie.table, tie.id)
        yield ("ties", index, "locus"), Mentioned(LOCUS, tie.table, tie.locus)
