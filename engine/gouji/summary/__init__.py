"""A year of reports in figures: who reported, how well, what the tables add up to."""

from gouji.summary.annual import AnnualSummary, annual

__all__ = ["AnnualSummary", "annual"]
