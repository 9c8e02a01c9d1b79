"""Faults of the text: title, sections, opening, disclosures (codes S, P and Q)."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from reportkit.bank import ISSUER, NUMBER
from reportkit.content import Content, Section
from reportkit.form import TABLE_OF
from reportkit.phrases import Phrase
from reportkit.planting import Fault, Finding, Planted, fault, planted

ABSENT_TABLE = {"t2": "A301", "t3": "R401", "t4": "L501"}
DISCLOSED = {"fee_disclosure": "P208", "download": "P210", "contact": "P206"}
"""What must be said somewhere, and the code that its absence earns."""

OTHER_HEADINGS = {
    "s1": "工作概述",
    "s2": "主动公开情况",
    "s3": "政府信息公开申请情况",
    "s4": "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "s5": "存在问题及改进情况",
    "s6": "其他事项",
}
ASPECTS = ("active", "on_request", "management", "platform", "supervision")


def _title(lines: tuple[str, ...], content: Content) -> Planted:
    filled = tuple(line.format(agency=content.agency, year=content.year) for line in lines)
    return planted(replace(content, title=filled), ("S101", "title"))


def _lost(content: Content, sections: tuple[Section, ...]) -> set[Finding]:
    """Return the findings for what went with the text and the tables of changed sections."""
    new = replace(content, sections=sections)
    return {
        (code, role)
        for role, code in DISCLOSED.items()
        if content.said(role) and not new.said(role)
    }


def _absent(section_id: str, content: Content) -> Planted:
    kept = tuple(s for s in content.sections if s.id != section_id)
    found = {("S102", section_id)} | _lost(content, kept)
    if section_id in TABLE_OF:
        found.add((ABSENT_TABLE[TABLE_OF[section_id]], TABLE_OF[section_id]))
    return planted(replace(content, sections=kept, omitted=_without(content, section_id)), *found)


def _without(content: Content, section_id: str) -> frozenset[str]:
    """Return what is omitted once the table of a section is gone too."""
    table = TABLE_OF.get(section_id)
    return content.omitted | {table} if table else content.omitted


def _empty(section_id: str, content: Content) -> Planted:
    sections = tuple(
        replace(s, paragraphs=()) if s.id == section_id else s for s in content.sections
    )
    found = {("S105", section_id)} | _lost(content, sections)
    if section_id in TABLE_OF:
        found.add((ABSENT_TABLE[TABLE_OF[section_id]], TABLE_OF[section_id]))
    omitted = _without(content, section_id)
    return planted(replace(content, sections=sections, omitted=omitted), *found)


def _heading(section_id: str, content: Content) -> Planted:
    sections = tuple(
        replace(s, heading=OTHER_HEADINGS[s.id]) if s.id == section_id else s
        for s in content.sections
    )
    return planted(replace(content, sections=sections), ("S103", section_id))


def _swapped(first: str, second: str, content: Content) -> Planted:
    """Exchange two sections that follow each other; the second then stands where it should not."""
    by_id = {section.id: section for section in content.sections}
    turned = {first: by_id[second], second: by_id[first]}
    sections = tuple(turned.get(s.id, s) for s in content.sections)
    return planted(replace(content, sections=sections), ("S104", second))


def _saying(role: str, text: str, findings: tuple[Finding, ...], content: Content) -> Planted:
    filled = text.format(agency=content.agency, year=content.year, last=content.year - 1)
    return planted(content.saying(role, filled), *findings)


def _worded(role: str, old: str, new: str, findings: tuple[Finding, ...], c: Content) -> Planted:
    """Exchange a wording within the phrases of a role."""
    changed = c.rewrite(lambda p: p.text.replace(old, new) if p.plays(role) else p.text)
    return planted(changed, *findings)


def _placeholder(section_id: str, text: str, content: Content) -> Planted:
    """Leave a sentence of a template at the end of a section."""
    extra = (Phrase(text.format(year=content.year)),)
    sections = tuple(
        replace(s, paragraphs=(*s.paragraphs, extra)) if s.id == section_id else s
        for s in content.sections
    )
    return planted(replace(content, sections=sections), ("Q701", "placeholder"))


def _sections() -> Iterator[Fault]:
    for number in range(1, 7):
        section = f"s{number}"
        areas = " ".join((section, TABLE_OF.get(section, "")))
        if section == "s6":
            areas += " fee_disclosure contact download"
        yield fault(f"section_absent_{section}", f"{areas} order", partial(_absent, section))
        yield fault(f"section_empty_{section}", areas, partial(_empty, section))
        yield fault(f"heading_changed_{section}", section, partial(_heading, section))
    for first, second in (("s2", "s3"), ("s3", "s4"), ("s5", "s6")):
        name = f"sections_swapped_{first}_{second}"
        yield fault(name, f"order {first} {second}", partial(_swapped, first, second))


def _said(name: str, area: str, role: str, text: str, *findings: Finding) -> Fault:
    return fault(name, area, partial(_saying, role, text, findings))


def text_faults() -> Iterator[Fault]:
    """Yield all faults of the text."""
    report = "{year}年政府信息公开工作年度报告"
    titles = {
        "title_without_agency": (report,),
        "title_without_year": ("{agency}", "政府信息公开工作年度报告"),
        "title_without_name": ("{agency}", "{year}年工作总结"),
    }
    for name, lines in titles.items():
        yield fault(name, "title", partial(_title, lines))
    yield from _sections()
    for aspect in ASPECTS:
        locus = f"s1.{aspect}"
        yield _said(f"aspect_missing_{aspect}", "s1", locus, "", ("S106", locus))
    yield from _five()
    yield from _opening()
    yield from _disclosures()
    yield fault("placeholder_crosses", "s1", partial(_placeholder, "s1", "全年组织培训××次。"))
    yield fault("placeholder_year", "s5", partial(_placeholder, "s5", "XX年，继续努力。"))
    yield fault("placeholder_line", "s6", partial(_placeholder, "s6", "填报人：____。"))
    yield fault("placeholder_hint", "s6", partial(_placeholder, "s6", "（文字描述）"))


def _five() -> Iterator[Fault]:
    for part in ("problems", "improvements"):
        locus = f"s5.{part}"
        yield _said(f"{part}_missing", "s5", locus, "", ("S107", locus))


def _opening() -> Iterator[Fault]:
    late = "统计期限为{year}年1月1日至{year}年11月30日。"
    past = "统计期限为{last}年1月1日至{last}年12月31日。"
    yield _said("period_missing", "period", "period", "", ("P201", "period"))
    yield _said("period_short", "period", "period", late, ("P202", "period"))
    yield _said("period_of_last_year", "period", "period", past, ("P202", "period"))
    other = "根据有关法律法规"
    yield _said("basis_missing", "basis", "basis", other, ("P203", "basis"))
    notice = {
        "notice_wrong_issuer": (ISSUER, "国务院办公厅政府信息公开与政务公开办公室", "P204"),
        "notice_wrong_title": ("工作年度报告格式", "年度工作报告范本", "P204"),
        "notice_without_number": (f"（{NUMBER}）", "", "P205"),
        "notice_wrong_number": ("〔2021〕30号", "〔2020〕13号", "P205"),
    }
    for name, (old, new, code) in notice.items():
        change = partial(_worded, "notice", old, new, ((code, "notice"),))
        yield fault(name, "notice", change)
    yield _said("notice_missing", "notice", "notice", "", ("P205", "notice"))


def _disclosures() -> Iterator[Fault]:
    for part in ("address", "telephone"):
        locus = f"contact.{part}"
        yield _said(f"contact_without_{part}", "contact", locus, "", ("P207", locus))
    for role, code in DISCLOSED.items():
        yield _said(f"{role}_missing", role, role, "", (code, role))
