"""The schema for editors takes every shipped rule file and refuses what the loader refuses."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from gouji.rulebook import builtin_directory
from gouji.rulebook.schema import FILES, rules_schema

SCHEMA = json.loads(json.dumps(rules_schema()))
SHIPPED = [
    (path, model.__name__)
    for pattern, model in FILES.items()
    for path in sorted(builtin_directory().glob(pattern))
]


def errors(data: object, model: str) -> list[str]:
    schema = {"$ref": f"#/$defs/{model}", "$defs": SCHEMA["$defs"]}
    found = jsonschema.Draft202012Validator(schema).iter_errors(data)
    return [error.message for error in found]


@pytest.mark.parametrize(("path", "model"), SHIPPED, ids=[p.name for p, _ in SHIPPED])
def test_a_shipped_file_meets_its_schema(path: Path, model: str) -> None:
    assert errors(yaml.safe_load(path.read_text(encoding="utf-8")), model) == []


MISTAKES = [
    ("WaiverFile", {"waivers": [{"code": "R411"}]}),
    ("Overrides", {"slect": ["R"]}),
    ("Overrides", {"change": {"R411": {"severity": "eror"}}}),
    ("OwnTies", {"ties": {"2021": [{"id": "x"}]}}),
    ("RuleFile", {"rules": [{"code": "R1"}]}),
]


@pytest.mark.parametrize(("model", "data"), MISTAKES)
def test_a_mistake_is_refused(model: str, data: object) -> None:
    assert errors(data, model)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)
