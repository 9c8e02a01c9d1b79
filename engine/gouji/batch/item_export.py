"""What people entered for a year, as a sheet that reads as the same, and in lines; taking back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from gouji.errors import UsageError
from gouji.model.filed import DAYS, Entered, Filed, Told
from gouji.model.nearest import nearest
from gouji.model.numbers import decimal_text
from gouji.reporting.many.overview.cells import Content
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.sheets import Book
from gouji.rulebook.profile import Profile
from gouji.rulebook.sheet import Item
from gouji.store import History

DAY_TITLES = {
    "filed": "报送日期",
    "due": "截止日期",
    "published": "公布日期",
    "unpublished": "是否公开",
}
_COLUMNS = (
    Column("机关", 30, wrap=True),
    Column("项目", 22, wrap=True),
    Column("分值", 8),
    Column("依据", 44, wrap=True),
    Column("报送日期", 12),
    Column("截止日期", 12),
    Column("公布日期", 12),
    Column("是否公开", 10),
    Column("满分", 8),
    Column("记录人", 12),
    Column("记录时间", 18),
)


def items_sheet(known: Mapping[str, Filed], said: Iterable[Told], profile: Profile) -> bytes:
    """Return a workbook of what is entered, with an empty row for each item that is not yet."""
    days = _days(said)
    book = Book()
    sheet = book.sheet("人工评定", _COLUMNS, fixed=1)
    for name in sorted({*known, *days}):
        filed = known.get(name, Filed(name))
        for item in profile.sheet(filed).items:
            sheet.row(_item_row(name, item, filed.entered.get(item.id)))
        if name in days:
            sheet.row(_days_row(name, days[name]))
    return book.finished()


def _item_row(name: str, item: Item, entry: Entered | None) -> tuple[Content, ...]:
    most = Decimal(decimal_text(item.most))
    if entry is None:
        return (name, item.title, None, None, None, None, None, None, most, None, None)
    points = Decimal(decimal_text(entry.points))
    own = (name, item.title, points, entry.evidence or None, None, None, None, None, most)
    return (*own, entry.who, _moment(entry.when))


def _days_row(name: str, days: Mapping[str, Told]) -> tuple[Content, ...]:
    texts = [days[what].value if what in days else None for what in DAYS]
    last = list(days.values())[-1]
    public = "否" if "unpublished" in days else None
    return (name, None, None, None, *texts, public, None, last.who, _moment(last.when))


def _days(said: Iterable[Told]) -> dict[str, dict[str, Told]]:
    """Return what people say of each agency's days and have not taken back."""
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for each in said:
        found[each.agency].pop(each.what, None)
        if each.value:
            found[each.agency][each.what] = each
    return {name: own for name, own in found.items() if own}


def item_lines(
    entered: Mapping[str, Sequence[Entered]],
    said: Iterable[Told],
    profile: Profile,
    *,
    whole: bool,
) -> list[tuple[str, str]]:
    """Return a line for each entry with its agency; ``whole`` has those that do not hold, too."""
    titles = item_titles(profile)
    lines = [
        (name, line) for name, own in entered.items() for line in _lines(name, own, titles, whole)
    ]
    told = [each for each in said if each.what in DAY_TITLES]
    held = {id(each) for own in _days(told).values() for each in own.values()}
    lines += [(each.agency, _day_line(each)) for each in told if whole or id(each) in held]
    return sorted(lines, key=lambda line: line[0])


def item_titles(profile: Profile) -> dict[str, str]:
    """Return the titles of all items by id, those of classes too."""
    sheets = (profile, *(each.sheet.over(profile) for each in profile.classes))
    return {item.id: item.title for sheet in sheets for item in sheet.items}


def _lines(
    name: str,
    entries: Sequence[Entered],
    titles: Mapping[str, str],
    whole: bool,  # noqa: FBT001
) -> Iterator[str]:
    held = {id(entry) for entry in Filed(name, items=tuple(entries)).entered.values()}
    for entry in entries:
        if whole or id(entry) in held:
            title = titles.get(entry.item, f"{entry.item}（现在的评分标准没有这一项）")
            yield f"{name}：{title}{_entry_text(entry)}；{entry.who} {_moment(entry.when)}"


def _entry_text(entry: Entered) -> str:
    if entry.withdrawn:
        return f" 撤回，{entry.evidence}"
    ground = f"，依据：{entry.evidence}" if entry.evidence else ""
    return f" {decimal_text(entry.points)} 分{ground}"


def _day_line(each: Told) -> str:
    value = "没有公开" if each.value == "yes" else each.value
    text = value or f"撤回，{each.at}"
    return f"{each.agency}：{DAY_TITLES[each.what]} {text}；{each.who} {_moment(each.when)}"


def _moment(when: datetime | None) -> str:
    return "" if when is None else when.strftime("%Y-%m-%d %H:%M")


def withdrawn(
    history: History,
    profile: Profile,
    whose: tuple[str, int],
    item: str,
    said: tuple[str, str, datetime],
) -> str:
    """Take back what was entered for an item or a day; return a sentence on what was taken back.

    ``said`` is who, why and when. Raises :class:`UsageError` where nothing of the kind is held.
    """
    (agency, year), (who, why, when) = whose, said
    names = history.names(year)
    name = names.resolve(agency)
    titles = item_titles(profile)
    own = [e for a, some in history.entered(year).items() if names.resolve(a) == name for e in some]
    for entry in Filed(name, items=tuple(own)).entered.values():
        if item in (entry.item, titles.get(entry.item)):
            gone = Entered(entry.item, Decimal(0), why, who, when, withdrawn=True)
            history.enter(year, [(name, gone)])
            return f"已撤回「{name}」的「{item}」{decimal_text(entry.points)} 分"
    mine = [each for each in history.said(year) if names.resolve(each.agency) == name]
    for days in _days(mine).values():
        for what, each in days.items():
            if item in (what, DAY_TITLES[what]):
                history.tell([Told(name, year, what, "", why, who, when)])
                return f"已撤回「{name}」的「{DAY_TITLES[what]}」{each.value}"
    raise UsageError(f"没有记过「{name}」的「{item}」{nearest(item, _held(own, mine, titles))}")


def _held(own: Sequence[Entered], mine: Iterable[Told], titles: Mapping[str, str]) -> set[str]:
    entries = Filed(items=tuple(own)).entered.values()
    days = (what for each in _days(mine).values() for what in each)
    return {titles.get(e.item, e.item) for e in entries} | {DAY_TITLES[what] for what in days}
