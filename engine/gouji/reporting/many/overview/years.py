"""The years of the reports in a grading."""

from gouji.model.grading import Grading

NO_YEAR = "未读出"
"""What stands for the year of a report whose year could not be read."""


def years_of(grading: Grading) -> tuple[int | None, ...]:
    """Return the years of the reports, the newest first, reports without a year last."""
    years = {entry.year for entry in grading.entries}
    known = sorted((year for year in years if year is not None), reverse=True)
    return (*known, None) if None in years else tuple(known)
