"""The JSON Schema of rule files, for editors that complete and check while one types."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import TypeAdapter

from gouji.facts.wording import WORDING_FILES
from gouji.model.form import Form, Strict
from gouji.rulebook.edition_aliases import EditionAliases
from gouji.rulebook.loading import RuleFile
from gouji.rulebook.overrides import Overrides
from gouji.rulebook.own_ties import OwnTies
from gouji.rulebook.profile import Profile
from gouji.rulebook.waivers import WaiverFile

FILES: Final[dict[str, type[Strict]]] = {
    "rules/*.yaml": RuleFile,
    "profiles/*.yaml": Profile,
    "overrides.yaml": Overrides,
    "ties.yaml": OwnTies,
    "waivers.yaml": WaiverFile,
    "editions/*.yaml": Form,
    "editions/*.yaml（已有的一版的别名）": EditionAliases,
    **WORDING_FILES,
}
"""What each file of a rule directory holds."""


ADDED: Final = "Additions"
"""Ends the names of definitions for the files of a layer, which write only what they add."""


def rules_schema() -> dict[str, object]:
    """Return one schema that any rule file meets; ``$defs`` has one for each kind of file."""
    _, shared = TypeAdapter.json_schemas(
        [(model.__name__, "validation", TypeAdapter(model)) for model in FILES.values()]
    )
    shared["$defs"] |= _additions(shared["$defs"], [m.__name__ for m in WORDING_FILES.values()])
    models = [model.__name__ for model in FILES.values()]
    models += [f"{model.__name__}{ADDED}" for model in WORDING_FILES.values()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "勾稽 规则文件",
        "description": "、".join(f"{name}: {model.__name__}" for name, model in FILES.items()),
        "anyOf": [{"$ref": f"{_DEFS}{model}"} for model in models],
        **shared,
    }


_DEFS = "#/$defs/"


def _additions(defs: Mapping[str, Any], roots: Sequence[str]) -> dict[str, Any]:
    """Return definitions as ``roots`` and what they hold, with nothing that must be written."""
    found: dict[str, Any] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if f"{name}{ADDED}" not in found:
            found[f"{name}{ADDED}"] = _optional(defs[name], waiting)
    return found


def _optional(part: Any, waiting: list[str]) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a schema without 「required」; what it refers to is added to ``waiting``."""
    if isinstance(part, list):
        return [_optional(each, waiting) for each in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("$ref"), str):
        name = part["$ref"].removeprefix(_DEFS)
        waiting.append(name)
        return {**part, "$ref": f"{_DEFS}{name}{ADDED}"}
    return {key: _optional(value, waiting) for key, value in part.items() if key != "required"}
