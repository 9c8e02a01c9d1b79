"""What a finding rests on: the figures and words that were read when it was made.

The same for every format and wherever it stands on a page, so that the PDF and the Word file of a
report agree; and told from a judgement as from the finding that became of it, in any kept audit.
"""

import json
from hashlib import sha256
from unicodedata import normalize

from gouji.expressions import compiled
from gouji.model.audit import Finding
from gouji.model.verdict import Judgement
from gouji.records import dataclass

_SEPARATOR = compiled(r"(?<=\d),(?=\d{3}(?!\d))")
_BLANKS = compiled(r"\s+")
_LOOSE = compiled(r"(?<!\d) | (?!\d)")
"""A blank that parts no two figures."""
_FIGURE = compiled(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Rested:
    """``digest`` is the same only while the same was read; ``words`` tell it to people."""

    digest: str
    words: str


def rests_on(found: Finding | Judgement) -> Rested:
    """Return what a finding rests on: what it quotes, and every figure that it tells.

    A tie quotes all its cells but those that count for nothing on the side summed up. What is
    absent quotes nothing but the part where it is missed.
    """
    evidence = found.evidence if isinstance(found, Finding) else found.subject.evidence
    quotes = [(e.cell or "", _plain(e.quote)) for e in evidence]
    told = (found.message, found.expected or "", found.actual or "")
    figures = [_figures(text) for text in told]
    text = json.dumps([quotes, figures], ensure_ascii=False)
    return Rested(sha256(text.encode(errors="surrogatepass")).hexdigest(), found.message)


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(_plain(text))


def _plain(text: str) -> str:
    """Return ``text`` without what one format or hand writes otherwise than another."""
    narrow = _BLANKS.sub(" ", normalize("NFKC", text)).strip()
    return _SEPARATOR.sub("", _LOOSE.sub("", narrow))
