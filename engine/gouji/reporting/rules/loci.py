"""Where findings apply: the loci of every rule as a Markdown page, generated from the facts."""

from collections.abc import Iterable, Iterator

from gouji.facts.registry import FACTS, AnyFact
from gouji.model.ties import expand
from gouji.rulebook import Rulebook
from gouji.rulebook.rule import Rule


def loci_page(book: Rulebook) -> str:
    """Return the page; the same rulebook gives the same bytes."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Rulebook) -> Iterator[str]:
    yield "# 问题的所在"
    yield ""
    yield "<!-- 由 scripts/make_docs.py 从 rules/ 和 facts/ 生成，请勿手改 -->"
    yield ""
    yield "一个问题由编号（`code`）和所在（`locus`）确定，重新审核也不变。"
    yield "格的编号见 [cells.md](cells.md)。"
    yield "勾稽关系按现行格式列出；别的格式的关系，所在的写法相同。"
    yield ""
    yield "| 编号 | 规则 | 所在 |"
    yield "|---|---|---|"
    for rule in book.rules.values():
        yield f"| {rule.code} | {rule.title} | {'；'.join(_loci(rule, book))} |"


def _loci(rule: Rule, book: Rulebook) -> list[str]:
    """Return where findings of ``rule`` may be, in words."""
    if rule.judges == "tie":
        ties = expand(book.form_for(None))
        return [_coded(tie.locus for tie in ties if _chosen(rule, tie=tie.kind, table=tie.table))]
    names = _names(rule, book)
    giving = (fact for fact in FACTS if _gives(fact, rule))
    return list(dict.fromkeys(fact.loci[rule.judges].format_map(names) for fact in giving))


def _gives(fact: AnyFact, rule: Rule) -> bool:
    """Tell whether subjects of ``fact`` are among those that ``rule`` selects."""
    kind = next((kind for kind in fact.kinds if kind.name == rule.judges), None)
    if kind is None:
        return False
    closed = {name: field.choices for name, field in kind.fields.items() if field.choices}
    return all(value in closed[name] for name, value in rule.where.items() if name in closed)


def _chosen(rule: Rule, **fields: str) -> bool:
    return all(fields.get(name, value) == value for name, value in rule.where.items())


def _names(rule: Rule, book: Rulebook) -> dict[str, str]:
    """Return what forms and wording list and ``rule`` selects, by the names that facts use."""
    form = book.form_for(None)
    table = form.table(str(rule.where.get("table", form.tables[-1].id)))
    listed = {fact.name: fact.listed(fact.words(book.wording)) for fact in FACTS}
    kept = {
        name: _coded(each for each in ids if _named(rule, each)) for name, ids in listed.items()
    }
    return kept | {
        "sections": _coded(section.id for section in form.sections),
        "tables": _coded([table.id]),
        "row": f"{table.id}.{table.rows[-1].id}",
        "column": f"{table.id}.:{table.columns[-1].id}",
        "cell": list(table.cell_ids())[-1],
        "ties": "",
    }


def _named(rule: Rule, name: str) -> bool:
    """Tell whether ``rule`` selects what has this id, or what stands in a section of its."""
    wanted = {str(value) for value in rule.where.values()}
    return not wanted or not wanted.isdisjoint({name, name.partition(".")[0]})


def _coded(names: Iterable[str]) -> str:
    return " · ".join(f"`{name}`" for name in names)
