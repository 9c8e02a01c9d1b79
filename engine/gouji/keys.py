"""What a result hangs on, as keys: the same key means the same result, of whatever version.

An audit is made in three steps, and each step has a key of its own, so that a change makes again
what it touches and nothing else:

- the *reading key*: the code that reads and recognises, the libraries it reads with, and the
  words of the rulebook (forms, wording, claims, laws);
- the *judging key*: the reading key, the rules and the code that judges, the document, and what
  stood beside it (its name, last year's report, decisions, waivers of the day);
- the *scoring key*: the code that scores, the whole profile with what each rule costs, and what a
  person entered or filed.

The code enters by the hash of its sources, not by gouji's version: a version that reads as the
one before finds its readings again.
"""

from datetime import date

from gouji.fingerprint import code_hash, hashed, versions
from gouji.model.context import Context
from gouji.model.filed import Filed
from gouji.records import dataclass
from gouji.rulebook import Rulebook

_MODEL = (
    "audit", "bodies", "cells", "context", "decision", "document", "edit", "figures", "filing",
    "form", "invisible", "names", "nearest", "numbers", "numerals", "packing", "patterns", "places",
    "prose", "received", "rested", "settlement", "spelling", "ties", "verdict", "vocabulary",
    "written",
)  # fmt: skip
"""What reading uses of the model; a test holds the list against the imports."""
_READING = (
    "once.py", "records.py", "reading", "facts", *(f"model/{name}.py" for name in _MODEL)
)  # fmt: skip
_JUDGING = (
    "auditor.py", "diagnosis", "judgement", "mending", "reporting/public", "rulebook",
    "model/basis.py", "model/diagnosis.py", "model/filed.py", "model/instruction.py",
    "scoring/basis.py",
)  # fmt: skip
_SCORING = (
    "scoring",
    "model/filed.py",
    "model/score.py",
    "rulebook/profile.py",
    "rulebook/sheet.py",
)
_TELLING = ("reporting", "model", "rulebook", "summary", "batch/rendering.py")
_LIBRARIES = (
    "cssselect2", "durable-rules", "lxml", "onnxruntime", "opencv-python-headless", "pdfminer.six",
    "pypdfium2", "rapidocr", "tinycss2",
)  # fmt: skip
"""Those whose versions may shape what is read or judged."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The three keys of an audit."""

    reading: str
    judging: str
    scoring: str


def reading_key(book: Rulebook) -> str:
    """Return the key of all that ``book`` and this gouji read in any document."""
    return hashed("reading", code_hash(*_READING), versions(*_LIBRARIES), book.words_sha256)


def judged_by(book: Rulebook) -> str:
    """Return the hash of the rules that ``book`` asks, the profile's points aside."""
    return hashed(book.judging_sha256, tuple(book.rules))


def rules_key(book: Rulebook, today: date | None = None) -> str:
    """Return what the judging keys under ``book`` have in common; ``today`` is for waivers."""
    day = today if book.waivers else None
    return hashed("judging", reading_key(book), code_hash(*_JUDGING), judged_by(book), day)


def judging_key(rules: str, sha256: str, name: str, context: Context) -> str:
    """Return the key of the audit of a document, by its hash, beside ``context``.

    ``rules`` is :func:`rules_key`.
    """
    return hashed(rules, sha256, name, context)


def profile_key(book: Rulebook) -> str:
    """Return what the scoring keys under the profile of ``book`` have in common."""
    points = [(code, str(rule.points)) for code, rule in book.rules.items()]
    return hashed("scoring", code_hash(*_SCORING), book.profile, points)


def scoring_key(profile: str, filed: Filed) -> str:
    """Return the key of a score; ``profile`` is :func:`profile_key`."""
    return hashed(profile, filed)


def telling_key(book: Rulebook) -> str:
    """Return the key of what is written of an audit under ``book``, beside its own three."""
    return hashed("telling", code_hash(*_TELLING), book.sha256, book.profile)
