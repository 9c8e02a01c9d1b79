"""Last year's report, where it is on the same form."""

from decimal import Decimal
from typing import Any

from gouji.facts.fact import Scene
from gouji.model.filing import Filing
from gouji.model.numbers import decimal_text


def before(scene: Scene[Any, Any]) -> Filing | None:
    """Return last year's report, or ``None`` where there is none of the same edition.

    One that is ``unfit`` is given as well, whatever its edition: nothing is judged by it, and that
    must be told of everything that would have been.
    """
    previous = scene.context.previous
    if previous is None or previous.unfit:
        return previous
    return previous if previous.edition == scene.report.form.edition else None


def shown(value: Decimal | None) -> str:
    """Return ``value`` as messages show it; nothing where there is none."""
    return "" if value is None else decimal_text(value)
