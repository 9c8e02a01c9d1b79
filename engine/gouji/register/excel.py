"""Registers as Excel sheets: read as offices write them, written so that they read the same."""

import io
import re
from collections.abc import Iterator
from datetime import datetime

from gouji.errors import UsageError
from gouji.extras import extra
from gouji.model.bodies import KNOWN_BODIES, UNKNOWN_BODY, body_named
from gouji.model.prose import fold
from gouji.model.register import NOT_COMPARED, Register, Registered
from gouji.model.spelling import agency_name
from gouji.records import dataclass
from gouji.sheets import Heads, Row, sheet_of
from gouji.sheets.words import WORDS

HEADS: Heads = {
    "name": ("机关名称", *WORDS["agency"], "name"),
    "aliases": ("别名", "简称", "简称和别名", "别称", "其他名称", "aliases"),
    "parent": ("上级机关", *WORDS["parent"]),
    "body": ("机关种类", *WORDS["body"]),
    "league": ("考核组别", *WORDS["league"]),
    "reports": ("是否应报送", "应报送", "是否报送", "是否报告主体", "reports"),
    "reason": ("不报送的原因", "不报送原因", "原因", "免报原因", "reason"),
    "since": ("设立日期", "成立日期", "设立时间", "成立时间", "启用日期", "since"),
    "until": ("撤销日期", "撤销时间", "停用日期", "注销日期", "until"),
    "formerly": ("曾用名", "原名称", "原名", "原机关名称", "formerly"),
    "compared": ("上年对照机关", "上年对应机关", "对照机关", "compared"),
    "note": ("备注", "说明", "note"),
}
"""The columns of a register, in the order in which they are written."""

_WIDTHS = (34, 26, 26, 16, 12, 11, 22, 12, 12, 26, 26, 30)
_YES = ("是", "应", "应报送", "应报", "报送", "√", "✓", "y", "yes", "1", "true", "需要")
_NO = (
    "否",
    "不",
    "不报送",
    "不应报送",
    "免报",
    "不报",
    "×",
    "x",
    "n",
    "no",
    "0",
    "false",
    "不需要",
)
_NONE = ("无", "不比较", "不对照", "—", "-", "/")
_BETWEEN = re.compile(r"[;；,，、\n](?![^（]*）)")
"""What parts several names in one cell, outside brackets."""
_JOINED = "；"
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes each time


@dataclass(frozen=True, slots=True)
class Read:
    """A register as read; ``notes`` tell what was left aside, ``refused`` what could not be."""

    register: Register
    notes: tuple[str, ...]
    refused: tuple[str, ...]


def read_register(name: str, data: bytes, year: int) -> Read:
    """Read the register of ``year`` from a sheet that the user knows by ``name``.

    Raises :class:`UsageError` where there is no such sheet; what is wrong in a row is told among
    what is ``refused``, and the row is left out.
    """
    sheet = sheet_of(name, data, HEADS, needed=("name",))
    agencies, refused = [], []
    for row in sheet.rows:
        try:
            agencies.append(_agency(row))
        except UsageError as error:
            refused.append(str(error))
    if not agencies and not refused:
        raise UsageError(f"{name}：名录里没有列出任何机关")
    register = Register(year, tuple(agencies), "own", year, name)
    return Read(register, sheet.notes, tuple(refused))


def _agency(row: Row) -> Registered:
    name = row.name("name")
    if name is None:
        raise row.refused("name", "没有写机关名称")
    return Registered(
        name=agency_name(name),
        aliases=_names(row, "aliases"),
        parent=_one(row, "parent"),
        body=_body(row),
        league=row.text("league"),
        reports=_reports(row),
        reason=row.text("reason") or "",
        since=row.day("since"),
        until=row.day("until"),
        formerly=_names(row, "formerly"),
        compared=_compared(row),
        note=row.text("note") or "",
        row=row.number,
    )


def _names(row: Row, key: str) -> tuple[str, ...]:
    parts = map(agency_name, _BETWEEN.split(fold(row.text(key) or "")))
    return tuple(dict.fromkeys(part for part in parts if part))


def _one(row: Row, key: str) -> str | None:
    name = row.name(key)
    return agency_name(name) if name else None


def _body(row: Row) -> str:
    text = row.name("body")
    kind = body_named(text) if text else UNKNOWN_BODY
    if kind is None:
        kinds = "、".join(KNOWN_BODIES.values())
        raise row.refused("body", f"写的是「{text}」，没有这个种类，可以写：{kinds}")
    return kind


def _reports(row: Row) -> bool | None:
    text = row.name("reports")
    if text is None:
        return None
    bare = text.lower()
    if bare in _YES or bare in _NO:
        return bare in _YES
    raise row.refused("reports", f"写的是「{text}」，请写「是」或「否」")


def _compared(row: Row) -> str | None:
    name = _one(row, "compared")
    return NOT_COMPARED if name in _NONE else name


def write_register(register: Register) -> bytes:
    """Return ``register`` as XLSX, which reads as the same register; the same bytes each time."""
    from gouji.reporting.media.files import dateless

    with extra("office"):
        from xlsxwriter import Workbook
    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True})
    book.set_properties({"title": f"{register.year}年度机关名录", "created": _EPOCH})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet(f"{register.year}年度机关名录")
    for column, (names, width) in enumerate(zip(HEADS.values(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, plain)
        sheet.write_string(0, column, names[0], head)
    for number, agency in enumerate(register.agencies, 1):
        for column, text in enumerate(_texts(agency)):
            if text:
                sheet.write_string(number, column, text, plain)
    sheet.freeze_panes(1, 1)
    book.close()
    return dateless(packed.getvalue())


def _texts(agency: Registered) -> Iterator[str]:
    yield agency.name
    yield _JOINED.join(agency.aliases)
    yield agency.parent or ""
    yield KNOWN_BODIES.get(agency.body, "")
    yield agency.league or ""
    yield {True: "是", False: "否", None: ""}[agency.reports]
    yield agency.reason
    yield agency.since.isoformat() if agency.since else ""
    yield agency.until.isoformat() if agency.until else ""
    yield _JOINED.join(agency.formerly)
    yield agency.compared or ""
    yield agency.note
