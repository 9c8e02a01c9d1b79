"""The page over all reports of a grading: one offline file that sorts, links and prints."""

from collections.abc import Iterator, Mapping

from gouji.extras import extra
from gouji.model.grading import Grading
from gouji.model.numbers import decimal_text
from gouji.reporting.many.overview.cells import printable
from gouji.reporting.many.overview.counting import SMALL, Counts, counted, share_of
from gouji.reporting.many.overview.groups import grade_titles
from gouji.reporting.many.overview.page_charts import MOST_GROUPS, MOST_RULES, page_charts
from gouji.reporting.many.overview.view import percent, year_view
from gouji.reporting.many.overview.years import ALL_ALIKE, years_of
from gouji.reporting.wording import SEVERITIES, owing_text
from gouji.rulebook import Rulebook
from gouji.rulebook.profile import Profile

with extra("report"):
    from markupsafe import Markup

    from gouji.reporting.media.templating import environment


PAGE_ROWS = 50
"""Rows of a long table that are on the page at once."""


def overview_page(
    grading: Grading,
    book: Rulebook,
    counts: Counts | None = None,
    profiles: Mapping[int | None, Profile] = ALL_ALIKE,
) -> str:
    """Return the page; see :func:`overview_parts`."""
    return "".join(overview_parts(grading, book, counts, profiles))


def overview_parts(
    grading: Grading,
    book: Rulebook,
    counts: Counts | None = None,
    profiles: Mapping[int | None, Profile] = ALL_ALIKE,
) -> Iterator[str]:
    """Yield the page piece by piece, a row or less at a time: thousands of rows make megabytes.

    The newest year comes first and whole, earlier ones in short after it. ``counts`` are those that
    :func:`gouji.reporting.many.overview.workbook.write_workbook` made; without them every digest
    is read once. ``profiles`` are as the workbook has them.
    """
    counts = counted(grading, book) if counts is None else counts
    years = years_of(grading)

    def of(year: int | None) -> Profile:
        return profiles.get(year, book.profile)

    views = [year_view(grading, y, of(y), counts.most_broken(y)) for y in years]
    charts = page_charts(views[0], views[0].profile) if views else {}
    template = environment().get_template("overview.html")
    pieces = template.generate(
        grading=grading,
        main=views[0] if views else None,
        earlier=views[1:],
        charts={name: Markup(svg) for name, svg in charts.items()},  # noqa: S704 - our own drawing
        book=book,
        grade_titles=grade_titles,
        severities=SEVERITIES,
        small=SMALL,
        page_rows=PAGE_ROWS,
        most_rules=MOST_RULES,
        most_groups=MOST_GROUPS,
        percent=percent,
        owing_text=owing_text,
        share_of=share_of,
        decimal_text=decimal_text,
    )
    yield from map(printable, pieces)
