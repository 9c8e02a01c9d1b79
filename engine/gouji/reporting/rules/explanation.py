"""A rule explained, and how it was judged in one report."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from gouji.auditor import Audit
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Judgement, Verdict
from gouji.model.vocabulary import COMMON, KINDS
from gouji.reporting.wording import SEVERITIES, VERDICTS, read_text
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule


def explain(rule: Rule, book: Rulebook, console: Console) -> None:
    """Print a rule with its clause, what it costs and its examples."""
    for line in rule_lines(rule, book):
        console.print(Text(line))


def rule_lines(rule: Rule, book: Rulebook) -> Iterator[str]:
    """Yield the explanation of ``rule`` line by line."""
    points = book.profile.cost(rule)
    yield f"{rule.code} {rule.title}"
    yield f"  依据：{rule.clause.text(book.form_for(None).instrument)}"
    yield f"  轻重：{SEVERITIES[rule.severity]}，" + (
        f"扣 {decimal_text(points)} 分" if points else "不扣分"
    )
    yield f"  判定对象：{KINDS[rule.judges].doc}"
    yield f"  不符合时说：{spelled(rule.message, rule)}"
    yield f"  怎么改：{spelled(rule.remedy, rule)}"
    for verdict, examples in rule.examples.by_verdict():
        for example in examples:
            yield f"  {VERDICTS[Verdict(verdict)]}的例子：{_example(rule, example)}"


def spelled(template: str, rule: Rule) -> str:
    """Return a template with its variables spelled out, for a person to read."""
    kind = KINDS[rule.judges]
    docs = kind.shows | {name: field.doc for name, field in kind.fields.items()}
    return template.format_map({name: f"〈{doc}〉" for name, doc in docs.items()})


def _example(rule: Rule, example: dict[str, int | str | bool]) -> str:
    fields = KINDS[rule.judges].fields | COMMON
    shown = (f"{fields[name].doc}＝{_value(value)}" for name, value in example.items())
    return "；".join(shown) or "各项都合乎规定"


def _value(value: int | str | bool) -> str:  # noqa: FBT001
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def why(code: str, audit: Audit, console: Console) -> None:
    """Print how the rule ``code`` was judged on each of its subjects, passed ones too."""
    rule = audit.rulebook.rules[code]
    console.print(Text(f"{code} {rule.title}", style="bold"))
    console.print(Text(f"依据：{rule.clause.text(audit.report.form.instrument)}"))
    judgements = [j for j in audit.judgements if j.code == code]
    if not judgements:
        console.print("这份报告里没有这条规则要判定的内容。")
    for judgement in judgements:
        for line in why_lines(judgement):
            console.print(Text(line))


def why_lines(judgement: Judgement) -> Iterator[str]:
    """Yield what was read for one subject and what follows from it."""
    subject = judgement.subject
    kind = KINDS[subject.kind]
    yield f"{subject.locus}：{VERDICTS[judgement.verdict]}"
    if judgement.message:
        yield f"  {judgement.message}"
    if subject.reason and not subject.readable:
        yield f"  没有读出：{subject.reason}"
    if subject.absent:
        yield "  报告里没有它所在的部分或表"
    for name, doc in kind.shows.items():
        if subject.shows.get(name):
            yield f"  {doc}：{subject.shows[name]}"
    for name, field in kind.fields.items():
        yield f"  {field.doc}：{_value(subject.fields[name])}"
    for evidence in subject.evidence:
        cell = f"{evidence.cell} " if evidence.cell else ""
        yield f"  读到：{cell}{read_text(evidence)}"
