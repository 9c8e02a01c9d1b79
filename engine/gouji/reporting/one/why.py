"""How one rule was judged in one report: every subject of it, what failed first."""

from collections import Counter
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from gouji.facts.places import locus_words
from gouji.facts.vocabulary import KINDS
from gouji.model.audit import EvidenceInfo, ExplainedAudit, JudgementInfo
from gouji.model.form import Form
from gouji.model.verdict import Verdict
from gouji.reporting.one.items import Item, by_finding
from gouji.reporting.rules.example_words import facts_in_words
from gouji.reporting.wording import VERDICTS
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule

_FIRST = (Verdict.FAIL, Verdict.WAIVED, Verdict.REVIEW, Verdict.NOT_ASSESSABLE, Verdict.PASS)
"""What is told before what: first what asks for something to be done."""


def show_why(rule: Rule, audit: ExplainedAudit, book: Rulebook, console: Console) -> None:
    """Print how ``rule`` was judged on each of its subjects in ``audit``."""
    for line in why_lines(rule, audit, book.forms[audit.report.edition]):
        console.print(Text(line))


def why_lines(rule: Rule, audit: ExplainedAudit, form: Form) -> Iterator[str]:
    """Yield how ``rule`` was judged, line by line: the sum, then each subject."""
    yield f"{rule.code} {rule.title}"
    yield f"依据：{rule.clause.text(form.instrument)}"
    judgements = [j for j in audit.judgements if j.code == rule.code]
    if not judgements:
        yield "这份报告里没有这条规则要判定的内容。"
        return
    counts = Counter(j.verdict for j in judgements)
    told = sorted(judgements, key=lambda j: _rank(j.verdict))
    yield "，".join(f"{VERDICTS[v]} {counts[v]} 项" for v in dict.fromkeys(j.verdict for j in told))
    mending = by_finding(audit)
    for judgement in told:
        yield from _judged(judgement, rule, mending, form)


def _rank(verdict: Verdict) -> int:
    return _FIRST.index(verdict) if verdict in _FIRST else len(_FIRST)


def _judged(
    judgement: JudgementInfo, rule: Rule, mending: Mapping[tuple[str, str], Item], form: Form
) -> Iterator[str]:
    """Yield what was read for one subject and what follows from it."""
    yield f"\n{VERDICTS[judgement.verdict]}：{judgement.message or _name(judgement, form)}"
    if item := mending.get((judgement.code, judgement.locus)):
        first, *ways = item.orders
        yield f"  怎么改：{first}"
        yield from (f"    {way}" for way in ways)
    if judgement.unread:
        yield f"  没有读出：{judgement.unread}"
    if judgement.absent:
        yield "  报告里没有它所在的部分或表"
    for evidence in judgement.evidence:
        yield f"  读到：{_read(evidence)}"
    yield from _details(judgement, rule)


def _name(judgement: JudgementInfo, form: Form) -> str:
    """Return what was judged, for people: words by themselves, cells by their place."""
    if text := judgement.shows.get("text"):
        return f"「{text}」"
    words = locus_words(form, judgement.locus)
    if words != judgement.locus:
        return words
    return next((e.where for e in judgement.evidence if e.where), words)


def _read(evidence: EvidenceInfo) -> str:
    quote = f"「{evidence.quote}」" if evidence.quote else "（空）"
    return f"{quote}　{evidence.where}" if evidence.where else quote


def _details(judgement: JudgementInfo, rule: Rule) -> Iterator[str]:
    """Yield what messages may tell of it, and what conditions look at."""
    for name, doc in KINDS[judgement.kind].shows.items():
        if judgement.shows.get(name) and name != "text":
            yield f"  {doc}：{judgement.shows[name]}"
    yield from (f"  {fact}" for fact in facts_in_words(rule, judgement.fields))
