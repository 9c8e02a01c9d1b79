"""The years of the reports in a grading."""

from collections.abc import Mapping
from types import MappingProxyType

from gouji.model.grading import Grading
from gouji.rulebook.profile import Profile

NO_YEAR = "未读出"
"""What stands for the year of a report whose year could not be read."""


ALL_ALIKE: Mapping[int | None, Profile] = MappingProxyType({})
"""No year is scored under a profile of its own."""


def years_of(grading: Grading) -> tuple[int | None, ...]:
    """Return the years of the reports, the newest first, reports without a year last."""
    years = {entry.year for entry in grading.entries}
    known = sorted((year for year in years if year is not None), reverse=True)
    return (*known, None) if None in years else tuple(known)
