"""What is charged and added beside the rules: days, rounds, and items that people entered."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gouji.model.filed import Entered, Filed
from gouji.model.numbers import decimal_text
from gouji.model.score import FILING, ITEM, ITEMS, TITLES, Addition, Part
from gouji.records import dataclass
from gouji.rulebook.sheet import Item, Late, Sheet
from gouji.scoring.charge import Charge

_ONE = 1


def unfiled(sheet: Sheet) -> Charge:
    """Return the charge for a report that was never filed."""
    points = sheet.out_of if sheet.unfiled is None else sheet.unfiled
    return _filing("unfiled", points, "没有报送年度报告")


def filing_charges(filed: Filed, sheet: Sheet) -> Iterator[Charge]:
    """Yield the charges for how a report was filed, published and mended."""
    if sheet.late.filed:
        due = filed.due or _due(sheet.late.filed, filed.year)
        yield from _late(_Day("late_filed", "报送", filed.filed, due), sheet.late.filed)
    if filed.unpublished:
        late = sheet.late.published
        points = sheet.unpublished or (late.most if late else Decimal(0))
        yield _filing("unpublished", points, "没有公开年度报告")
    elif sheet.late.published:
        due = _due(sheet.late.published, filed.year)
        yield from _late(_Day("late_published", "公开", filed.published, due), sheet.late.published)
    if sheet.unmended and filed.unmended:
        points = min(sheet.unmended.points * filed.unmended, sheet.unmended.most)
        each, most = map(decimal_text, (sheet.unmended.points, sheet.unmended.most))
        why = f"退回 {filed.unmended} 次没有改好，一次 {each} 分，最多 {most} 分"
        yield _filing("unmended", points, why)


def item_charges(filed: Filed, sheet: Sheet) -> Iterator[Charge]:
    """Yield what entered items take off; a scored item that nobody entered is open."""
    entered = filed.entered
    for item in sheet.items:
        entry = entered.get(item.id)
        if item.kind == "scored":
            yield _scored(item, entry)
        elif item.kind == "minus" and entry is not None:
            yield _item(item, min(entry.points, item.most), _said(item, entry))


def additions(filed: Filed, sheet: Sheet) -> Iterator[Addition]:
    """Yield the plus items entered, within what may be added."""
    room = sheet.plus
    entered = filed.entered
    for item in sheet.items:
        entry = entered.get(item.id)
        if item.kind != "plus" or entry is None:
            continue
        wanted = min(entry.points, item.most)
        points = min(wanted, room)
        why = _said(item, entry)
        if points < wanted:
            cap, left = decimal_text(sheet.plus), decimal_text(room)
            why += f"（加分合计上限 {cap} 分，还可加 {left} 分）"
        yield Addition(f"{ITEM}{item.id}", item.title, points, why, entry.points, room)
        room -= points


@dataclass(frozen=True, slots=True)
class _Day:
    """Something that was to be done by a day."""

    code: str
    deed: str
    done: date | None
    due: date | None


def _due(late: Late, year: int | None) -> date | None:
    return None if year is None else late.last_day(year)


def _late(day: _Day, late: Late) -> Iterator[Charge]:
    if day.done is None or day.due is None:
        why = f"不知道{day.deed}日期，是否逾期不能判定"
        yield _filing(day.code, late.most, why, certain=False)
    elif points := late.points(days := (day.done - day.due).days):
        why = f"{_text(day.done)}{day.deed}，截止 {_text(day.due)}，迟 {days} 天"
        yield _filing(day.code, points, why)


def _text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _filing(code: str, points: Decimal, why: str, *, certain: bool = True) -> Charge:
    why = f"{TITLES[code]}：{why}"
    return Charge(code, FILING, (code,), (Part(code, _ONE, points),), why, certain)


def _scored(item: Item, entry: Entered | None) -> Charge:
    if entry is None:
        why = f"「{item.title}」还没有人评分（满 {decimal_text(item.most)} 分）"
        return _item(item, item.most, why, certain=False)
    return _item(item, item.most - min(entry.points, item.most), _said(item, entry))


def _item(item: Item, points: Decimal, why: str, *, certain: bool = True) -> Charge:
    code = f"{ITEM}{item.id}"
    return Charge(code, ITEMS, (code,), (Part(code, _ONE, points),), why, certain)


_DEEDS = {"scored": "得", "plus": "加", "minus": "扣"}


def _said(item: Item, entry: Entered) -> str:
    points, most = decimal_text(entry.points), decimal_text(item.most)
    text = f"「{item.title}」{_DEEDS[item.kind]} {points} 分（满 {most} 分）"
    return f"{text}：{entry.evidence}" if entry.evidence else text
