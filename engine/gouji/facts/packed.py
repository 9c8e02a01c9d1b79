"""What may be made of a packed report, and of what stands beside it: this list and nothing else."""

from collections.abc import Iterable

from gouji.facts.accords.parts import AnnouncedParts
from gouji.facts.accords.presented import Presented
from gouji.facts.claims.found import (
    Claim,
    Claims,
    FilledSlot,
    ListSum,
    OtherYear,
    Percent,
    Reading,
    UnusedNumber,
)
from gouji.facts.contact import Contact
from gouji.facts.counts import StatedCount
from gouji.facts.leftovers import Leftover
from gouji.facts.notice import Citation
from gouji.facts.period_found import Period
from gouji.facts.phrases import Sentence
from gouji.facts.presenting import Presenting
from gouji.facts.report import FoundSection, FoundTable, Report, Subheading
from gouji.facts.statements import Statement
from gouji.facts.title.found import Title
from gouji.facts.topics import Topic
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.context import Context, Member
from gouji.model.decision import Decision
from gouji.model.document import Document, Figure, Grid, GridCell, Line, Place
from gouji.model.filing import Filing
from gouji.model.form import Form
from gouji.model.packing import Packing
from gouji.model.prose import Prose, Quote
from gouji.model.settlement import Settlement

DOCUMENT_TYPES = (Document, Figure, Grid, GridCell, Line, Place)
REPORT_TYPES = (
    *DOCUMENT_TYPES,
    AnnouncedParts,
    Cell,
    CellState,
    Citation,
    Claim,
    Claims,
    Contact,
    FilledSlot,
    FoundSection,
    FoundTable,
    Leftover,
    ListSum,
    OtherYear,
    Percent,
    Period,
    Presence,
    Presented,
    Presenting,
    Prose,
    Quote,
    Reading,
    Report,
    Sentence,
    Settlement,
    StatedCount,
    Statement,
    Subheading,
    Title,
    Topic,
    UnusedNumber,
)
CONTEXT_TYPES = (Context, Decision, Filing, Member, Settlement)


def report_packing(forms: Iterable[Form]) -> Packing:
    """Return what packs reports that are printed on ``forms``, which both sides have."""
    return Packing(REPORT_TYPES, {form.edition: form for form in forms})
