"""Writes what is generated: pages of docs/ and the JSON Schemas of audits and rule files."""

import json
from pathlib import Path

from gouji.model.audit import AuditJson
from gouji.reporting.rules.catalogue import rules_page
from gouji.reporting.rules.cells import cells_page
from gouji.reporting.rules.loci import loci_page
from gouji.rulebook import load_rulebook
from gouji.rulebook.schema import rules_schema

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "docs/rules.md"
LOCI = ROOT / "docs/loci.md"
CELLS = ROOT / "docs/cells.md"
SCHEMA = ROOT / "engine/gouji/schema/audit.schema.json"
RULES_SCHEMA = ROOT / "engine/gouji/schema/rules.schema.json"


def schema_text() -> str:
    schema = AuditJson.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return _json(schema)


def rules_schema_text() -> str:
    return _json(rules_schema())


def _json(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    RULES.write_text(rules_page(load_rulebook()), encoding="utf-8")
    LOCI.write_text(loci_page(load_rulebook()), encoding="utf-8")
    CELLS.write_text(cells_page(load_rulebook()), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    RULES_SCHEMA.write_text(rules_schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
