"""One report in several formats gives the same facts, verdicts, diagnoses and score."""

import json
import re
from datetime import date
from typing import Any

import pytest

from gouji.auditor import Auditor
from gouji.model.context import Context
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_json
from gouji.rulebook import load_rulebook
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS

AUDITOR = Auditor(load_rulebook())
FORMATS = (
    "html", "html-gbk", "pdf-lines", "pdf-repeated-head", "txt-tabs", "ofd-office", "ofd-driver",
    "ofd-form",
)  # fmt: skip
PLACE = re.compile(r"（?第\d+[页行]）?")
PLANTED = [(seed, name) for seed, name in enumerate(sorted(FAULTS)[::7], start=40)]


def told(content: Any, renderer: str) -> dict[str, Any]:
    """Return an audit without the places, which differ from format to format."""
    document = read_bytes(RENDERERS[renderer](content))
    context = Context(published=date(content.year + 1, 1, 20))
    audit = json.loads(to_json(AUDITOR.audit_document(document, context=context)))
    for finding in (*audit["findings"], *audit["reviews"]):
        finding["evidence"] = [(e["cell"], e["quote"]) for e in finding["evidence"]]
    cells = {k: (c["state"], c["value"], c["raw"]) for k, c in audit["cells"].items()}
    unused = [(number["text"], number["reason"]) for number in audit["unused_numbers"]]
    ordered = [_ordered(instruction) for instruction in audit["instructions"]]
    bare = {
        "cells": cells,
        "document": None,
        "keys": None,
        "unused_numbers": unused,
        "instructions": ordered,
    }
    return audit | bare


def _ordered(instruction: dict[str, Any]) -> dict[str, Any]:
    """Return an instruction without the places in its edits and sentences."""
    ways = [
        (
            PLACE.sub("", way["text"]),
            way["why"],
            [(e["cell"], e["from"], e["to"], e["quote"]) for e in way["edits"]],
        )
        for way in instruction["candidates"]
    ]
    bare = {name: PLACE.sub("", instruction[name]) for name in ("text", "where")}
    return instruction | bare | {"candidates": ways}


@pytest.mark.parametrize(("seed", "fault"), PLANTED, ids=[f"{s}-{f}" for s, f in PLANTED])
def test_formats_agree(seed: int, fault: str) -> None:
    content = FAULTS[fault].plant(make(seed)).content
    expected = told(content, "docx")
    assert {name: told(content, name) for name in FORMATS} == dict.fromkeys(FORMATS, expected)
