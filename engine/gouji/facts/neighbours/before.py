"""Last year's report, where it is on the same form."""

from collections.abc import Callable
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


def last_years(
    scene: Scene[Any, Any], previous: Filing, cell: str, fits: Callable[[Decimal], bool]
) -> Decimal | None:
    """Return a figure of last year's report, ``None`` where it has none.

    What it printed wrong is no fault of this year's: where its own ties do not hold, the figure is
    the one that ``fits`` of those that it may be, else as printed; where nobody can say what it may
    be, it is as printed if that fits, and else none.
    """
    value = previous.values.get(cell)
    doubted = scene.context.doubts.get(cell)
    if value is None or doubted is None or fits(value):
        return value
    return next(filter(fits, doubted), value if doubted else None)


_UNSAID = "上年报告的数与它别处的不合，说不准应是多少，没有据以核对"


def why_not(scene: Scene[Any, Any], previous: Filing, cell: str, otherwise: str) -> str:
    """Return why nothing is judged by a figure of last year's report that is not there."""
    doubted = scene.context.doubts.get(cell)
    return previous.unfit or (_UNSAID if doubted == () else otherwise)


def shown(value: Decimal | None) -> str:
    """Return ``value`` as messages show it; nothing where there is none."""
    return "" if value is None else decimal_text(value)
