"""The catalogue of rules as a Markdown page, generated from the rule files."""

from collections.abc import Iterator

from gouji.model.numbers import decimal_text
from gouji.reporting.rules.explanation import spelled
from gouji.reporting.wording import SEVERITIES
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule


def rules_page(book: Rulebook) -> str:
    """Return the page; the same rulebook gives the same bytes."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Rulebook) -> Iterator[str]:
    yield "# 规则"
    yield ""
    yield "<!-- 由 scripts/make_docs.py 从 rules/ 生成，请勿手改 -->"
    yield ""
    full = decimal_text(book.profile.out_of)
    optional = sum(rule.optional for rule in book.rules.values())
    yield f"共 {len(book.rules) - optional} 条。评分标准：{book.profile.title}，满分 {full}。"
    yield "「错误」违反格式，「警告」很可能有错，「建议」不扣分。"
    yield "一处写错引起的几条勾稽不平只扣一次。"
    if optional:
        yield f"另有 {optional} 条标明「可选」的，评分标准在 `require` 里写明了才判。"
    groups = dict.fromkeys(rule.group for rule in book.rules.values())
    for letter in groups:
        group = book.profile.groups[letter]
        yield ""
        yield f"## {letter} {group.title}（最多扣 {decimal_text(group.cap)} 分）"
        yield ""
        yield "| 编号 | 规则 | 轻重 | 扣分 | 依据 | 怎么改 |"
        yield "|---|---|---|---|---|---|"
        yield from (_row(r, book) for r in book.rules.values() if r.group == letter)
    yield ""
    yield "## 规则可以判定的事实"
    yield ""
    yield "规则文件里 `judges` 写事实的种类，条件里写字段，提示语里可以用字段和说明文字。"
    for kind in book.kinds.values():
        yield ""
        yield f"### `{kind.name}`　{kind.doc}"
        yield ""
        for name, field in kind.fields.items():
            choices = f"（{field.told(' / ')}）" if field.choices else ""
            yield f"- `{name}`（{field.type}）{field.doc}{choices}"
        for name, doc in kind.shows.items():
            yield f"- `{{{name}}}` 仅用于提示语：{doc}"


def _row(rule: Rule, book: Rulebook) -> str:
    points = book.profile.cost(rule)
    cells = (
        rule.code,
        f"{rule.title}（可选）" if rule.optional else rule.title,
        SEVERITIES[rule.severity],
        decimal_text(points) if points else "—",
        rule.clause.text(book.form_for(None).instrument),
        spelled(rule.remedy, rule),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
