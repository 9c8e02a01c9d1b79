"""A small province to grade: two years, several formats, members of governments, broken files.

What must come out stands beside what was planted, worked out by hand from the points of docs/rules.md.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from reportkit import FAULTS, Content, figures, make
from reportkit.form import APPLICANTS, CELLS
from reportkit.renderers import RENDERERS

CITY = "清梧市人民政府"
COUNTY = "丹穗县人民政府"

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Filed:
    """A report of the province: what is planted, and what it must be graded with."""

    name: str
    agency: str
    seed: int
    renderer: str = "txt-tabs"
    parent: str = ""
    published: str = "2025-01-20"
    faults: tuple[str, ...] = ()
    off: str = "0"
    """Points taken off."""
    codes: tuple[str, ...] = ()
    """Codes of the findings, in their order."""
    year: int = 2024


MEMBERS = (
    Filed("2024/shuili.txt", "清梧市水利局", 1, parent=CITY, off="4", codes=("Y801", "Y801")),
    Filed("2024/minzheng.html", "清梧市民政局", 2, "html", CITY),
    Filed("2024/caizheng.docx", "清梧市财政局", 3, "docx", CITY, faults=("basis_missing",), off="1", codes=("P203",)),
    Filed("2024/sifa.pdf", "清梧市司法局", 4, "pdf-lines", CITY, "2025-02-10", off="5", codes=("D001",)),
    Filed("2024/dansui/jiaoyu.txt", "丹穗县教育局", 5, "txt-ragged", COUNTY),
    Filed("2024/dansui/nongye.html", "丹穗县农业农村局", 6, "html-gbk", COUNTY),
    Filed("2024/dansui/weijian.pdf", "丹穗县卫生健康局", 7, "pdf-rects", COUNTY, faults=("contact_missing",), off="3", codes=("P206",)),
)  # fmt: skip
"""Their figures add up to those of the governments above them."""

# 清梧市公安局: one cause breaks two ties and costs 4 once. 清梧市交通运输局: without its table four
# the group costs 12, all that it can, and what the text says of it (N602) 2 for each of two figures.
OTHERS = (
    Filed("2024/gongan.pdf", "清梧市公安局", 8, "pdf-boxes", faults=("sum_row_new",), off="4", codes=("R411", "R413")),
    Filed("2024/jiaotong.docx", "清梧市交通运输局", 9, "docx", faults=("table_absent_t4",), off="16", codes=("L501",)),
    Filed("2024/shangwu.txt", "清梧市商务局", 10, off="3", codes=("Q702",)),
    Filed("2024/lvyou.txt", "清梧市文化和旅游局", 10, off="3", codes=("Q702",)),
)  # fmt: skip

GOVERNMENTS = (
    Filed("2024/dansui/zhengfu.pdf", COUNTY, 12, "pdf-lines", CITY, "2025-03-20", off="2", codes=("H901",)),
    Filed("2024/zhengfu.docx", CITY, 13, "docx", published="2025-03-20"),
)  # fmt: skip

EARLIER = (
    Filed("2023/shuili.txt", "清梧市水利局", 21, parent=CITY, published="2024-01-20", year=2023),
    Filed("2023/caizheng.docx", "清梧市财政局", 22, "docx", CITY, "2024-01-20", faults=("contact_missing",), off="3", codes=("P206",), year=2023),
)  # fmt: skip

ALL = (*MEMBERS, *OTHERS, *GOVERNMENTS, *EARLIER)

BROKEN = {
    "2024/kong.docx": (b"", "清梧市统计局", "文件是空的"),
    "2024/tongzhi.txt": ("会议通知\n请各单位参加。\n".encode(), "", "不像政府信息公开工作年度报告"),
    "2024/huai.pdf": (b"%PDF-1.7\n" + bytes(range(256)), "清梧市林业局", "PDF"),
}
"""Files that cannot be processed: what they hold, whose they are, a piece of the reason."""

MISSING = ("2024/none.docx", "清梧市体育局", "没有这个文件")
NOT_FILED = "清梧市审计局"


def contents() -> dict[str, Content]:
    """Return what every report says, by its file's name."""
    said = {filed.name: _content(filed, _figures(filed.seed)) for filed in (*MEMBERS, *OTHERS)}
    county = dict(_sum(_of(said, COUNTY)))
    county["t2.licence.decisions"] = str(int(county["t2.licence.decisions"]) + 5)
    said[GOVERNMENTS[0].name] = _content(GOVERNMENTS[0], county)
    city = _sum([*_of(said, CITY), county])
    said[GOVERNMENTS[1].name] = _content(GOVERNMENTS[1], city)
    water, money = EARLIER
    said[water.name] = _content(water, _year_before(_figures(1), water.seed, pending=1))
    said[money.name] = _content(money, _year_before(_figures(3), money.seed))
    return said


def build(root: Path) -> Path:
    """Write the province below ``root``; return its manifest."""
    said = contents()
    for filed in ALL:
        _write(root / filed.name, RENDERERS[filed.renderer](said[filed.name]))
    for name, (data, _, _) in BROKEN.items():
        _write(root / name, data)
    manifest = root / "清单.csv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("path", "agency", "parent", "kind of body", "year", "publication date"))
        rows.writerows((f.name, f.agency, f.parent, "", "", f.published) for f in ALL)
        rows.writerows(
            (name, agency, "", "", "2024", "") for name, (_, agency, _) in BROKEN.items()
        )
        rows.writerow((MISSING[0], MISSING[1], "", "", "2024", ""))
        rows.writerow(("", NOT_FILED, CITY, "政府部门", "2024", ""))
    return manifest


def expected(year: int) -> list[tuple[int, str, Decimal, tuple[str, ...]]]:
    """Return the ranking of a year: rank, agency, score, codes of the findings."""
    scores = {filed: 100 - Decimal(filed.off) for filed in ALL if filed.year == year}
    order = sorted(scores, key=lambda filed: (-scores[filed], filed.agency))
    return [
        (
            1 + sum(s > scores[filed] for s in scores.values()),
            filed.agency,
            scores[filed],
            filed.codes,
        )
        for filed in order
    ]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _figures(seed: int) -> Cells:
    return figures.draw(Random(seed))  # noqa: S311 - reproducible samples


def _content(filed: Filed, cells: Cells) -> Content:
    content = make(filed.seed, agency=filed.agency, year=filed.year, cells=cells)
    for fault in filed.faults:
        content = FAULTS[fault].plant(content).content
    return content


def _of(said: Mapping[str, Content], parent: str) -> list[Cells]:
    return [said[filed.name].cells for filed in MEMBERS if filed.parent == parent]


def _sum(parts: Sequence[Cells]) -> dict[str, str]:
    return {cell: str(sum(Decimal(part[cell]) for part in parts)) for cell in CELLS}


def _year_before(cells: Cells, seed: int, pending: int = 0) -> Cells:
    """Return last year's figures that lead to ``cells``; ``pending`` more were left over then."""
    last = {cell: int(value) for cell, value in _figures(seed).items() if cell.startswith("t3.")}
    for kind in APPLICANTS:
        more = pending if kind == "natural" else 0
        last[f"t3.carried_over.{kind}"] = 0
        last[f"t3.carried_out.{kind}"] = int(cells[f"t3.carried_over.{kind}"]) + more
        last[f"t3.new.{kind}"] = last[f"t3.total.{kind}"] + last[f"t3.carried_out.{kind}"]
    for row in ("new", "carried_over", "carried_out"):
        last[f"t3.{row}.total"] = sum(last[f"t3.{row}.{kind}"] for kind in APPLICANTS)
    stock = dict(cells)
    for row in ("regulation", "normative"):
        made, repealed, valid = (int(cells[f"t2.{row}.{c}"]) for c in ("made", "repealed", "valid"))
        stock |= {
            f"t2.{row}.made": "0",
            f"t2.{row}.repealed": "0",
            f"t2.{row}.valid": str(valid - made + repealed),
        }
    return stock | {cell: str(value) for cell, value in last.items()}
