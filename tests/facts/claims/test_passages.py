"""How many numbers of reports are read: passages by kind, right and with one number off."""

from functools import cache

import pytest
import quantities
from measuring import Rates, Trial, rates, told_by_kind, told_misses, trials
from passagekit import Passage, load
from reports import found, found_in, whole

BANKS = (
    "passages.yaml",
    "passages_outcomes.yaml",
    "passages_disputes.yaml",
    "passages_documents.yaml",
    "passages_mixed.yaml",
    "passages_paragraphs.yaml",
    "passages_silent.yaml",
)
LATER = ("passages_later.yaml",)
"""Written after all the others, in other words."""

AIMS = {
    BANKS: Rates(numbers=0.90, denials=0.85, accused=0.01, accused_of_other=0.02),
    LATER: Rates(numbers=0.75, denials=0.85, accused=0.01, accused_of_other=0.02),
}
"""What a bank must reach."""

EVERY = 40
"""One passage in so many is also audited as a file, to show that both ways say the same."""


@cache
def passages(banks: tuple[str, ...]) -> tuple[Passage, ...]:
    return tuple(passage for bank in banks for passage in load(bank))


@cache
def tried(banks: tuple[str, ...]) -> tuple[Trial, ...]:
    return tuple(trial for passage in passages(banks) for trial in trials(passage))


def test_the_banks_are_large_and_say_nothing_twice() -> None:
    texts = [passage.text for passage in (*passages(BANKS), *passages(LATER))]
    assert len(passages(BANKS)) >= 600
    assert len(passages(LATER)) >= 150
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("banks", [BANKS, LATER], ids=["first", "later"])
def test_every_passage_states_what_its_tables_hold(banks: tuple[str, ...]) -> None:
    for passage in passages(banks):
        cells = quantities.tables(passage.quantities)
        for one in passage.stated:
            if one.in_tables:
                held = sum(float(quantities.total_of(cells, key)) for key in one.keys)
                assert held == float(one.value), (passage.id, one)


@pytest.mark.parametrize("banks", [BANKS, LATER], ids=["first", "later"])
def test_numbers_are_found_and_right_reports_are_not_accused(banks: tuple[str, ...]) -> None:
    reached = rates(tried(banks))
    print(told_by_kind(tried(banks)), told_misses(tried(banks)), reached, sep="\n\n")
    assert reached.numbers >= AIMS[banks].numbers
    assert reached.denials >= AIMS[banks].denials
    assert reached.accused <= AIMS[banks].accused
    assert reached.accused_of_other <= AIMS[banks].accused_of_other


def test_a_file_is_audited_as_the_short_way_says() -> None:
    for passage in passages(BANKS)[::EVERY]:
        cells = quantities.tables(passage.quantities)
        said = (passage.body, passage.text, cells)
        assert found_in(whole(*said)) == found(*said)
