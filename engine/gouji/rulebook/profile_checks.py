"""What the types alone cannot tell of a profile: names that do not exist, sums that cannot be."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from gouji.model.bodies import BODIES
from gouji.model.names import Loc
from gouji.model.nearest import nearest
from gouji.model.numbers import decimal_text
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.rulebook.sheet import Grade, Late, Sheet
from gouji.rulebook.source import Fault

_PUBLISHED = "D001"
"""The rule that judges the day of publication by the law's own deadline."""


def check_name(profile: Profile, stem: str) -> Iterator[Fault]:
    """Yield a fault where a profile is not called as its file is, by which it is chosen."""
    if profile.name != stem:
        yield Fault(
            ("name",), f"评分标准的 name「{profile.name}」与文件名「{stem}」不同（应写 {stem}）"
        )


def check_profile(profile: Profile, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    """Yield every fault of ``profile`` against the rules that it scores."""
    own = [*_check_sheet(profile, rules), *_check_required(profile, rules)]
    yield from own
    yield from _check_classes(profile)
    if own:
        return  # a class has most of its sheet from the rest, and would repeat its faults
    for index, each in enumerate(profile.classes):
        for fault in _check_sheet(each.sheet.over(profile), rules):
            yield Fault(("classes", index, "sheet", *fault.loc), fault.message)


def _check_sheet(sheet: Sheet, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    yield from _check_codes(("points",), sheet.points, rules)
    yield from _check_codes(("caps",), sheet.caps, rules)
    for body, points in sheet.by_body.items():
        yield from _check_body(("by_body", body), body)
        yield from _check_codes(("by_body", body), points, rules)
    yield from _check_groups(sheet, rules)
    yield from _check_grades(sheet.grades)
    yield from _check_items(sheet)
    yield from _check_days(sheet, rules)


def _check_codes(
    at: Loc, codes: Mapping[str, object], rules: Mapping[str, Rule]
) -> Iterator[Fault]:
    for code in codes:
        if code not in rules:
            yield Fault((*at, code), f"没有规则「{code}」{nearest(code, rules)}")


def _check_body(at: Loc, body: str) -> Iterator[Fault]:
    if body not in BODIES:
        yield Fault(at, f"没有「{body}」这种机关{nearest(body, BODIES)}")


def _check_groups(sheet: Sheet, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    for letter in sheet.groups:
        if not re.fullmatch("[A-Z]", letter):
            yield Fault(("groups", letter), f"规则组用一个大写字母表示，不能是「{letter}」")
    missing = sorted({rule.group for rule in rules.values()} - set(sheet.groups))
    if missing:
        unused = sorted(set(sheet.groups) - {rule.group for rule in rules.values()})
        at: Loc = ("groups", unused[0]) if unused else ("groups",)
        yield Fault(at, f"没有给规则组 {'、'.join(missing)} 定扣分上限")


def _check_grades(grades: Sequence[Grade]) -> Iterator[Fault]:
    yield from _twice(("grades",), "title", [grade.title for grade in grades])
    bounds = [g.lowest for g in grades if g.top is None]
    if bounds != sorted(bounds, reverse=True):
        yield Fault(("grades",), "等次要从高到低排列")
    if grades[-1].lowest != 0:
        yield Fault(("grades",), "最低一等要从 0 分起")
    if grades[-1].relative:
        yield Fault(("grades", len(grades) - 1), "最低一等不能有名额（其余的都要有等次）")
    for name in ("quota", "top"):
        shares = [(n, share) for n, g in enumerate(grades) if (share := getattr(g, name))]
        for (_, better), (index, share) in pairwise(shares):
            if share < better:
                text = "名额连同更高的等次一起计算，不能比上一等的少"
                yield Fault(("grades", index, name), text)


def _check_items(sheet: Sheet) -> Iterator[Fault]:
    yield from _twice(("items",), "id", [item.id for item in sheet.items])
    plus = any(item.kind == "plus" for item in sheet.items)
    if plus and not sheet.plus:
        yield Fault(("items",), "有加分项，要写 plus（加分合计最多多少分）")
    if sheet.plus and not plus:
        yield Fault(("plus",), "写了加分上限，items 里却没有加分项（kind: plus）")
    scored = sum((item.most for item in sheet.items if item.kind == "scored"), Decimal(0))
    report = sheet.out_of - scored if sheet.report is None else sheet.report
    if scored and report + scored != sheet.out_of:
        rest = decimal_text(sheet.out_of - scored)
        yield Fault(
            ("report",),
            f"评分项共 {decimal_text(scored)} 分，满分 {decimal_text(sheet.out_of)} 分，"
            f"report 应是 {rest}",
        )
    if report < 0 or report > sheet.out_of:
        yield Fault(("report",), f"年度报告的分值应在 0 到 {decimal_text(sheet.out_of)} 之间")
    if sheet.unmended and sheet.unmended.most < sheet.unmended.points:
        yield Fault(("unmended", "most"), "most 比一次的 points 还少")


def _check_days(sheet: Sheet, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    late = sheet.late
    for name, each in (("filed", late.filed), ("published", late.published)):
        if each is not None:
            yield from _check_steps(("late", name, "steps"), each)
    if late.published and _PUBLISHED in rules and sheet.cost(rules[_PUBLISHED]):
        text = f"迟公开按天扣分，规则 {_PUBLISHED} 又扣一次（请在 points 里写 {_PUBLISHED}: 0）"
        yield Fault(("late", "published"), text)


def _check_steps(at: Loc, late: Late) -> Iterator[Fault]:
    for index, (one, more) in enumerate(pairwise(late.steps), 1):
        if more.days <= one.days or more.points <= one.points:
            yield Fault((*at, index), "各档的天数和分值都要一档比一档大")


def _check_required(profile: Profile, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    optional = [code for code, rule in rules.items() if rule.optional]
    for index, code in enumerate(profile.require):
        if code not in rules:
            yield Fault(("require", index), f"没有规则「{code}」{nearest(code, optional)}")
        elif code not in optional:
            yield Fault(("require", index), f"规则「{code}」本来就用，不必写在这里")
    for code in profile.points:
        if code in optional and code not in profile.require:
            text = f"规则「{code}」平时不用；要用它，请写进 require"
            yield Fault(("points", code), text)


def _check_classes(profile: Profile) -> Iterator[Fault]:
    yield from _twice(("classes",), "title", [each.title for each in profile.classes])
    for name in ("bodies", "leagues", "agencies"):
        listed = [
            (("classes", index, name, place), text)
            for index, each in enumerate(profile.classes)
            for place, text in enumerate(getattr(each, name))
        ]
        taken = Counter(text for _, text in listed)
        yield from (Fault(at, f"「{text}」写在了两类里") for at, text in listed if taken[text] > 1)
    for index, each in enumerate(profile.classes):
        if not (each.bodies or each.leagues or each.agencies):
            text = f"「{each.title}」没有写是哪些机关（bodies、leagues 或 agencies）"
            yield Fault(("classes", index), text)
        for place, body in enumerate(each.bodies):
            yield from _check_body(("classes", index, "bodies", place), body)


def _twice(at: Loc, key: str, values: Sequence[str]) -> Iterator[Fault]:
    for index, value in enumerate(values):
        if value in values[:index]:
            yield Fault((*at, index, key), f"「{value}」写了两次")
