"""Makes gradings for tests: real audits of made reports, as outputs and history get them.

``Made`` names a report and the faults planted into it, ``audited`` audits it, ``graded`` puts
several together. ``crowd`` gives thousands without auditing thousands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import cycle, islice

from gouji.auditor import Auditor
from gouji.facts.body import body_of
from gouji.model.audit import AuditJson
from gouji.model.context import Context
from gouji.model.grading import Entry, Failure, Grading
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook
from reportkit import FAULTS, Content, make
from reportkit.renderers import RENDERERS

BOOK = load_rulebook()


@dataclass(frozen=True, slots=True)
class Made:
    """A report to be made. ``faults`` are planted one after another (their areas must differ).

    ``cells`` replaces what cells show after all else, without minding the ties. A ``torn`` report
    is text copied from a page whose row 予以公开 lost figures: nobody can say whose they are.
    """

    name: str
    agency: str = "清梧市水利局"
    year: int = 2024
    faults: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    seed: int = 1
    renderer: str = "txt-tabs"
    torn: bool = False
    parent: str | None = None
    published: date | None = None
    page: str | None = None

    def content(self) -> Content:
        """Return what the report says."""
        content = make(self.seed, agency=self.agency, year=self.year)
        for fault in self.faults:
            content = FAULTS[fault].plant(content).content
        return replace(content, cells={**content.cells, **dict(self.cells)})

    def data(self) -> bytes:
        """Return the file."""
        if self.torn:
            text = RENDERERS["txt-broken"](self.content()).decode()
            return re.sub(r"(（一）予以公开) .*", r"\1 7 3", text).encode()
        return RENDERERS[self.renderer](self.content())


@cache
def auditor() -> Auditor:
    """Return an auditor with the rules that ship."""
    return Auditor(BOOK)


@cache
def audited(made: Made) -> AuditJson:
    """Return the audit of ``made``."""
    context = Context(published=made.published)
    document = read_bytes(made.data())
    return to_public(auditor().audit_document(document, made.name, context))


def entry(made: Made, number: int = 1) -> Entry:
    """Return what a grading knows of ``made``; ``number`` is that of its audit."""
    audit = audited(made)
    severities = [finding.severity for finding in audit.findings]
    agency = audit.report.agency or made.name
    return Entry(
        audit=number,
        name=made.name,
        sha256=audit.document.sha256,
        agency=agency,
        year=audit.report.year,
        format=audit.document.format,
        low=Decimal(audit.score.low),
        high=Decimal(audit.score.high),
        out_of=Decimal(audit.score.out_of),
        grade=audit.score.grade,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        advice=severities.count("advice"),
        reviews=len(audit.reviews),
        waived=len(audit.waived),
        unread=len(audit.unread),
        parent=made.parent,
        body=body_of(agency, BOOK.wording.bodies),
        published=made.published,
        page=made.page,
    )


def graded(
    *reports: Made,
    failures: Sequence[Failure] = (),
    before: Sequence[Made] = (),
    notes: Sequence[str] = (),
) -> Grading:
    """Return the grading of ``reports``; ``before`` are last year's reports of their agencies."""
    entries = [entry(made, n) for n, made in enumerate(sorted(reports, key=lambda m: m.name), 1)]
    kept = {made.name: audited(made) for made in reports}
    audits = {one.audit: kept[one.name] for one in entries}
    earlier = [entry(made, -n) for n, made in enumerate(before, 1)]
    return Grading(
        entries=tuple(entries),
        failures=tuple(failures),
        audits=lambda some: (audits[one.audit] for one in some),
        before={(e.agency, e.year + 1): e for e in earlier if e.year is not None},
        notes=tuple(notes),
    )


def crowd(count: int, *kinds: Made) -> Grading:
    """Return a grading of ``count`` reports, each a copy of one of ``kinds`` by another agency."""
    models = [(entry(made), audited(made)) for made in kinds or SAMPLE]
    entries = tuple(
        replace(
            model,
            audit=n,
            name=f"{n:05}/{model.name}",
            agency=f"第{n:05}号{model.agency}",
            page=f"{n:05}.html",
        )
        for n, (model, _) in enumerate(islice(cycle(models), count), 1)
    )

    def audits(some: Sequence[Entry]) -> Iterator[AuditJson]:
        for one in some:
            yield models[(one.audit - 1) % len(models)][1]

    return Grading(entries, (), audits)


SAMPLE = (
    Made("qingwu/shuili.txt", parent="清梧市", page="清梧市水利局-2024.html"),
    Made(
        "qingwu/minzheng.txt",
        agency="清梧市民政局",
        faults=("sum_row_new", "basis_missing"),
        seed=2,
        parent="清梧市",
        page="清梧市民政局-2024.html",
    ),
    Made(
        "dansui/bangongshi.txt",
        agency="丹穗县人民政府办公室",
        faults=("table_absent_t4", "contact_missing", "section_empty_s5"),
        seed=3,
        parent="丹穗县",
        page="丹穗县人民政府办公室-2024.html",
    ),
    Made(
        "dansui/caizheng.txt",
        agency="丹穗县财政局",
        faults=("word_t3.granted.charity", "heading_changed_s5"),
        seed=4,
        parent="丹穗县",
        page="丹穗县财政局-2024.html",
    ),
    Made(
        "dansui/minzheng.txt",
        agency="丹穗县民政局",
        seed=5,
        torn=True,
        parent="丹穗县",
        page="丹穗县民政局-2024.html",
    ),
)
"""Five reports of two cities: clean, a sum that does not hold, much missing, a word, unread."""
