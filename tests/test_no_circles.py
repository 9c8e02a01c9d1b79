"""In every package the parts (modules, packages) import one another in one direction only."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "engine/gouji"


def modules() -> dict[str, Path]:
    """Return every module of the engine by its dotted name; a package is its ``__init__``."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = modules()


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module imports, those inside functions and for typing too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


@cache
def imports() -> dict[str, set[str]]:
    """Return for every module the modules of the engine that it imports."""
    return {
        name: {other for other in imported(ast.parse(path.read_text("utf-8"))) if other in MODULES}
        for name, path in MODULES.items()
    }


def parts_of(package: str) -> dict[str, set[str]]:
    """Return what each part of ``package`` imports of the others; ``""`` is its ``__init__``."""
    inside = f"{package}."
    graph: dict[str, set[str]] = defaultdict(set)
    for module, others in imports().items():
        for other in others:
            if (module == package or module.startswith(inside)) and (
                other == package or other.startswith(inside)
            ):
                own, used = (name[len(inside) :].split(".")[0] for name in (module, other))
                graph[own] |= {used} - {own}
    return graph


def packages() -> list[str]:
    return sorted(name for name, path in MODULES.items() if path.name == "__init__.py")


@pytest.mark.parametrize("package", packages())
def test_no_circle_among_the_parts_of_a_package(package: str) -> None:
    try:
        tuple(TopologicalSorter(parts_of(package)).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(part or "__init__" for part in error.args[1]))


def test_circles_are_seen() -> None:
    with pytest.raises(CycleError):
        tuple(TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
    assert parts_of("gouji.reading")["office"] >= {"docx", "limits"}
