"""The HTML pages are Jinja2 templates in ``templates/``; whatever they show is escaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """Return the templates; an unknown name in one is an error."""
    return Environment(
        loader=PackageLoader("gouji.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
