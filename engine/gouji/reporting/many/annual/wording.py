"""Small pieces of Chinese that the chapters share."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gouji.reporting.many.annual.content import Figure, Share
from gouji.reporting.media.printable import printable
from gouji.summary.amounts import Amount

_MOST_NAMES = 30

AT_LEAST = "≥"
PARTIAL = "部分："


def figure(amount: Amount, *, signed: bool = False) -> Figure:
    """Return ``amount`` with a mark where some of it is missing."""
    return Figure(amount.value, "" if amount.complete else PARTIAL if signed else AT_LEAST)


def said(amount: Amount, unit: str = "件") -> str:
    """Return ``amount`` as a sentence says it."""
    number = Figure(amount.value)
    if amount.complete:
        return f"{number} {unit}"
    return f"不少于 {number} {unit}（{len(amount.missing)} 个机关没有读到这个数）"


def share(part: int | Fraction, whole: int | Fraction) -> Share | None:
    """Return the share of ``part``; there is none of nothing."""
    return Share(Fraction(part) / Fraction(whole)) if whole else None


def portion(part: Amount, whole: Amount) -> Share | None:
    """Return the share of what was read of both."""
    return share(Fraction(part.value), Fraction(whole.value))


def names(some: Iterable[str]) -> str:
    """Return ``some`` names, the first thirty, and how many there are."""
    listed: Sequence[str] = [printable(name) for name in some]
    text = "、".join(listed[:_MOST_NAMES])
    return text if len(listed) <= _MOST_NAMES else f"{text}等 {len(listed)} 个"


def sentence(*clauses: str) -> str:
    """Return the clauses that say something, as one sentence."""
    return "；".join(clause for clause in clauses if clause) + "。"
