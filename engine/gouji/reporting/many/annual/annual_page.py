"""The annual summary as one HTML page that needs nothing else."""

from fractions import Fraction

from gouji.extras import extra
from gouji.reporting.many.annual.content import Share, Story, Value, is_number, rounded, shown


def to_html(story: Story) -> str:
    """Return ``story`` as a page; needs the extra ``report``."""
    with extra("report"):
        from gouji.reporting.media.templating import environment
    template = environment().get_template("annual.html")
    return template.render(story=story, shown=shown, is_number=is_number, bar_width=bar_width)


def bar_width(value: Value) -> str | None:
    """Return how long a bar for ``value`` is in percent of its column; shares alone have one."""
    if not isinstance(value, Share):
        return None
    part = min(max(value.value, Fraction(0)), Fraction(1))
    return str(rounded(part * 100, 2))
