"""Expands the ties declared with a form into one equation for each subject."""

from collections.abc import Iterator

from gouji.model.form import Form, Term, Tie, TieKind
from gouji.once import once


@once
def expand(form: Form) -> tuple[Tie, ...]:
    """Return every tie of ``form`` in the order of declaration."""
    return tuple(tie for kind in form.ties for tie in _of_kind(kind))


def _of_kind(kind: TieKind) -> Iterator[Tie]:
    for row in kind.rows or (None,):
        for column in kind.columns or (None,):
            fill = {"row": row or "", "column": column or ""}
            yield Tie(
                kind=kind.id,
                table=kind.table,
                locus=kind.locus.format_map(fill),
                relation=kind.relation,
                left=tuple(_term(kind.table, text.format_map(fill)) for text in kind.left),
                right=tuple(_term(kind.table, text.format_map(fill)) for text in kind.right),
                row=row,
                column=column,
            )


def _term(table: str, text: str) -> Term:
    return Term(-1 if text.startswith("-") else 1, f"{table}.{text.removeprefix('-')}")
