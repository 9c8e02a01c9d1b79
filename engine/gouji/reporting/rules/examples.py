"""What ``gouji rules test`` says: examples that fail, and facts that no rule looks at."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from gouji.facts.vocabulary import KINDS
from gouji.judgement.examples import Wrong, unchecked
from gouji.reporting.wording import VERDICTS
from gouji.rulebook import Rulebook
from gouji.rulebook.source import Fault, Source


def examples_report(book: Rulebook, wrong: tuple[Wrong, ...]) -> Iterator[str]:
    """Yield the report on the examples of ``book`` line by line."""
    for item in wrong:
        yield _wrong(item)
    total = sum(len(e) for r in book.rules.values() for _, e in r.examples.by_verdict())
    result = f"{len(wrong)} 个不合" if wrong else "全部相合"
    yield f"{len(book.rules)} 条规则，{total} 个例子，{result}"
    yield from _unchecked(book)


def example_faults(wrong: Iterable[Wrong], sources: Sequence[Source]) -> Iterator[str]:
    """Yield each of ``wrong`` as ``file:line:column: …``, where it stands in ``sources``."""
    places = {
        rule["code"]: (source, ("rules", index))
        for source in reversed(sources)
        for index, rule in enumerate(_rules(source))
    }
    for item in wrong:
        source, at = places[item.rule.code]
        loc = (*at, "examples", item.claimed.value, item.number - 1)
        yield source.at(Fault(loc, f"{_wrong(item)}（请改例子，或者改规则的条件）"))


def _rules(source: Source) -> list[dict[str, Any]]:
    """Return the rules of a file that was loaded before, as written."""
    return cast("dict[str, list[dict[str, Any]]]", source.data)["rules"]


def _wrong(item: Wrong) -> str:
    example = "，".join(f"{name}: {_value(value)}" for name, value in item.example.items())
    got = (
        "这条规则没有判定它（请看 where）" if item.got is None else f"判为「{VERDICTS[item.got]}」"
    )
    claimed = VERDICTS[item.claimed]
    return (
        f"{item.rule.code} {item.rule.title}：「{claimed}」的第 {item.number} 个例子"
        f"（{example or '各项都是默认值'}）{got}"
    )


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unchecked(book: Rulebook) -> Iterator[str]:
    used = {rule.judges for rule in book.rules.values()}
    for name, fields in unchecked(tuple(book.rules.values())).items():
        if name not in used:
            yield f"没有规则判定的事实：{name}（{KINDS[name].doc}）"
        else:
            yield f"没有规则用到的字段：{name} 的 {'、'.join(fields)}"
