"""A page for every rule: what it asks, on what ground, what it costs, how to mend, examples."""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from gouji.facts.vocabulary import KINDS
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Verdict
from gouji.reporting.rules.example_words import example_in_words
from gouji.reporting.rules.explanation import spelled
from gouji.reporting.wording import VERDICTS
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule
from gouji.web.access import Here, SignedIn
from gouji.web.refusals import Refusal

router = APIRouter(include_in_schema=False)


@router.get("/rules")
def rules_page(request: Request, site: Here, _: SignedIn) -> Response:
    """List the rules by group."""
    book = site.book
    groups = [
        (book.profile.groups[letter], [r for r in book.rules.values() if r.group == letter])
        for letter in dict.fromkeys(rule.group for rule in book.rules.values())
    ]
    values = {"groups": groups, "book": book, "cost": lambda rule: _cost(rule, book)}
    return site.page(request, "rules.html", values | {"decimal_text": decimal_text})


@router.get("/rules/{code}")
def rule_page(request: Request, site: Here, _: SignedIn, code: str) -> Response:
    """Explain a rule."""
    book = site.book
    rule = book.rules.get(code.upper())
    if rule is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "没有这条规则，请从规则目录里找")
    values = {
        "rule": rule,
        "group": book.profile.groups[rule.group],
        "clause": rule.clause.text(book.form_for(None).instrument),
        "cost": _cost(rule, book),
        "judged": KINDS[rule.judges].doc,
        "message": spelled(rule.message, rule),
        "remedy": spelled(rule.remedy, rule),
        "examples": _examples(rule),
    }
    return site.page(request, "rule.html", values)


def _cost(rule: Rule, book: Rulebook) -> str:
    points = book.profile.cost(rule)
    return f"扣 {decimal_text(points)} 分" if points else "不扣分"


def _examples(rule: Rule) -> list[tuple[str, list[str]]]:
    """Return the rule's own examples in words, by what they get."""
    return [
        (VERDICTS[Verdict(verdict)], [example_in_words(rule, example) for example in examples])
        for verdict, examples in rule.examples.by_verdict()
        if examples
    ]
