"""The list of reports to grade: one row an agency, in Excel or CSV, few columns or many."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from gouji.errors import UsageError
from gouji.facts.agencies import placed
from gouji.model.bodies import body_named
from gouji.records import dataclass
from gouji.sheets import Row, Sheet, every, read_sheet, sheet_of
from gouji.sheets.words import WORDS

_MOST_KINDS = 5
_NOT_FILED = ("未报送", "未报", "没有报送", "未提交", "未上报", "未收到")
_NOT_PUBLISHED = ("未公开", "未公布", "未发布", "未上网", "没有公开", "没有公布", "没有发布")
_YES = ("是", "已公开", "已公布", "已发布", "√", "有")
_NO = ("否", "×", "无", "没有")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a manifest says of one report.

    ``path`` is the file as written there, ``None`` where none was filed; ``at`` names the row in a
    sentence. ``body`` is a kind that gouji knows, ``league`` the group that is graded together:
    that of its column, else a kind that gouji does not know. ``filed``, ``due`` and ``published``
    are the days on which it was filed, had to be, and was published; ``unpublished`` says that it
    never was.
    """

    path: str | None = None
    agency: str | None = None
    parent: str | None = None
    body: str | None = None
    league: str | None = None
    year: int | None = None
    published: date | None = None
    at: str = ""
    filed: date | None = None
    due: date | None = None
    unpublished: bool = False


NOT_LISTED = Listed()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read; ``notes`` tell of what in it was not understood.

    Where it does ``name_files``, a row without a file is an agency that filed nothing; where it
    names none at all, its rows are to be matched with reports by the agencies.
    """

    listed: tuple[Listed, ...]
    notes: tuple[str, ...] = ()

    @property
    def names_files(self) -> bool:
        """Tell whether it says of any report in which file it is."""
        return any(each.path for each in self.listed)


def read_manifest(path: Path) -> Manifest:
    """Read the manifest at ``path``; raises :class:`UsageError` naming the rows that are wrong."""
    return _manifest(str(path), read_sheet(path, WORDS))


def manifest_of(name: str, data: bytes) -> Manifest:
    """Read the manifest ``data``, which the user knows by ``name``; raises the same."""
    return _manifest(name, sheet_of(name, data, WORDS))


def _manifest(name: str, sheet: Sheet) -> Manifest:
    if not {"path", "agency"} & sheet.columns:
        raise UsageError(
            f"{name}：清单要有「文件」或者「机关」一列（列名也可以写文件名、附件、单位名称、报送单位……）"
        )
    listed = tuple(every(sheet.rows, _row))
    if not listed:
        raise UsageError(f"{name}：清单里没有列出任何报告")
    listed, apart = _told_apart(name, listed)
    return Manifest(listed, (*sheet.notes, *apart, *_strange_kinds(name, sheet)))


def _row(row: Row) -> Listed:
    path, agency, kind = row.text("path"), row.name("agency"), row.name("body")
    if path is None and agency is None:
        raise UsageError(f"{row.at}：文件和机关至少要写一个")
    body = body_named(kind) if kind else None
    published, unpublished = publication(row)
    return Listed(
        path=path,
        agency=agency,
        parent=row.name("parent"),
        body=body,
        league=row.name("league") or (kind if body is None else None),
        year=row.year("year"),
        published=published,
        at=row.at,
        filed=filing(row, whether=path is not None),
        due=row.day("due"),
        unpublished=unpublished,
    )


def filing(row: Row, *, whether: bool) -> date | None:
    """Return the day of filing; raises where it says that nothing was filed, but something was."""
    text = row.name("filed")
    if text not in _NOT_FILED:
        return row.day("filed")
    if whether:
        raise row.refused("filed", f"写的是「{text}」，这一行却写了文件")
    return None


def publication(row: Row) -> tuple[date | None, bool]:
    """Return the day of publication, and whether the row says that there was none.

    「是」 in a column that asks whether says nothing of the day; a day may stand there, too.
    """
    key = "published" if row.name("published") else "whether_published"
    text = row.name(key)
    if text in _NOT_PUBLISHED or (key == "whether_published" and text in _NO):
        return None, True
    if key == "whether_published" and text in _YES:
        return None, False
    day = row.day(key)
    if day and row.name("published") and row.name("whether_published") in (*_NO, *_NOT_PUBLISHED):
        raise row.refused("whether_published", "写的是没有公开，却又写了公开的日期")
    return day, False


def _told_apart(name: str, listed: Sequence[Listed]) -> tuple[tuple[Listed, ...], list[str]]:
    """Name by their places agencies that the list of a year calls the same: two 教育局."""
    fuller = {row: placed(row.agency, row.parent) for row in listed if row.agency and row.parent}
    meant: dict[tuple[str | None, int | None], set[str]] = defaultdict(set)
    for row, full in fuller.items():
        meant[row.agency, row.year].add(full)
    shared = {key: sorted(names) for key, names in meant.items() if len(names) > 1}
    told = [
        f"{name}：「{short}」有几个上级机关，当作几个机关，按上级所在的地方称为{'、'.join(names)}"
        for (short, _), names in shared.items()
    ]
    rows = tuple(
        replace(row, agency=fuller[row])
        if row in fuller and (row.agency, row.year) in shared
        else row
        for row in listed
    )
    return rows, told[:_MOST_KINDS]


def _strange_kinds(name: str, sheet: Sheet) -> Iterator[str]:
    """Yield a note on kinds of body that gouji does not know: they are no more than groups."""
    kinds = Counter(kind for row in sheet.rows if (kind := row.name("body")))
    strange = [kind for kind in kinds if body_named(kind) is None]
    if strange:
        shown = "、".join(f"「{kind}」" for kind in strange[:_MOST_KINDS])
        more = f"等 {len(strange)} 种" if len(strange) > _MOST_KINDS else ""
        yield (
            f"{name}：{shown}{more}不是 gouji 认得的机关种类，只作分组用，期限等按机关名称判断"
            "（认得的有：人民政府、政府办公室、政府部门、乡镇街道、开发区管委会）"
        )
