"""A bank of openings in the manner of published reports: nobody accused falsely, no fault missed.

``openings/kinds.yaml`` is held one by one; the others as a whole, by the limits below, with a
table of what went wrong by kind.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from facts.openingkit import BANK, SEVERITY, Finding, Opening, as_html, as_text, load
from gouji.auditor import Auditor
from gouji.errors import NotAReport
from gouji.model.verdict import Judgement, Verdict
from gouji.rulebook import load_rulebook

FALSE_ERRORS = 0
FALSE_WARNINGS = 0
FALSE_ADVICE = 0.01
"""The largest share of documents with advice that is not due."""
WRONG_NAMES = 0
"""The most documents whose agency or year is not what they state."""
RECALL = 0.99
"""The least share of planted faults that is found."""
NEEDLESS_REVIEWS = 0.02
"""The largest share of documents that ask a person where a person would not doubt."""

SEEN = tuple(
    name for name in sorted(p.stem for p in BANK.glob("*.yaml")) if name not in {"kinds", "last"}
)
LAST = ("last",)
BANKS = {"seen": SEEN, "last": LAST}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document beside what is true of it."""

    name: str
    opening: Opening
    refused: str
    agency: str | None
    year: int | None
    found: frozenset[Finding]
    reviews: frozenset[Finding]
    severities: dict[Finding, str]

    def false(self, severity: str) -> list[Finding]:
        """Findings of ``severity`` that are not due; what ``may`` come excuses advice alone."""
        undue = self.found - self.opening.findings - self.opening.either
        if severity == "advice":
            undue -= self.opening.may
        return sorted(f for f in undue if self.severities[f] == severity)

    @property
    def missed(self) -> list[Finding]:
        return sorted(self.opening.findings - self.found)

    @property
    def doubts(self) -> list[Finding]:
        if self.opening.reviews_ok:
            return []
        told = self.opening.findings | self.opening.may | self.opening.either
        return sorted(self.reviews - told)

    @property
    def misnamed(self) -> bool:
        stated = self.opening.agencies
        return self.agency not in stated or self.year != self.opening.year

    @property
    def of_wrong_weight(self) -> list[Finding]:
        return sorted(
            f for f in self.found if SEVERITY.get(f[0], self.severities[f]) != self.severities[f]
        )


@cache
def auditor() -> Auditor:
    return Auditor(load_rulebook())


def audited(opening: Opening, name: str, content: bytes, folder: Path) -> Result:
    path = folder / name
    path.write_bytes(content)
    try:
        audit = auditor().audit_file(path)
    except NotAReport as error:
        none: frozenset[Finding] = frozenset()
        return Result(name, opening, str(error), None, None, none, none, {})
    failed = audit.with_verdict(Verdict.FAIL)
    return Result(
        name,
        opening,
        "",
        audit.report.agency,
        audit.report.year,
        _named(failed),
        _named(audit.with_verdict(Verdict.REVIEW)),
        {(j.code, j.locus): j.severity for j in failed},
    )


def _named(judgements: tuple[Judgement, ...]) -> frozenset[Finding]:
    return frozenset((j.code, j.locus) for j in judgements)


def documents(opening: Opening) -> Iterator[tuple[str, bytes]]:
    """Yield the document as text, and for one in three as a page (for markup, as a page only)."""
    if opening.html is None:
        yield f"{opening.id}.txt", as_text(opening)
    if opening.html is not None or opening.chance % 3 == 0:
        yield f"{opening.id}.html", as_html(opening)


def results_of(openings: list[Opening], folder: Path) -> list[Result]:
    return [audited(o, name, content, folder) for o in openings for name, content in documents(o)]


# --- the bank as a whole -------------------------------------------------------------------------


@pytest.fixture(scope="module", params=list(BANKS))
def results(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Result]:
    folder = tmp_path_factory.mktemp(request.param)
    done = results_of(load(*BANKS[request.param]), folder)
    within = [r for r in done if r.opening.scope is None]
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print("\n".join(summary(request.param, within)))
    return done


def summary(name: str, results: list[Result]) -> Iterator[str]:
    """Yield a table of what went wrong, by kind, and every wrong document."""
    columns = (
        "documents",
        "errors",
        "warnings",
        "advice",
        "misnamed",
        "planted",
        "missed",
        "reviews",
    )
    counts: dict[str, Counter[str]] = {}
    for result in results:
        for kind in (result.opening.kind, "ALL"):
            counts.setdefault(kind, Counter()).update(
                documents=1,
                errors=bool(result.false("error")),
                warnings=bool(result.false("warning")),
                advice=bool(result.false("advice")),
                misnamed=result.misnamed,
                planted=len(result.opening.findings),
                missed=len(result.missed),
                reviews=bool(result.doubts),
            )
    yield f"\n{name + ': falsely accused of':44}" + "".join(f"{c:>10}" for c in columns)
    for kind, count in sorted(counts.items(), key=lambda item: item[0] == "ALL"):
        yield f"{kind:44}" + "".join(f"{count[c]:>10}" for c in columns)
    for result in results:
        yield from told(result)


def told(result: Result) -> Iterator[str]:
    """Yield a line where something is wrong with ``result``."""
    wrong = []
    if result.refused:
        wrong.append(f"refused: {result.refused}")
    if result.misnamed:
        wrong.append(
            f"named {result.agency} {result.year}, is {result.opening.agencies} {result.opening.year}"
        )
    for severity in ("error", "warning", "advice"):
        wrong += [f"false {severity} {code} {locus}" for code, locus in result.false(severity)]
    wrong += [f"missed {code} {locus}" for code, locus in result.missed]
    wrong += [f"needless review {code} {locus}" for code, locus in result.doubts]
    if wrong:
        yield f"  {result.name}: " + "; ".join(wrong)


def within(results: list[Result]) -> list[Result]:
    return [r for r in results if r.opening.scope is None]


def test_no_report_is_refused(results: list[Result]) -> None:
    assert [r.name for r in within(results) if r.refused] == []


def test_nobody_is_accused_of_an_error_falsely(results: list[Result]) -> None:
    wrong = {r.name: r.false("error") for r in within(results) if r.false("error")}
    assert len(wrong) <= FALSE_ERRORS, wrong


def test_nobody_is_accused_of_a_warning_falsely(results: list[Result]) -> None:
    wrong = {r.name: r.false("warning") for r in within(results) if r.false("warning")}
    assert len(wrong) <= FALSE_WARNINGS, wrong


def test_advice_is_hardly_ever_given_without_need(results: list[Result]) -> None:
    wrong = {r.name: r.false("advice") for r in within(results) if r.false("advice")}
    assert len(wrong) <= FALSE_ADVICE * len(results), wrong


def test_agency_and_year_are_those_stated(results: list[Result]) -> None:
    wrong = {r.name: (r.agency, r.year) for r in within(results) if r.misnamed}
    assert len(wrong) <= WRONG_NAMES, wrong


def test_planted_faults_are_found(results: list[Result]) -> None:
    planted = sum(len(r.opening.findings) for r in within(results))
    missed = {r.name: r.missed for r in within(results) if r.missed}
    assert sum(map(len, missed.values())) <= (1 - RECALL) * planted, missed


def test_a_person_is_asked_only_where_a_person_would_doubt(results: list[Result]) -> None:
    wrong = {r.name: r.doubts for r in within(results) if r.doubts}
    assert len(wrong) <= NEEDLESS_REVIEWS * len(results), wrong


def test_findings_have_the_weight_of_the_contract(results: list[Result]) -> None:
    assert {r.name: r.of_wrong_weight for r in results if r.of_wrong_weight} == {}


# --- what the form does not bind -----------------------------------------------------------------

OUTSIDE = [o for o in load(*SEEN, *LAST) if o.scope in ("unbound", "no_report")]
OTHER_SCRIPTS = [o for o in load(*SEEN, *LAST) if o.scope == "script"]


@pytest.mark.parametrize("opening", OUTSIDE, ids=[o.id for o in OUTSIDE])
def test_what_the_form_does_not_bind_is_told_and_not_scored(
    opening: Opening, tmp_path: Path
) -> None:
    for result in results_of([opening], tmp_path):
        assert result.refused, sorted(result.found)
        assert "\n" not in result.refused


@pytest.mark.parametrize("opening", OTHER_SCRIPTS, ids=[o.id for o in OTHER_SCRIPTS])
def test_another_script_is_read_or_told(opening: Opening, tmp_path: Path) -> None:
    for result in results_of([opening], tmp_path):
        assert result.refused or not (result.false("error") or result.false("warning"))


# --- the kinds, one by one -----------------------------------------------------------------------

KINDS = load("kinds")


@pytest.mark.parametrize("opening", KINDS, ids=[o.id for o in KINDS])
def test_kind(opening: Opening, tmp_path: Path) -> None:
    for result in results_of([opening], tmp_path):
        if opening.scope:
            assert result.refused, sorted(result.found)
            continue
        wrong = list(told(result))
        assert not wrong, "\n".join(wrong)


def test_the_bank_is_large_and_every_entry_has_its_own_name() -> None:
    names = [o.id for o in load()]
    assert len(names) == len(set(names))
    assert len(load(*SEEN)) >= 350
    assert len(load(*LAST)) >= 100
