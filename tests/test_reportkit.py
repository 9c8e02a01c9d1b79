"""The kit that other tests trust: its reports are correct, its faults are faults."""

from dataclasses import replace
from itertools import pairwise

import pytest

from reportkit import FAULTS, broken_ties, make, truth, value_of
from reportkit.content import Content
from reportkit.form import CELLS, SECTIONS
from reportkit.published import from_text
from reportkit.renderers import RENDERERS
from reportkit.text import tabs
from reportkit.wrapping import NO_END, NO_START, columns, wrap

SEEDS = range(300)


def test_the_form_has_200_cells() -> None:
    assert len(CELLS) == len(set(CELLS)) == 200


def test_every_report_obeys_its_ties_and_shows_a_number_in_every_cell() -> None:
    for seed in SEEDS:
        content = make(seed)
        assert broken_ties(content) == frozenset(), seed
        assert truth(content) == content.cells, seed


def test_reports_differ_and_are_made_the_same_again() -> None:
    contents = [make(seed) for seed in SEEDS]
    assert contents == [make(seed) for seed in SEEDS]
    assert all(one != two for one, two in pairwise(contents))


def test_figures_are_stated_as_the_cells_have_them() -> None:
    """A phrase about one cell names its number; sums of several cells are not looked for."""
    for seed in SEEDS:
        content = make(seed)
        said = content.said("s1.management.claim")
        normative = [content.cells[f"t2.normative.{c}"] for c in ("made", "repealed", "valid")]
        assert all(f"{figure}件" in said for figure in normative), seed


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"t3.total.other": "+3"}, {"R411 total", "R412 other", "R413 other"}),
        ({"t3.new.total": "+1"}, {"R411 new", "R413 total"}),
        ({"t3.denied_law.legal": "+1"}, {"R411 denied_law", "R412 legal"}),
        ({"t3.new.natural": "+1", "t3.new.total": "+1"}, {"R413 natural", "R413 total"}),
        ({"t4.review.total": "+2"}, {"L511 review"}),
        ({"t2.normative.made": "+99"}, {"A306 t2.normative.valid"}),
        ({"t3.new.total": "无"}, set()),
    ],
)
def test_broken_ties_are_named(changes: dict[str, str], broken: set[str]) -> None:
    content = make(3)
    texts = {
        cell: str(int(content.cells[cell]) + int(text)) if text[0] == "+" else text
        for cell, text in changes.items()
    }
    found = broken_ties(replace(content, cells={**content.cells, **texts}))
    assert {f"{code} {locus.rpartition(':')[2]}" for code, locus in found} == broken


def test_a_blank_counts_as_zero_in_the_ties() -> None:
    content = make(3)
    for cell in CELLS:
        if content.cells[cell] != "0":
            continue
        blank = replace(content, cells={**content.cells, cell: ""})
        assert broken_ties(blank) == frozenset(), cell
        assert truth(blank)[cell] is None, cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", "3"),
        ("1,204", "1204"),
        ("1204.264 万元", "1204.264"),
        ("-3", "-3"),
        ("12（其中撤回3）", None),
        ("减4", None),
        ("无", None),
        ("/", None),
        ("", None),
    ],
)
def test_the_value_of_a_cell(text: str, value: str | None) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_changes_the_report_and_names_findings(name: str) -> None:
    for seed in range(8):
        content = make(seed)
        planted = FAULTS[name].plant(content)
        assert planted == FAULTS[name].plant(make(seed))
        assert planted.content != content
        assert planted.findings
        assert tabs(planted.content) != tabs(content)


def test_ties_break_only_where_a_fault_says_so() -> None:
    ties = {"R411", "R412", "R413", "L511", "A306"}
    for fault in FAULTS.values():
        planted = fault.plant(make(5))
        said = {finding for finding in planted.findings if finding[0] in ties}
        assert broken_ties(planted.content) == said, fault.name


@pytest.mark.parametrize("name", RENDERERS)
def test_renderings_are_reproducible(name: str) -> None:
    first, second = RENDERERS[name](make(7)), RENDERERS[name](make(7))
    assert first == second
    assert first != RENDERERS[name](make(8))


def test_lines_keep_their_text_and_the_rules_of_line_ends() -> None:
    text = "".join(p.text for s in make(9).sections for para in s.paragraphs for p in para)
    for width in range(20, 40):  # narrower lines are filled by a single long token
        lines = wrap(text, width, columns)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert not [line for line in lines[1:] if line[0] in NO_START]
        assert not [line for line in lines[:-1] if line[-1] in NO_END]


def test_a_published_text_is_taken_apart_as_it_was_put_together() -> None:
    content = make(11)
    again = from_text(tabs(content).decode(), content.agency, content.year, content.cells)
    assert _said(again) == _said(content)
    assert [(s.id, s.ordinal, s.heading) for s in again.sections] == [*SECTIONS]
    assert (again.title, again.cells) == (content.title, content.cells)


def _said(content: Content) -> list[str]:
    paragraphs = (*content.opening, *(p for s in content.sections for p in s.paragraphs))
    return ["".join(phrase.text for phrase in paragraph) for paragraph in paragraphs]
