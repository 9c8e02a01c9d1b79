"""How one rule was judged in one report: every subject of it, those that passed too."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from gouji.model.audit import EvidenceInfo, ExplainedAudit, JudgementInfo
from gouji.model.verdict import Verdict
from gouji.model.vocabulary import KINDS
from gouji.reporting.rules.explanation import value_text
from gouji.reporting.wording import VERDICTS, place_text
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule


def show_why(rule: Rule, audit: ExplainedAudit, book: Rulebook, console: Console) -> None:
    """Print how ``rule`` was judged on each of its subjects in ``audit``."""
    form = book.forms[audit.report.edition]
    console.print(Text(f"{rule.code} {rule.title}", style="bold"))
    console.print(Text(f"依据：{rule.clause.text(form.instrument)}"))
    judgements = [j for j in audit.judgements if j.code == rule.code]
    if not judgements:
        console.print("这份报告里没有这条规则要判定的内容。")
    for judgement in judgements:
        for line in why_lines(judgement):
            console.print(Text(line))


def why_lines(judgement: JudgementInfo) -> Iterator[str]:
    """Yield what was read for one subject and what follows from it."""
    kind = KINDS[judgement.kind]
    yield f"{judgement.locus}：{VERDICTS[Verdict(judgement.verdict)]}"
    if judgement.message:
        yield f"  {judgement.message}"
    if judgement.unread:
        yield f"  没有读出：{judgement.unread}"
    if judgement.absent:
        yield "  报告里没有它所在的部分或表"
    for name, doc in kind.shows.items():
        if judgement.shows.get(name):
            yield f"  {doc}：{judgement.shows[name]}"
    for name, field in kind.fields.items():
        yield f"  {field.doc}：{value_text(judgement.fields[name])}"
    for evidence in judgement.evidence:
        yield f"  读到：{_read(evidence)}"


def _read(evidence: EvidenceInfo) -> str:
    cell = f"{evidence.cell} " if evidence.cell else ""
    place = place_text(evidence)
    quote = f"「{evidence.quote}」" if evidence.quote else "（空）"
    return f"{cell}{quote}（{place}）" if place else f"{cell}{quote}"
