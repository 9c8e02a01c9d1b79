"""Findings as SARIF 2.1.0 (OASIS), for programs that collect the results of other checkers.

A finding is a result of kind ``fail``, what needs a person's eye one of kind ``review``, a rule
that could not judge everything one of kind ``open``; waived findings are suppressed, with the
reason. What was not read is a notification. SARIF has no places on pages: a cell is a logical
location, its page and box are properties; lines and columns are told of plain text only, where
they are lines of the file.
"""

import json
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import cast
from urllib.parse import quote

from gouji.model.audit import AuditJson, EvidenceInfo, Finding, WaivedInfo
from gouji.model.form import Form, cell_name
from gouji.model.verdict import Severity
from gouji.reading.formats import named
from gouji.reporting.one.items import Item, by_finding
from gouji.reporting.rules.explanation import spelled
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule
from gouji.version import __version__

Json = dict[str, object]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}


def sarif(audits: Iterable[AuditJson], book: Rulebook) -> bytes:
    """Return ``audits`` as one SARIF log: a run for each set of rules that they were judged by.

    ``book`` gives the titles, clauses and remedies of the rules.
    """
    runs: dict[tuple[str, str, str], _Run] = {}
    for audit in audits:
        rules = audit.rules
        run = runs.setdefault((rules.sha256, rules.profile, rules.edition), _Run(book))
        run.add(audit)
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run.json() for run in runs.values()]}
    return json.dumps(log, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


class _Run:
    """One run: everything judged by the same rules."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._rules: dict[str, Json] = {}
        self._artifacts: dict[tuple[str, str], Json] = {}
        self._results: list[Json] = []
        self._notifications: list[Json] = []
        self._about: Json = {}

    def add(self, audit: AuditJson) -> None:
        """Add one audit."""
        rules = audit.rules
        self._about = {"edition": rules.edition, "profile": rules.profile, "rules": rules.sha256}
        key = (audit.document.path, audit.document.sha256)
        index = list(self._artifacts).index(key) if key in self._artifacts else len(self._artifacts)
        report = _Reported(audit, self._book.forms[audit.report.edition], index)
        for code in audit.by_rule:
            self._know(code, report.form)
        for finding in (*audit.findings, *audit.reviews, *audit.waived):
            self._rules.setdefault(finding.code, _stranger(finding))
        self._artifacts[key] = report.artifact()
        self._results += report.results()
        self._notifications += report.notifications()

    def _know(self, code: str, form: Form) -> None:
        if code not in self._rules and code in self._book.rules:
            self._rules[code] = _descriptor(self._book.rules[code], form)

    def json(self) -> Json:
        """Return the run; its rules stand in order of code."""
        codes = sorted(self._rules)
        index = {code: number for number, code in enumerate(codes)}
        driver = {
            "name": "gouji",
            "fullName": f"gouji 勾稽 {__version__}",
            "version": __version__,
            "semanticVersion": __version__,
            "language": "zh-CN",
            "shortDescription": {"text": "审核政府信息公开工作年度报告"},
            "rules": [self._rules[code] for code in codes],
        }
        invocation: Json = {"executionSuccessful": True}
        if self._notifications:
            invocation["toolExecutionNotifications"] = self._notifications
        return {
            "tool": {"driver": driver},
            "language": "zh-CN",
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "artifacts": list(self._artifacts.values()),
            "results": [_indexed(result, index) for result in self._results],
            "properties": self._about,
        }


def _indexed(result: Json, index: Mapping[str, int]) -> Json:
    number = index.get(str(result["ruleId"]))
    return result if number is None else {**result, "ruleIndex": number}


def _descriptor(rule: Rule, form: Form) -> Json:
    clause = rule.clause.text(form.instrument)
    return {
        "id": rule.code,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "help": {"text": f"依据：{clause}\n怎么改：{spelled(rule.remedy, rule)}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group], "points": f"{rule.points:f}"},
    }


def _stranger(finding: Finding) -> Json:
    """Return a rule that only an office's own rules have, as far as its finding tells."""
    return {
        "id": finding.code,
        "name": finding.title,
        "shortDescription": {"text": finding.title},
        "help": {"text": f"依据：{finding.basis}\n怎么改：{finding.remedy}"},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


class _Reported:
    """One audit's part of a run; ``index`` is that of its document among the artifacts."""

    def __init__(self, audit: AuditJson, form: Form, index: int) -> None:
        self._audit = audit
        self.form = form
        self._document: Json = {"uri": uri(audit.document.path), "index": index}
        self._lines = named(audit.document.format).lines

    def artifact(self) -> Json:
        """Return the document."""
        report, score = self._audit.report, self._audit.score
        return {
            "location": {"uri": self._document["uri"]},
            "roles": ["analysisTarget"],
            "hashes": {"sha-256": self._audit.document.sha256},
            "properties": {
                "agency": report.agency,
                "year": report.year,
                "score": {
                    "low": score.low,
                    "high": score.high,
                    "out_of": score.out_of,
                    "grade": score.grade,
                },
            },
        }

    def results(self) -> Iterator[Json]:
        """Yield what was found, what is to be checked, what was waived, what stayed open."""
        mending = by_finding(self._audit)
        for finding in self._audit.findings:
            result = self._result(finding, "fail", _LEVELS[finding.severity])
            yield _with_orders(result, mending[finding.code, finding.locus])
        for finding in self._audit.reviews:
            yield self._result(finding, "review", "none")
        for waived in self._audit.waived:
            result = self._result(waived, "fail", _LEVELS[waived.severity])
            yield {**result, "suppressions": [_suppression(waived)]}
        for code, counts in self._audit.by_rule.items():
            if counts.not_assessable:
                text = f"{counts.not_assessable} 项没有读出，无法判定（不算对，也不算错）"
                yield {
                    "ruleId": code,
                    "kind": "open",
                    "level": "none",
                    "message": {"text": text},
                    "locations": [self._whole()],
                    "partialFingerprints": self._fingerprint(code, "open"),
                }

    def notifications(self) -> Iterator[Json]:
        """Yield what was not read, and what must be said of the audit itself."""
        for part in self._audit.unread:
            left = f"，{part.verdicts} 项因此无法判定" if part.verdicts else ""
            yield self._notification("warning", f"{part.what}{left}")
        for note in self._audit.notes:
            yield self._notification("note", note)

    def _notification(self, level: str, text: str) -> Json:
        return {"level": level, "message": {"text": text}, "locations": [self._whole()]}

    def _whole(self) -> Json:
        return {"physicalLocation": {"artifactLocation": self._document}}

    def _result(self, finding: Finding, kind: str, level: str) -> Json:
        first, *others = [self._location(e, finding.locus) for e in finding.evidence] or [
            {**self._whole(), "logicalLocations": [self._logical(None, finding.locus)]}
        ]
        result: Json = {
            "ruleId": finding.code,
            "kind": kind,
            "level": level,
            "message": {"text": finding.message},
            "locations": [first],
            "partialFingerprints": self._fingerprint(finding.code, finding.locus),
            "properties": {
                "locus": finding.locus,
                "expected": finding.expected,
                "actual": finding.actual,
                "basis": finding.basis,
                "remedy": finding.remedy,
            },
        }
        if others:
            result["relatedLocations"] = [
                {"id": number, **location} for number, location in enumerate(others, 1)
            ]
        return result

    def _location(self, evidence: EvidenceInfo, locus: str) -> Json:
        physical: Json = {"artifactLocation": self._document}
        if self._lines and evidence.line is not None:
            region: Json = {"startLine": evidence.line}
            if evidence.column is not None:
                region["startColumn"] = evidence.column
            physical["region"] = region
        return {
            "physicalLocation": physical,
            "logicalLocations": [self._logical(evidence.cell, locus)],
            "message": {"text": f"「{evidence.quote}」" if evidence.quote else "（空）"},
            "properties": {"where": evidence.where, "page": evidence.page, "bbox": evidence.bbox},
        }

    def _logical(self, cell: str | None, locus: str) -> Json:
        if cell is None and locus not in self._audit.cells:
            return {"fullyQualifiedName": locus, "kind": "statement"}
        name = cell or locus
        return {"fullyQualifiedName": name, "name": cell_name(self.form, name), "kind": "cell"}

    def _fingerprint(self, code: str, locus: str) -> Json:
        """Return what stays the same however often a report is corrected and audited again."""
        report = self._audit.report
        agency = report.agency or self._audit.document.path
        key = "\n".join((code, locus, agency, str(report.year or "")))
        return {"finding/v1": sha256(key.encode("utf-8", "replace")).hexdigest()}


def _with_orders(result: Json, item: Item) -> Json:
    """Return the result of a finding with what to do about it, as every report says it."""
    said = cast("Json", result["message"])["text"]
    text = "\n".join((f"{said}", *item.orders))
    told = {"instruction": item.instruction, "certain": item.certain, "number": item.number}
    properties = {**cast("Json", result["properties"]), **told}
    return {**result, "message": {"text": text}, "properties": properties}


def _suppression(waived: WaivedInfo) -> Json:
    justification = f"{waived.reason}（{waived.who}，至 {waived.until}）"
    return {"kind": "external", "status": "accepted", "justification": justification}


def uri(path: str) -> str:
    """Return the path of a document as a URI reference, relative where the path is."""
    clean = posixpath.normpath(path)
    encoded = quote(os.fsencode(clean))
    return f"file://{encoded}" if PurePosixPath(clean).is_absolute() else encoded
