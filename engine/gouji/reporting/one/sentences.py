"""What every number in the sentences was taken for, and why, for a person or as JSON."""

import json
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from gouji.facts.claims.found import SLOT_SOURCES, NumberTrace
from gouji.facts.claims.read import narrated, read_trace
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.fact import Wording
from gouji.facts.places import at, locus_words
from gouji.facts.report import Report
from gouji.model.form import Form

_TAKEN = {
    "claim": "对照",
    "denial": "说没有，对照",
    "part": "只作列出的一部分",
    "percent": "占比",
    "none": "没有用上",
}


def traced(report: Report, wording: Wording) -> tuple[NumberTrace, ...]:
    """Return what every number of ``report``'s sentences was taken for."""
    return read_trace(narrated(report), report.year, report.agency, CLAIMS.words(wording))


def show_sentences(trace: Sequence[NumberTrace], report: Report, console: Console) -> None:
    """Print one number after the other: its clause, what it was taken for, and why."""
    if not trace:
        console.print("这份报告的文字里没有数字。")
    for each in trace:
        place = at(report, each.quote.place)
        where = f"　{place}" if place else ""
        console.print(Text.assemble(f"「{each.quote.text}」{where}　", (each.text, "bold")))
        for line in _lines(each, report.form):
            console.print(Text(f"  {line}"))


def _lines(each: NumberTrace, form: Form) -> list[str]:
    cells = "、".join(locus_words(form, locus) for locus in each.locus.split())
    told = f"{_TAKEN[each.taken]}{each.title and f' {each.title}（{cells}）'}"
    return [told, *map(str, each.slots), *([each.reason] if each.reason else [])]


def sentences_json(trace: Sequence[NumberTrace]) -> str:
    """Return the trace as one line of JSON; places as in the audit JSON."""
    return json.dumps([_number(each) for each in trace], ensure_ascii=False)


def _number(each: NumberTrace) -> dict[str, object]:
    place = each.quote.place
    return {
        "section": each.section,
        "number": each.text,
        "clause": each.quote.text,
        "taken": each.taken,
        "title": each.title,
        "locus": each.locus.split(),
        "slots": [
            {
                "slot": slot.slot,
                "words": list(slot.words),
                "means": slot.title,
                "from": slot.source,
                "from_text": SLOT_SOURCES[slot.source],
            }
            for slot in each.slots
        ],
        "reason": each.reason,
        "page": place.page,
        "line": place.line,
        "column": place.column,
    }
