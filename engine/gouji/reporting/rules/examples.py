"""What ``gouji rules test`` says: examples that fail, and facts that no rule looks at."""

from collections.abc import Iterator

from gouji.judgement.examples import Wrong, unchecked
from gouji.model.vocabulary import KINDS
from gouji.reporting.wording import VERDICTS
from gouji.rulebook import Rulebook


def examples_report(book: Rulebook, wrong: tuple[Wrong, ...]) -> Iterator[str]:
    """Yield the report on the examples of ``book`` line by line."""
    for item in wrong:
        yield _wrong(item)
    total = sum(len(e) for r in book.rules.values() for _, e in r.examples.by_verdict())
    result = f"{len(wrong)} 个不合" if wrong else "全部相合"
    yield f"{len(book.rules)} 条规则，{total} 个例子，{result}"
    yield from _unchecked(book)


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
