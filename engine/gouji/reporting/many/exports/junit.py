"""Findings as JUnit XML, for systems that show the results of tests.

A report is a test suite, a rule a class. Each finding is a test that failed, each thing for a
person's eye, each waived finding and each rule that could not judge everything a test skipped,
with the reason; what a rule found in order is one test that passed.
"""

from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from gouji.model.audit import AuditJson, Finding
from gouji.reporting.media.printable import printable
from gouji.reporting.one.items import Item, by_finding, places
from gouji.reporting.wording import SEVERITIES, grade_text, score_text
from gouji.rulebook import Rulebook


def junit(audits: Iterable[AuditJson], book: Rulebook) -> bytes:
    """Return ``audits`` as JUnit XML; ``book`` gives the titles of the rules."""
    root = _element("testsuites", name="gouji")
    for audit in audits:
        root.append(_suite(audit, {code: rule.title for code, rule in book.rules.items()}))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _suite(audit: AuditJson, titles: dict[str, str]) -> _Element:
    report = audit.report
    whose = f"{report.agency or '机关名称未读出'} {report.year or '年度未读出'}"
    suite = _element("testsuite", name=f"{whose}（{audit.document.path}）")
    suite.append(_properties(audit))
    for case in _cases(audit, titles):
        suite.append(case)
    if audit.unread:
        said = _element("system-out")
        said.text = "\n".join(printable(part.what) for part in audit.unread)
        suite.append(said)
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _properties(audit: AuditJson) -> _Element:
    score = audit.score
    told = {
        "document": audit.document.path,
        "sha256": audit.document.sha256,
        "score": score_text(score.low, score.high),
        "grade": grade_text(score.grade),
        "rules": audit.rules.sha256,
    }
    parent = _element("properties")
    for name, value in told.items():
        parent.append(_element("property", name=name, value=value))
    return parent


def _cases(audit: AuditJson, titles: dict[str, str]) -> Iterator[_Element]:
    """Yield the tests of a report, rule by rule."""
    spoken = [*audit.findings, *audit.reviews, *audit.waived]
    mending = by_finding(audit)
    titles = titles | {finding.code: finding.title for finding in spoken}
    for code in sorted({*audit.by_rule, *(finding.code for finding in spoken)}):
        yield from (_failed(f, mending[f.code, f.locus]) for f in audit.findings if f.code == code)
        for review in (f for f in audit.reviews if f.code == code):
            yield _skipped(_case(review), f"需人工核对：{review.message}")
        for waived in (f for f in audit.waived if f.code == code):
            why = f"{waived.reason}（{waived.who}，至 {waived.until}）"
            yield _skipped(_case(waived), f"已豁免：{waived.message}；理由：{why}")
        counts, title = audit.by_rule.get(code), titles.get(code, code)
        if counts is not None and counts.not_assessable:
            case = _element("testcase", classname=code, name=f"{title}：没有读出的")
            yield _skipped(
                case, f"{counts.not_assessable} 项没有读出，无法判定（不算对，也不算错）"
            )
        if counts is not None and counts.passed:
            name = f"{title}：符合的 {counts.passed} 项"
            yield _element("testcase", classname=code, name=name)


def _failed(finding: Finding, item: Item) -> _Element:
    case = _case(finding)
    kind = SEVERITIES[finding.severity]
    failure = _element("failure", type=kind, message=f"[{kind}] {finding.message}")
    read = f"读到：{finding.actual}" if finding.actual is not None else ""
    due = f"应为：{finding.expected}" if finding.expected is not None else ""
    place = places([finding])
    first, *ways = item.orders
    lines = (
        f"怎么改：{first}", *ways, read, due, f"位置：{place}" if place else "",
        f"依据：{finding.basis}",
    )  # fmt: skip
    failure.text = "\n".join(printable(line) for line in lines if line)
    case.append(failure)
    return case


def _skipped(case: _Element, why: str) -> _Element:
    case.append(_element("skipped", message=why))
    return case


def _case(finding: Finding) -> _Element:
    return _element("testcase", classname=finding.code, name=f"{finding.title} {finding.locus}")


def _element(tag: str, **attributes: str) -> _Element:
    return etree.Element(tag, {name: printable(value) for name, value in attributes.items()})
