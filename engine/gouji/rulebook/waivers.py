"""Waivers as written in ``waivers.yaml``: findings that an office accepts, why, and until when."""

import re
from datetime import date
from typing import Annotated

from gouji.model.form import Strict
from gouji.model.names import LOCUS, Name, Refers, Text
from gouji.model.written import before, limits


def _as_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("应写日期，如 2026-12-31")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"没有「{value}」这一天，应写日期，如 2026-12-31") from None


Said = Annotated[Text, limits(min_length=1)]


class Waiver(Strict):
    """One waiver; ``until`` is the last day on which it applies.

    Without ``locus`` it covers every finding of the rule in the agency's report.
    """

    code: Name
    locus: Annotated[str, Refers(LOCUS, open=True), limits(min_length=1)] | None = None
    agency: Said
    reason: Said
    who: Said
    until: Annotated[date, before(_as_date)]

    def covers(self, code: str, locus: str) -> bool:
        """Return whether the waiver is for a finding of ``code`` at ``locus``."""
        return self.code == code and self.locus in {None, locus}

    @property
    def until_text(self) -> str:
        """Return the last day, or 「长期」 for a waiver without end."""
        return "长期" if self.until == date.max else self.until.isoformat()

    def text(self) -> str:
        """Return the waiver as a few words of Chinese, to name it in a note."""
        locus = f" {self.locus}" if self.locus else ""
        return f"{self.code}{locus}（{self.agency}，{self.who}，至 {self.until_text}）"


class WaiverFile(Strict):
    """A file of waivers."""

    waivers: tuple[Waiver, ...]
