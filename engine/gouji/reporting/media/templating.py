"""The HTML pages are Jinja2 templates in ``templates/``; whatever they show is escaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from gouji.reporting.media.shown import in_order, shortened
from gouji.reporting.wording import grade_text, score_text


@cache
def environment() -> Environment:
    """Return the templates; an unknown name in one is an error.

    The filter ``cut`` bounds a text; characters that turn the order of writing are never shown.
    """
    templates = Environment(
        loader=PackageLoader("gouji.reporting.media"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=in_order,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["cut"] = shortened
    templates.globals.update(score_text=score_text, grade_text=grade_text)
    return templates
