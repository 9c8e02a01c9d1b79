"""The sheet in which people enter points for items of a profile, agency by agency."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from gouji.errors import UsageError
from gouji.model.filed import Entered, Filed
from gouji.model.nearest import nearest
from gouji.model.numbers import decimal_text
from gouji.rulebook.profile import Profile
from gouji.rulebook.sheet import Item
from gouji.sheets import Heads, Row, read_sheet

HEADS: Heads = {
    "agency": ("机关", "机关名称", "单位", "单位名称", "agency"),
    "item": ("项目", "评分项目", "项目名称", "指标", "item"),
    "points": ("分值", "得分", "分数", "加分", "扣分", "points"),
    "evidence": ("依据", "佐证", "佐证材料", "证明材料", "说明", "evidence"),
}
NEEDED = ("agency", "item", "points")


def read_items(
    path: Path, profile: Profile, filed: Callable[[str], Filed], who: str, when: datetime
) -> list[tuple[str, Entered]]:
    """Return what ``path`` enters, by agency; ``filed`` tells the class that an agency is of.

    Raises :class:`UsageError` with a line for every row that cannot be entered.
    """
    entered: list[tuple[str, Entered]] = []
    faults: list[str] = []
    for row in read_sheet(path, HEADS, needed=NEEDED).rows:
        try:
            entered.append(_entered(row, profile, filed, who, when))
        except UsageError as error:
            faults.append(str(error))
    faults += _twice(entered)
    if faults:
        raise UsageError("\n".join(faults))
    return entered


def _entered(
    row: Row, profile: Profile, filed: Callable[[str], Filed], who: str, when: datetime
) -> tuple[str, Entered]:
    agency, points = row.name("agency"), row.decimal("points")
    if not agency:
        raise row.refused("agency", "没有写")
    if points is None:
        raise row.refused("points", "没有写")
    item = _item(row, profile.sheet(filed(agency)).items, agency)
    if not Decimal(0) <= points <= item.most:
        most = decimal_text(item.most)
        raise row.refused(
            "points", f"是 {decimal_text(points)}，「{item.title}」应在 0 到 {most} 之间"
        )
    evidence = row.text("evidence") or ""
    if item.evidence and points and not evidence:
        raise row.refused("evidence", f"没有写；「{item.title}」要写明依据")
    return agency, Entered(item.id, points, evidence, who, when)


def _item(row: Row, items: tuple[Item, ...], agency: str) -> Item:
    text = row.text("item") or ""
    found = next((item for item in items if text in (item.id, item.title)), None)
    if found is None:
        hint = nearest(text, [item.title for item in items])
        raise row.refused("item", f"是「{text}」，评分标准里「{agency}」没有这个项目{hint}")
    return found


def _twice(entered: list[tuple[str, Entered]]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for agency, entry in entered:
        if (agency, entry.item) in seen:
            yield f"「{agency}」的项目「{entry.item}」写了两行，请只留一行"
        seen.add((agency, entry.item))
