"""One cell changed in a right report: exactly its ties fail, and the diagnosis names it."""

from decimal import Decimal
from random import Random

import pytest

from gouji.model.ties import expand
from gouji.model.verdict import Verdict
from scoring import make

TIES = [tie for tie in expand(make.FORM) if tie.relation == "eq"]
MUTABLE = sorted({term.cell for tie in TIES for term in (*tie.left, *tie.right)})
CASES = 400


def spoilt(random: Random) -> tuple[dict[str, Decimal], str, Decimal, Decimal]:
    """Return values with one cell changed: all of them, the cell, what was right, what stands."""
    results = random.sample(make.RESULTS, random.randint(0, 8))
    leaves = {f"{row}.{random.choice(make.COLUMNS[:-1])}": random.randint(1, 60) for row in results}
    values = make.consistent(leaves)
    cell = random.choice(MUTABLE)
    wrong = values[cell] + random.choice((1, 2, 3, 9, 10, 90, 100))
    return values | {cell: wrong}, cell, values[cell], wrong


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[bool, bool]]:
    """Whether each case can be decided, and whether the diagnosis names the cell and its value."""
    random = Random("mutations")  # noqa: S311 - not for secrets
    return [outcome(*spoilt(random)) for _ in range(CASES)]


def outcome(
    values: dict[str, Decimal], cell: str, right: Decimal, wrong: Decimal
) -> tuple[bool, bool]:
    audit = make.audit(make.report(values))
    failed = [j.locus for j in audit.with_verdict(Verdict.FAIL) if j.subject.kind == "tie"]
    through = [t.locus for t in TIES if cell in {term.cell for term in (*t.left, *t.right)}]
    assert sorted(failed) == sorted(through)
    changes = [
        [(c.cell, c.before, c.after) for c in s.changes] for s in audit.localisation.solutions
    ]
    named = [(cell, wrong, right)] in changes
    assert named, "the planted change is always one of the smallest"
    return audit.localisation.unique, changes[0] == [(cell, wrong, right)]


def test_the_diagnosis_names_the_cell_wherever_it_can_be_decided(
    outcomes: list[tuple[bool, bool]],
) -> None:
    decidable = [named for unique, named in outcomes if unique]
    assert len(decidable) > CASES // 2
    assert sum(decidable) >= 0.95 * len(decidable)


def test_what_cannot_be_decided_is_said(outcomes: list[tuple[bool, bool]]) -> None:
    assert any(not unique for unique, _ in outcomes)
