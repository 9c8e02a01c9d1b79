"""The rules of a rulebook as a list for other programs."""

from typing import Any

from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule, Years


def listed(book: Rulebook) -> list[dict[str, Any]]:
    """Return what there is to know of every rule in force, in order of code, as plain values."""
    return [_listed(rule, book) for rule in book.rules.values()]


def _listed(rule: Rule, book: Rulebook) -> dict[str, Any]:
    form = book.form_for(None)
    years, always = rule.years, Years()
    return {
        "code": rule.code,
        "title": rule.title,
        "severity": rule.severity,
        "points": str(book.profile.cost(rule)),
        "group": book.profile.groups[rule.group].title,
        "basis": rule.clause.text(form.instrument),
        "remedy": rule.remedy,
        "judges": rule.judges,
        "editions": list(rule.editions or book.forms),
        "years": {
            "from": None if years.first == always.first else years.first,
            "to": None if years.last == always.last else years.last,
        },
    }
