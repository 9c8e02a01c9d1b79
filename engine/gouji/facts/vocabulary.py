"""What rules may judge: the kinds of all facts, with the choices that forms and wording list."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gouji.facts.fact import Wording
from gouji.facts.registry import FACTS
from gouji.model.form import Form
from gouji.model.vocabulary import Field, Kind


def _merged(kinds: Iterable[Kind]) -> dict[str, Kind]:
    """Return kinds by name; facts may share one, and then add to its choices."""
    found: dict[str, Kind] = {}
    for kind in kinds:
        found[kind.name] = _joined(found[kind.name], kind) if kind.name in found else kind
    return found


def _joined(one: Kind, other: Kind) -> Kind:
    fields = {
        name: replace(field, choices=tuple(dict.fromkeys((*field.choices, *also))))
        for name, field in one.fields.items()
        for also in (other.fields[name].choices,)
    }
    return replace(one, fields=fields)


KINDS: Mapping[str, Kind] = _merged(kind for fact in FACTS for kind in fact.kinds)
"""All kinds by name; choices that the rules list are open (see :func:`kinds_for`)."""


def lists_of(forms: Mapping[str, Form], wording: Wording) -> dict[str, tuple[str, ...]]:
    """Return the names that forms and wording list, by what the list is of."""
    return {
        **{fact.name: fact.listed(fact.words(wording)) for fact in FACTS},
        **_lists_of_forms(forms.values()),
    }


def _lists_of_forms(forms: Iterable[Form]) -> dict[str, tuple[str, ...]]:
    forms = tuple(forms)
    tables = [table for form in forms for table in form.tables]
    rows = [row.id for table in tables for row in table.rows]
    rows += [group.id for table in tables for group in table.groups]
    columns = [column.id for table in tables for column in table.columns]
    lists = {
        "sections": [section.id for form in forms for section in form.sections],
        "tables": [table.id for table in tables],
        "rows": rows,
        "columns": columns,
        "lines": [*rows, *(f":{column}" for column in columns)],
        "ties": [tie.id for form in forms for tie in form.ties],
    }
    return {name: tuple(dict.fromkeys(ids)) for name, ids in lists.items()}


def kinds_for(forms: Mapping[str, Form], wording: Wording) -> dict[str, Kind]:
    """Return all kinds by name, with the choices that forms and wording list filled in."""
    lists = lists_of(forms, wording)
    return {
        name: replace(kind, fields={n: _filled(field, lists) for n, field in kind.fields.items()})
        for name, kind in KINDS.items()
    }


def _filled(field: Field, lists: Mapping[str, tuple[str, ...]]) -> Field:
    if not field.of:
        return field
    choices = lists[field.of]
    return replace(field, choices=choices, default=choices[0] if choices else field.default)
