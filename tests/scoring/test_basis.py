"""A basis holds all that a score rests on, and nothing of a profile."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from gouji.auditor import Audit
from gouji.facts.report import Report
from gouji.model.basis import BASIS_PACKING, Basis
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from gouji.rulebook.profile import Profile
from gouji.scoring import basis, score
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS
from scoring.make import AUDITOR, BOOK, audit, consistent, report, unread_table, without_table
from scoring.test_score import reports

DEAR = BOOK.profile.model_copy(
    update={"points": {code: Decimal("1.5") for code in BOOK.rules if code[0] in "SR"}}
)
"""Charges other rules otherwise, advice among them."""


def kept(made: Audit) -> Basis:
    """The basis of an audit as it is kept and taken out again."""
    unpacked = BASIS_PACKING.unpack(BASIS_PACKING.pack(made.basis))
    assert isinstance(unpacked, Basis)
    return unpacked


@pytest.mark.parametrize("name", sorted(FAULTS)[::5])
def test_a_kept_basis_scores_as_the_audit_did(name: str) -> None:
    document = read_bytes(RENDERERS["txt-tabs"](FAULTS[name].plant(make(61)).content))
    made = AUDITOR.audit_document(document)
    assert kept(made) == made.basis
    assert score(kept(made), BOOK.rules, BOOK.profile) == made.score


@settings(max_examples=40, deadline=None)
@given(reports())
def test_any_basis_comes_back_whole(made: Report) -> None:
    done = audit(made)
    assert kept(done) == done.basis == basis(done.judgements, done.localisation)


@pytest.mark.parametrize("profile", [BOOK.profile, DEAR], ids=["default", "dear"])
def test_another_profile_scores_without_judging(profile: Profile) -> None:
    made = audit(without_table(report(consistent({"granted.natural": 3})), "t3"))
    again = score(kept(made), BOOK.rules, profile)
    costs = {code: profile.cost(rule) for code, rule in BOOK.rules.items()}
    own = costs["R401"]
    along = sum(costs[j.code] for j in made.judgements if j.lost and j.code[0] == "R")
    assert [(d.code, d.points) for d in again.deductions] == [
        ("R401", own),
        ("R401", min(along, profile.groups["R"].cap - own)),
    ]


def test_a_basis_holds_every_verdict_that_may_cost() -> None:
    made = audit(unread_table(report(consistent({}) | {"t2.licence.decisions": None}), "t3"))
    found = made.basis
    assert [(g.code, g.locus) for g in found.failed] == [
        (j.code, j.locus) for j in made.with_verdict(Verdict.FAIL)
    ]
    assert [(g.code, g.locus, g.reason) for g in found.unread] == [
        (j.code, j.locus, "看不清") for j in made.with_verdict(Verdict.NOT_ASSESSABLE)
    ]
    assert found.lost == found.causes == ()
