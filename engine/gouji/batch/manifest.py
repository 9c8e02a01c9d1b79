"""The list of reports to grade: one row an agency, in Excel or CSV, few columns or many."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gouji.errors import UsageError
from gouji.model.bodies import KNOWN_BODIES, body_named
from gouji.sheets import Heads, Row, Sheet, read_sheet, sheet_of

_HEADS = {
    "path": """
        文件 文件名 文件名称 路径 文件路径 文件位置 报告文件 报告文件名 年报文件 年报文件名
        报送文件 附件 附件名 附件名称 附件文件 附件文件名 文档 文档名 文档名称 电子版
        电子版文件名 电子文件 材料名称 path file filename
    """,
    "agency": """
        机关 机关名称 机关全称 单位 单位名称 单位全称 行政机关 行政机关名称 机构名称 部门
        部门名称 部门单位 报送单位 报送机关 填报单位 报告单位 报告主体 责任单位 公开单位
        公开主体 公开机关 发布单位 发布机构 发布机关 编制单位 编制机关 编制主体 主体名称
        主体单位 被考核单位 考核对象 被评单位 评议对象 名称 agency
    """,
    "parent": """
        上级 上级机关 上级单位 上级部门 上级政府 上级行政机关 上级主管部门 上级主管单位
        主管部门 主管单位 主管机关 主管政府 归口部门 归口单位 所属政府 parent
    """,
    "body": """
        种类 机关种类 单位种类 单位类别 单位类型 单位性质 单位分类 机关类别 机关类型
        机关性质 机构类别 机构类型 机构性质 主体类别 主体类型 类别 类型 性质 kindofbody body
        kind
    """,
    "league": """
        组别 分组 考核组别 考核分组 考核类别 评定组别 评议组别 评估组别 所属组别 league
    """,
    "year": """
        年度 年份 报告年度 报告年份 年报年度 所属年度 报告所属年度 统计年度 year
    """,
    "published": """
        公布日期 公布时间 发布日期 发布时间 公开日期 公开时间 上网日期 上网时间 公开发布时间
        公开发布日期 网上公开时间 网上公开日期 网上发布时间 网上发布日期 对外公开时间
        对外公布时间 向社会公布时间 向社会公布日期 向社会公开时间 年报公开时间 年报公布时间
        年报发布时间 报告公开时间 报告公布时间 报告发布时间 published publicationdate
    """,
}
HEADS: Heads = {key: tuple(names.split()) for key, names in _HEADS.items()}
"""The columns of a list, each with the heads that offices give it."""

_MOST_KINDS = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """What a manifest says of one report.

    ``path`` is the file as written there, ``None`` where none was filed; ``at`` names the row in a
    sentence. ``body`` is a kind that gouji knows, ``league`` the group that is graded together:
    that of its column, else the kind as the office calls it.
    """

    path: str | None = None
    agency: str | None = None
    parent: str | None = None
    body: str | None = None
    league: str | None = None
    year: int | None = None
    published: date | None = None
    at: str = ""


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
    """Read the manifest at ``path``; raises :class:`UsageError` naming the row that is wrong."""
    return _manifest(str(path), read_sheet(path, HEADS))


def manifest_of(name: str, data: bytes) -> Manifest:
    """Read the manifest ``data``, which the user knows by ``name``; raises the same."""
    return _manifest(name, sheet_of(name, data, HEADS))


def _manifest(name: str, sheet: Sheet) -> Manifest:
    if not {"path", "agency"} & sheet.columns:
        raise UsageError(
            f"{name}：清单要有「文件」或者「机关」一列（列名也可以写文件名、附件、单位名称、报送单位……）"
        )
    listed = tuple(_row(row) for row in sheet.rows)
    if not listed:
        raise UsageError(f"{name}：清单里没有列出任何报告")
    return Manifest(listed, (*sheet.notes, *_strange_kinds(name, sheet)))


def _row(row: Row) -> Listed:
    path, agency, kind = row.text("path"), row.name("agency"), row.name("body")
    if path is None and agency is None:
        raise UsageError(f"{row.at}：文件和机关至少要写一个")
    return Listed(
        path=path,
        agency=agency,
        parent=row.name("parent"),
        body=body_named(kind) if kind else None,
        league=row.name("league") or (KNOWN_BODIES.get(kind, kind) if kind else None),
        year=row.year("year"),
        published=row.day("published"),
        at=row.at,
    )


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
