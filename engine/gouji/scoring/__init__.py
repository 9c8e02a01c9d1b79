"""Verdicts become a score: every cause charged once, every group capped, nothing unread forgiven."""

from gouji.scoring.score import score

__all__ = ["score"]
