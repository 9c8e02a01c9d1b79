"""The JSON Schema of rule files, for editors that complete and check while one types."""

from typing import Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from gouji.facts.wording import WORDING_FILES
from gouji.model.form import Form
from gouji.rulebook.book import RuleFile
from gouji.rulebook.overrides import Overrides
from gouji.rulebook.own_ties import OwnTies
from gouji.rulebook.profile import Profile
from gouji.rulebook.waivers import WaiverFile

FILES: Final[dict[str, type[BaseModel]]] = {
    "rules/*.yaml": RuleFile,
    "profiles/*.yaml": Profile,
    "overrides.yaml": Overrides,
    "ties.yaml": OwnTies,
    "waivers.yaml": WaiverFile,
    "editions/*.yaml": Form,
    **WORDING_FILES,
}
"""What each file of a rule directory holds."""


def rules_schema() -> dict[str, object]:
    """Return one schema that any rule file meets; ``$defs`` has one for each kind of file."""
    _, shared = models_json_schema([(model, "validation") for model in FILES.values()])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "勾稽 规则文件",
        "description": "、".join(f"{name}: {model.__name__}" for name, model in FILES.items()),
        "anyOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in FILES.values()],
        **shared,
    }
