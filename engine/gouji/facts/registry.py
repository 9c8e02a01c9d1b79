"""The list of all facts, in the order of their subjects; everything else is a sum over it."""

from collections.abc import Iterator
from typing import Any

from gouji.facts.accords.copies import COPIES
from gouji.facts.accords.parts import PARTS
from gouji.facts.accords.presented import PRESENTED
from gouji.facts.accords.restated import RESTATED
from gouji.facts.accords.unpaid import UNPAID
from gouji.facts.body import BODY
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.contact import CONTACT
from gouji.facts.counts import COUNTS
from gouji.facts.edition import EDITION
from gouji.facts.fact import Fact, Left
from gouji.facts.headings import HEADINGS
from gouji.facts.lawfulness.fee_unit import FEE_UNIT
from gouji.facts.lawfulness.instruments import INSTRUMENTS
from gouji.facts.lawfulness.processing_fee import PROCESSING_FEE
from gouji.facts.lawfulness.rulemaking import RULEMAKING
from gouji.facts.leftovers import LEFTOVERS
from gouji.facts.length import LENGTH
from gouji.facts.neighbours.carry import CARRY
from gouji.facts.neighbours.deadline import DEADLINE
from gouji.facts.neighbours.fee_leap import FEE_LEAP
from gouji.facts.neighbours.similar import SIMILAR
from gouji.facts.neighbours.stock import STOCK
from gouji.facts.neighbours.whole import WHOLE
from gouji.facts.notice import NOTICE
from gouji.facts.period import PERIOD
from gouji.facts.presenting import PRESENTING
from gouji.facts.report import Report
from gouji.facts.script import SCRIPT
from gouji.facts.statements import STATEMENTS
from gouji.facts.tables.subjects import TABLES
from gouji.facts.title import TITLE
from gouji.facts.topics import TOPICS

AnyFact = Fact[Any, Any]

FACTS: tuple[AnyFact, ...] = (
    SCRIPT,
    BODY,
    TITLE,
    EDITION,
    HEADINGS,
    TOPICS,
    LENGTH,
    COUNTS,
    PRESENTING,
    PERIOD,
    NOTICE,
    CONTACT,
    STATEMENTS,
    LEFTOVERS,
    TABLES,
    CLAIMS,
    PRESENTED,
    PARTS,
    COPIES,
    RESTATED,
    UNPAID,
    INSTRUMENTS,
    RULEMAKING,
    PROCESSING_FEE,
    FEE_UNIT,
    CARRY,
    STOCK,
    FEE_LEAP,
    WHOLE,
    DEADLINE,
    SIMILAR,
)


def left_over(report: Report) -> Iterator[Left]:
    """Yield what was seen in the text of ``report`` and not used, with the reason."""
    for fact in FACTS:
        yield from fact.left(report, fact.of(report))
