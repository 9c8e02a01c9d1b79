"""What an office gets in two years: registers, lists, reports, each with what is planted in it.

The figures of all reports meet from year to year: nothing is carried over, and as much is valid in
2025 as was in 2024, unless a report says otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from reportkit import FAULTS, Content, figures, make
from reportkit.form import APPLICANTS, CELLS
from reportkit.renderers import RENDERERS
from sheetkit import workbook

CITY, COUNTY = "清梧市人民政府", "丹穗县人民政府"
WATER, CIVIL, MONEY = "清梧市水利局", "清梧市民政局", "清梧市财政局"
POLICE, BRANCH = "清梧市公安局", "清梧市公安局（高新分局）"
POVERTY, FARMS = "清梧市扶贫开发办公室", "清梧市农业农村局"
ARCHIVES, AUDIT, DATA = "清梧市档案局", "清梧市审计局", "清梧市数据局"
SCHOOLS, FORESTS, GRASS = "丹穗县教育局", "丹穗县林业局", "丹穗县林业和草原局"

Cells = Mapping[str, str]
Rows = Sequence[Sequence[object]]

_HEAD = ("机关名称", "别名", "上级机关", "机关种类", "是否应报送", "不报送的原因", "撤销日期", "曾用名")  # fmt: skip
_NO_REPORT = "由各部门分别报送"


def register(year: int, *, aliases: bool = False) -> bytes:
    """Return the register of ``year``; that of 2024 first has no ``aliases``."""
    grass = GRASS if aliases or year > 2024 else ""
    kept: Rows = [
        (CITY, "清梧市政府", "", "人民政府", "否", _NO_REPORT, "", ""),
        *((name, "", CITY, "政府部门", "", "", "", "") for name in (WATER, CIVIL, MONEY, POLICE, BRANCH, AUDIT)),
        (COUNTY, "", CITY, "人民政府", "", "", "", ""),
        (SCHOOLS, "", COUNTY, "政府部门", "", "", "", ""),
        (FORESTS, grass, COUNTY, "政府部门", "", "", "", ""),
    ]  # fmt: skip
    own: Rows = {
        2024: [
            (POVERTY, "", CITY, "政府部门", "", "", "", ""),
            (ARCHIVES, "", CITY, "政府部门", "", "", "", ""),
        ],
        2025: [
            (FARMS, "", CITY, "政府部门", "", "", "", POVERTY),
            (ARCHIVES, "", CITY, "政府部门", "", "", "2025-03-01", ""),
            (DATA, "", CITY, "政府部门", "", "", "", ""),
        ],
    }[year]
    title = (f"清梧市 {year} 年度政府信息公开工作年度报告报送单位名录",)
    return workbook([title, _HEAD, *kept, *own])


@dataclass(frozen=True)
class Paper:
    """A report as it comes in: its file, whose it is, what is planted in it."""

    name: str
    agency: str
    seed: int
    year: int = 2024
    published: str = "2025-01-20"
    filed: str = ""
    faults: tuple[str, ...] = ()
    renderer: str = "txt-tabs"
    cells: Cells = field(default_factory=dict)
    smudged: bool = False
    """The applicants of the row 予以公开 that are 科研机构 cannot be read."""

    def data(self, cells: Cells | None = None) -> bytes:
        """Return the file."""
        shown = {**(cells or plain(self.seed)), **self.cells}
        content = make(self.seed, agency=self.agency, year=self.year, cells=shown)
        for fault in self.faults:
            content = FAULTS[fault].plant(content).content
        data = RENDERERS[self.renderer](content)
        return _smudged(data, content) if self.smudged else data


def plain(seed: int) -> Cells:
    """Return figures that begin and end with nothing under way, and with five documents valid."""
    drawn = dict(figures.draw(Random(seed)))  # noqa: S311 - reproducible samples
    for kind in (*APPLICANTS, "total"):
        drawn[f"t3.new.{kind}"] = drawn[f"t3.total.{kind}"]
        drawn[f"t3.carried_over.{kind}"] = drawn[f"t3.carried_out.{kind}"] = "0"
    stock = {"made": "0", "repealed": "0"}
    drawn |= {f"t2.{r}.{c}": n for r in ("regulation", "normative") for c, n in stock.items()}
    return drawn | {"t2.regulation.valid": "0", "t2.normative.valid": "5"}


def carried_over(seed: int, count: int) -> Cells:
    """Return what differs from ``plain`` where natural persons left ``count`` from last year."""
    cells, own = plain(seed), {}
    for kind in ("natural", "total"):
        new = int(cells[f"t3.new.{kind}"])
        own[f"t3.new.{kind}"] = str(new - count)
        own[f"t3.carried_over.{kind}"] = str(count)
    return own


def summed(parts: Iterable[Cells]) -> Cells:
    """Return the figures of a whole."""
    wanted = list(parts)
    return {cell: str(sum(Decimal(part[cell]) for part in wanted)) for cell in CELLS}


def file(
    root: Path, papers: Iterable[Paper], *more: Sequence[object], wholes: Mapping[str, Cells]
) -> Path:
    """Write ``papers`` and the list of them, with ``more`` rows, below ``root``; return the list."""
    root.mkdir(parents=True)
    rows: list[Sequence[object]] = [("清梧市年度报告报送情况",)]
    rows.append(("文件名", "单位名称", "主管部门", "年度", "公开时间", "报送时间"))
    for paper in papers:
        (root / paper.name).write_bytes(paper.data(wholes.get(paper.agency)))
        rows.append((paper.name, paper.agency, "", paper.year, paper.published, paper.filed))
    rows += more
    (root / "清单.xlsx").write_bytes(workbook(rows))
    return root / "清单.xlsx"


def _smudged(page: bytes, content: Content) -> bytes:
    """Return a page on which the third figure of 予以公开 is as white as the ground."""
    before, row, after = page.decode().partition("（一）予以公开</p></td>")
    cells = after.split("<td><p>", 4)
    assert cells[3].startswith(f"{content.cells['t3.granted.research']}</p>")
    cells[3] = f'<span style="color:#fff">{cells[3].replace("</p>", "</span></p>", 1)}'
    return f"{before}{row}{'<td><p>'.join(cells)}".encode()
