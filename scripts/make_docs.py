"""Writes what is generated: pages of docs/ and the JSON Schemas of audits and rule files."""

import json
from pathlib import Path

from pydantic import TypeAdapter

from gouji.model.audit import AuditJson
from gouji.reading.formats import FORMATS, READABLE
from gouji.reporting.rules.catalogue import rules_page
from gouji.reporting.rules.cells import cells_page
from gouji.reporting.rules.loci import loci_page
from gouji.rulebook.loading import whole_rulebook
from gouji.rulebook.schema import rules_schema

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "docs/rules.md"
LOCI = ROOT / "docs/loci.md"
FORMATS_PAGE = ROOT / "docs/formats.md"
CELLS = ROOT / "docs/cells.md"
SCHEMA = ROOT / "engine/gouji/schema/audit.schema.json"
RULES_SCHEMA = ROOT / "engine/gouji/schema/rules.schema.json"


def formats_page() -> str:
    """Return the page of the formats that are read, from their list."""
    lines = [
        "# 能读的格式",
        "",
        "<!-- 由 scripts/make_docs.py 从 engine/gouji/reading/formats.py 生成，请勿手改 -->",
        "",
        "格式以内容为准，不看文件名。「位置」是报告里指出问题用的：没有页码、行号的格式引用原文的字句。",
        "",
        "| 格式 | 审核结果里的名称 | 常见的后缀 | 位置 | 能在原件上标注 |",
        "|---|---|---|---|---|",
    ]
    for each in READABLE:
        places = "页码" if each.pages else "行号" if each.lines else "原文字句"
        suffixes = " ".join(f"`{suffix}`" for suffix in each.suffixes)
        marked = "能" if each.annotator else "不能"
        lines.append(f"| {each.title} | `{each.name}` | {suffixes} | {places} | {marked} |")
    others = "、".join(each.title for each in FORMATS if not each.reader)
    lines += ["", f"认得出、但不读的：{others}。"]
    return "\n".join(lines) + "\n"


def schema_text() -> str:
    schema = TypeAdapter(AuditJson).json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return _json(schema)


def rules_schema_text() -> str:
    return _json(rules_schema())


def _json(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    RULES.write_text(rules_page(whole_rulebook()), encoding="utf-8")
    LOCI.write_text(loci_page(whole_rulebook()), encoding="utf-8")
    CELLS.write_text(cells_page(whole_rulebook()), encoding="utf-8")
    FORMATS_PAGE.write_text(formats_page(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    RULES_SCHEMA.write_text(rules_schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
