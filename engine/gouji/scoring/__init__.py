"""Verdicts become a score: causes charged once, groups capped, nothing unread forgiven."""

from gouji.scoring.basis import basis
from gouji.scoring.grades import Contender, Grades, grades
from gouji.scoring.score import score, score_unfiled

__all__ = ["Contender", "Grades", "basis", "grades", "score", "score_unfiled"]
