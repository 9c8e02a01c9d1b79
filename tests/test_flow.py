"""One direction of flow: nothing lower imports something higher."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "engine/gouji"

ORDER = (
    "version", "once", "records", "caching", "fingerprint", "expressions", "errors", "oserrors", "installing", "libraries", "model", "isolation", "extras", "reading", "sheets", "facts", "rulebook", "keys", "judgement",
    "diagnosis", "scoring", "mending", "auditor", "warming", "companions", "rulesets", "summary", "reporting", "isolated", "api",
    "annotation", "register", "store", "appeals", "batch", "collecting", "web", "commands", "cli",
)  # fmt: skip
"""From the lowest part to the highest."""


def imports() -> Iterator[tuple[str, str]]:
    """Yield which part imports which other part, and where."""
    for path in sorted(PACKAGE.rglob("*.py")):
        own = path.relative_to(PACKAGE).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gouji."):
                yield own, str(node.module).split(".")[1]
            elif isinstance(node, ast.Import):
                yield from ((own, a.name.split(".")[1]) for a in node.names if "gouji." in a.name)


def test_every_part_has_its_place() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert parts - {"__init__", "__pycache__", "py", "schema", "rules"} == set(ORDER)


def test_nothing_lower_imports_something_higher() -> None:
    place = {part: number for number, part in enumerate(ORDER)}
    wrong = {(own, other) for own, other in imports() if place.get(own, -1) < place[other]}
    assert {(own, other) for own, other in wrong if own != "__init__"} == set()


INNER = {"auditor", "judgement", "diagnosis", "scoring", "mending"}
"""What knows audits as they are made; all that is told of one is told from the public audit."""

TELLING = ("reporting/one", "reporting/many", "reporting/media", "annotation", "summary")


def test_what_is_told_of_an_audit_is_made_from_the_public_one() -> None:
    sources = (path for part in TELLING for path in (PACKAGE / part).rglob("*.py"))
    inner = re.compile(rf"^\s*(?:from|import) gouji\.({'|'.join(INNER)})\b", re.MULTILINE)
    wrong = {p.name: m[1] for p in sources for m in inner.finditer(_without(p))}
    assert wrong == {}


def _without(path: Path) -> str:
    """Return a module without what is asked of those who have no audit: they did not report."""
    unfiled = "from gouji.scoring import score_unfiled\n"
    return path.read_text(encoding="utf-8").replace(unfiled, "")
