"""The page on limits tells the numbers that the code has; every limit is used somewhere."""

import ast
import re
from pathlib import Path

from gouji.reading import limits

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "engine" / "gouji").rglob("*.py"))
ROW = re.compile(r"^\| `(MAX_[A-Z_]+)` \| (\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
HOLE = re.compile(r"\{[^{}]*\}")


def constants() -> dict[str, int]:
    return {name: int(value) for name, value in vars(limits).items() if name.startswith("MAX_")}


def test_the_page_tells_every_limit_once() -> None:
    assert sorted((name, int(value)) for name, value, *_ in ROW.findall(PAGE)) == sorted(
        constants().items()
    )


def test_every_limit_is_enforced() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    loaded = {
        node.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    assert set(constants()) - loaded == set()


def sentences() -> list[re.Pattern[str]]:
    """Return every literal in the code as a pattern that fits whatever is filled in."""
    literals = (
        literal
        for path in SOURCES
        for literal in re.findall(r'"([^"\n]*[\u4e00-\u9fff][^"\n]*)"', path.read_text("utf-8"))
    )
    return [re.compile(".+".join(map(re.escape, HOLE.split(literal)))) for literal in literals]


def test_the_page_quotes_sentences_of_the_code() -> None:
    known = sentences()
    strange = [
        said for *_, said in ROW.findall(PAGE) if not any(pattern.match(said) for pattern in known)
    ]
    assert strange == []
