"""The sheet in which people enter points for items, and days of filing, agency by agency.

Either a row for each item, or a row for each agency with a column for each item, by its title.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from gouji.batch.item_export import DAY_TITLES, item_titles
from gouji.batch.manifest import filing, publication
from gouji.errors import UsageError
from gouji.model.filed import DAYS, Entered, Filed, Told
from gouji.model.nearest import nearest
from gouji.model.numbers import decimal_text
from gouji.records import dataclass
from gouji.rulebook.profile import Profile
from gouji.rulebook.sheet import Item
from gouji.sheets import Heads, Row, read_sheet
from gouji.sheets.words import WORDS

ITEM_HEADS: Heads = {
    "agency": WORDS["agency"],
    "item": (
        "项目", "评分项目", "项目名称", "指标", "指标名称", "评分指标", "考核项目", "考核指标",
        "加分项目", "扣分项目", "加分项", "扣分项", "评分项", "item",
    ),
    "points": (
        "分值", "得分", "分数", "评分", "加分", "扣分", "加减分", "评定分", "评定得分", "核定分",
        "核定得分", "最终得分", "points",
    ),
    "evidence": (
        "依据", "评分依据", "加分依据", "扣分依据", "佐证", "佐证材料", "证明材料", "支撑材料",
        "评分说明", "理由", "说明", "evidence",
    ),
    **{key: WORDS[key] for key in (*DAYS, "whether_published")},
}  # fmt: skip
_SCORES = ("", "得分", "分值", "加分", "扣分", "分")
_GROUNDS = ("依据", "佐证", "说明")


@dataclass(frozen=True, slots=True)
class Office:
    """Whose sheet it is: the profile, what is known of an agency's year, who enters it, when.

    ``filed`` gives nothing for a name that is no agency of the year; ``near`` says which are.
    """

    profile: Profile
    year: int
    filed: Callable[[str], Filed | None]
    near: Callable[[str], str]
    who: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Read:
    """What a sheet enters: points by agency, and days."""

    entered: tuple[tuple[str, Entered], ...]
    told: tuple[Told, ...]
    notes: tuple[str, ...] = ()

    @property
    def agencies(self) -> int:
        """How many agencies it is about."""
        return len({agency for agency, _ in self.entered} | {each.agency for each in self.told})


def read_items(path: Path, office: Office) -> Read:
    """Return what ``path`` enters; raises :class:`UsageError` with a line for every wrong row."""
    titles = item_titles(office.profile)
    sheet = read_sheet(path, _heads(titles), needed=("agency",))
    entered: list[tuple[str, Entered]] = []
    told: list[Told] = []
    faults: list[str] = []
    rows: dict[tuple[str, str], list[str]] = {}
    empty = 0
    for row in sheet.rows:
        try:
            agency, own, days = _row(row, office, titles)
        except UsageError as error:
            faults.append(str(error))
            continue
        entered += ((agency, entry) for entry in own)
        told += days
        empty += not own and not days
        for what in (*(entry.item for entry in own), *(each.what for each in days)):
            rows.setdefault((agency, what), []).append(row.at)
    faults += _twice(rows, titles)
    if faults:
        raise UsageError("\n".join(faults))
    left = (f"{path}：有 {empty} 行没有写分值，也没有写日期，没有记",) if empty else ()
    return Read(tuple(entered), tuple(told), (*sheet.notes, *left))


def _heads(titles: dict[str, str]) -> Heads:
    own = {f"item:{i}": tuple(f"{title}{end}" for end in _SCORES) for i, title in titles.items()}
    why = {f"why:{i}": tuple(f"{title}{end}" for end in _GROUNDS) for i, title in titles.items()}
    return own | why | dict(ITEM_HEADS)


def _row(row: Row, office: Office, titles: dict[str, str]) -> tuple[str, list[Entered], list[Told]]:
    name = row.name("agency")
    if not name:
        raise row.refused("agency", "没有写")
    filed = office.filed(name)
    if filed is None or filed.agency is None:
        raise row.refused("agency", f"写的是「{name}」，这一年度没有这个机关{office.near(name)}")
    items = office.profile.sheet(filed).items
    own = [*_long(row, items, filed.agency, office), *_wide(row, items, titles, filed, office)]
    days = list(_days(row, filed.agency, office))
    return filed.agency, own, days


def _long(row: Row, items: Sequence[Item], agency: str, office: Office) -> Iterator[Entered]:
    """Yield what a row enters for the item that it names."""
    text = row.text("item")
    if text is None:
        if row.text("points"):
            raise row.refused("item", "没有写，不知道是哪一项的分")
        return
    found = next((item for item in items if text in (item.id, item.title)), None)
    if found is None:
        hint = nearest(text, [item.title for item in items])
        raise row.refused("item", f"是「{text}」，评分标准里「{agency}」没有这个项目{hint}")
    points = row.decimal("points")
    if points is not None:
        yield _entered(row, found, (points, "points"), (row.text("evidence"), "evidence"), office)
    elif row.text("evidence"):
        raise row.refused("points", "没有写")


def _wide(
    row: Row, items: Sequence[Item], titles: dict[str, str], filed: Filed, office: Office
) -> Iterator[Entered]:
    """Yield what a row enters in the columns of items."""
    by_id = {item.id: item for item in items}
    for item in titles:
        key, why = f"item:{item}", f"why:{item}"
        points = row.decimal(key)
        if points is None:
            continue
        if item not in by_id:
            raise row.refused(key, f"写了分，评分标准里「{filed.agency}」没有这个项目")
        ground = row.text(why) or row.text("evidence")
        at = why if why in row.heads else "evidence"
        yield _entered(row, by_id[item], (points, key), (ground, at), office)


def _entered(
    row: Row,
    item: Item,
    points: tuple[Decimal, str],
    evidence: tuple[str | None, str],
    office: Office,
) -> Entered:
    (value, key), (ground, at) = points, evidence
    if not Decimal(0) <= value <= item.most:
        most = decimal_text(item.most)
        raise row.refused(key, f"是 {decimal_text(value)}，「{item.title}」应在 0 到 {most} 之间")
    if item.evidence and value and not ground:
        raise row.refused(at, f"没有写；「{item.title}」要写明依据")
    return Entered(item.id, value, ground or "", office.who, office.when)


def _days(row: Row, agency: str, office: Office) -> Iterator[Told]:
    """Yield the days of filing and publication that a row gives."""
    published, unpublished = publication(row)
    days = {"filed": filing(row, whether=False), "due": row.day("due"), "published": published}
    for what, day in days.items():
        if day is None:
            continue
        if day.year <= office.year:
            raise row.refused(what, f"是 {day}，{office.year} 年还没有过完")
        yield Told(agency, office.year, what, str(day), row.at, office.who, office.when)
    if unpublished:
        yield Told(agency, office.year, "unpublished", "yes", row.at, office.who, office.when)


def _twice(rows: dict[tuple[str, str], list[str]], titles: dict[str, str]) -> Iterator[str]:
    for (agency, what), places in rows.items():
        if len(places) > 1:
            title = titles.get(what) or DAY_TITLES[what]
            yield f"{'、'.join(places)}：「{agency}」的「{title}」写了 {len(places)} 次，请只留一行"
