"""Verdicts become a score: causes charged once, groups capped, nothing unread forgiven."""

from gouji.scoring.basis import basis
from gouji.scoring.score import score

__all__ = ["basis", "score"]
