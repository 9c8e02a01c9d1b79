"""A rule explained: its clause, what it costs, what it says, its examples."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from gouji.facts.vocabulary import KINDS
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Verdict
from gouji.reporting.rules.example_words import example_in_words
from gouji.reporting.wording import SEVERITIES, VERDICTS
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule


def show_rule(rule: Rule, book: Rulebook, console: Console) -> None:
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
            yield f"  {VERDICTS[Verdict(verdict)]}的例子：{example_in_words(rule, example)}"


def spelled(template: str, rule: Rule) -> str:
    """Return a template with its variables spelled out, for a person to read."""
    kind = KINDS[rule.judges]
    docs = kind.shows | {name: field.doc for name, field in kind.fields.items()}
    return template.format_map({name: f"〈{doc}〉" for name, doc in docs.items()})
