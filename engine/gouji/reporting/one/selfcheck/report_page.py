"""The self-check page: one HTML file that shows a report with what is to be mended in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from gouji.extras import extra
from gouji.model.audit import AuditJson, Unread, UnusedNumber, WaivedInfo
from gouji.model.form import Form
from gouji.reading.formats import named
from gouji.records import dataclass
from gouji.reporting.media.shown import shortened
from gouji.reporting.one.items import Item, items, plain
from gouji.reporting.one.selfcheck.item_views import (
    ItemView,
    Sources,
    changed_marks,
    item_views,
    spoken_cells,
)
from gouji.reporting.one.selfcheck.pictures import NO_PICTURES, PagePicture, Pictures
from gouji.reporting.one.selfcheck.sheets import Mark, SheetView, sheets
from gouji.reporting.one.selfcheck.sums import ScoreView, costs, score_view
from gouji.reporting.wording import SEVERITIES
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.version import __version__

_JUDGED = (
    ("passed", "符合"),
    ("not_assessable", "无法判定（没有读出，或者报告里没有）"),
    ("not_applicable", "对这份报告不适用"),
)
MAX_UNREAD = 40
_TEMPLATES = ("report.html", "report_parts.html", "report.css", "base.html", "base.css")
"""The template of the page, and those that it is made of."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule and how many things it was asked about."""

    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class JudgedView:
    """The rules that gave one verdict, and how many verdicts these are together."""

    name: str
    count: int
    rules: tuple[RuleCount, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that the page shows, in the order in which it shows it."""

    audit: AuditJson
    title: str
    file: str
    format: str
    score: ScoreView
    tally: tuple[tuple[str, str, int], ...]
    """Severity, its name, how many items are of it; those without an item are left out."""
    items: tuple[ItemView, ...]
    reviews: tuple[ItemView, ...]
    unread: tuple[Unread, ...]
    unread_more: int
    unused: tuple[UnusedNumber, ...]
    unused_more: int
    waived: tuple[WaivedInfo, ...]
    notes: tuple[str, ...]
    sheets: tuple[SheetView, ...]
    judged: tuple[JudgedView, ...]
    pictures: Pictures
    form: Form
    profile: Profile
    version: str

    @property
    def drawn(self) -> Mapping[int, PagePicture]:
        """The pictures that a figure shows a part of, by page."""
        figures = [f for item in (*self.items, *self.reviews) for f in item.figures]
        pages = sorted({figure.page for figure in figures})
        return {page: self.pictures.pages[page] for page in pages}


def report_page(
    audit: AuditJson,
    form: Form,
    rules: Mapping[str, Rule],
    profile: Profile,
    pictures: Pictures = NO_PICTURES,
) -> str:
    """Return the page of ``audit``; the same arguments give the same text.

    ``form`` and ``rules`` are those of the audit's rulebook. Without ``pictures`` the tables are
    redrawn. The page needs nothing but itself: no script, no file beside it, no network.
    """
    with extra("report"):
        from gouji.reporting.media.templating import environment
    view = report_view(audit, form, rules, profile, pictures)
    return environment().get_template("report.html").render(page=view)


def load_pages() -> None:
    """Compile the templates of the page, so that children forked later have them."""
    with extra("report"):
        from gouji.reporting.media.templating import environment
    for name in _TEMPLATES:
        environment().get_template(name)


def report_view(
    audit: AuditJson,
    form: Form,
    rules: Mapping[str, Rule],
    profile: Profile,
    pictures: Pictures = NO_PICTURES,
) -> ReportView:
    """Return what the template ``report.html``, and any that extends it, shows as ``page``."""
    told = items(audit)
    charged = {code for code, rule in rules.items() if profile.cost(rule)}
    sources = Sources(audit, form, rules, pictures, costs(audit, told), charged, "item")
    asked = replace(sources, costs={}, charged=set(), anchor="review")
    return ReportView(
        audit=audit,
        title=_title(audit),
        file=shortened(PurePath(audit.document.path).name, _LONGEST_NAME),
        format=_format(audit),
        score=score_view(audit, told, rules, profile),
        tally=tuple(_tally(told)),
        items=item_views(told, sources),
        reviews=item_views(_reviews(audit), asked),
        unread=tuple(audit.unread[:MAX_UNREAD]),
        unread_more=max(len(audit.unread) - MAX_UNREAD, 0),
        unused=tuple(audit.unused_numbers[:MAX_UNREAD]),
        unused_more=max(len(audit.unused_numbers) - MAX_UNREAD, 0),
        waived=tuple(audit.waived),
        notes=tuple(audit.notes),
        sheets=sheets(form, audit.cells, _marks(audit, told)),
        judged=tuple(_judged(audit, rules)),
        pictures=pictures,
        form=form,
        profile=profile,
        version=__version__,
    )


def _title(audit: AuditJson) -> str:
    year = f"{audit.report.year}年" if audit.report.year else "（年度没有读出）"
    agency = shortened(audit.report.agency or "（机关名称没有读出）", _LONGEST_NAME)
    return f"{agency}{year}政府信息公开工作年度报告"


def _format(audit: AuditJson) -> str:
    name = named(audit.document.format).label
    return f"{name}，{audit.document.pages}页" if audit.document.pages else name


def _tally(told: Sequence[Item]) -> list[tuple[str, str, int]]:
    counted = [
        (s, word, sum(item.severity == s for item in told)) for s, word in SEVERITIES.items()
    ]
    return [each for each in counted if each[2]]


def _reviews(audit: AuditJson) -> list[Item]:
    return [plain(number, finding) for number, finding in enumerate(audit.reviews, 1)]


def _marks(audit: AuditJson, told: Sequence[Item]) -> dict[str, Mark]:
    """Return the cells of the tables to be marked, with the numbers of the items about them."""
    notes = {cell: mark for item in told for cell, mark in changed_marks(item).items()}
    refs: dict[str, list[int]] = {}
    for item in told:
        for cell in item.cells or tuple(_own(item, audit)):
            refs.setdefault(cell, []).append(item.number)
    return {
        cell: Mark("hit", notes[cell].note if cell in notes else "", tuple(numbers))
        for cell, numbers in refs.items()
    }


def _own(item: Item, audit: AuditJson) -> Iterator[str]:
    """Yield the cell that each finding is at; for a row or a column, its first."""
    for finding in item.findings:
        if finding.locus in audit.cells:
            yield finding.locus
        elif ":" not in finding.locus.replace(".:", "."):
            yield from list(spoken_cells(finding, audit))[:1]


def _judged(audit: AuditJson, rules: Mapping[str, Rule]) -> list[JudgedView]:
    views = [_with(audit, rules, verdict, name) for verdict, name in _JUDGED]
    silent = [code for code, counts in audit.by_rule.items() if not any(vars(counts).values())]
    idle = tuple(RuleCount(code, _name(code, rules), 0) for code in silent)
    return [*(view for view in views if view.rules), *([_idle(idle)] if idle else [])]


def _with(audit: AuditJson, rules: Mapping[str, Rule], verdict: str, name: str) -> JudgedView:
    counted = {code: getattr(counts, verdict) for code, counts in audit.by_rule.items()}
    found = tuple(RuleCount(c, _name(c, rules), count) for c, count in counted.items() if count)
    return JudgedView(name, sum(rule.count for rule in found), found)


def _idle(found: tuple[RuleCount, ...]) -> JudgedView:
    return JudgedView("这次没有可判定的内容（如没有给出上年报告、公布日期）", 0, found)


def _name(code: str, rules: Mapping[str, Rule]) -> str:
    return rules[code].title if code in rules else "（现用的规则中没有这一条）"
