"""Reports whose opening is the only thing that varies: entries of a bank, made into documents.

An entry (see ``openings/README.md``) holds the lines above section one as somebody might write
them, and the whole truth about them. Around them stands a report without fault: the mandated
headings, three tables of zeros, all five aspects, problems and improvements, a word on the fee.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from reportkit.content import Content
from reportkit.form import CELLS, SECTIONS, TABLE_OF
from reportkit.sheets import Box, Sheet, sheets_of

BANK = Path(__file__).with_name("openings")

Finding = tuple[str, str]
"""A code of the contract and its locus."""

LOCI = {
    "S101": "title",
    "P201": "period",
    "P202": "period",
    "P203": "basis",
    "P204": "notice",
    "P205": "notice",
    "P206": "contact",
    "P208": "fee_disclosure",
    "P210": "download",
    "S108": "edition",
}
"""The locus of the codes that have only one."""

SEVERITY = {
    "S101": "error",
    "S102": "error",
    "S103": "warning",
    "S104": "error",
    "S105": "error",
    "S106": "warning",
    "S107": "warning",
    "P201": "error",
    "P202": "error",
    "P203": "warning",
    "P204": "warning",
    "P205": "advice",
    "P206": "error",
    "P207": "advice",
    "P208": "error",
    "P210": "advice",
}
"""How heavy a finding is, by the contract."""

CLEAN = {
    "basis": "本报告依据{条例}和{通知}编制。",
    "period": "所列数据的统计期限自YYYY年1月1日起至YYYY年12月31日止。",
    "download": "电子版可在柏川市人民政府门户网站下载。",
    "contact": "如有疑问，请与本机关办公室联系（地址：柏川市明德路8号，电话：0999-8612345）。",
}
"""A preamble without fault, of the year YYYY; entries put other parts in place of these."""
SHORT = {
    "{条例}": "《中华人民共和国政府信息公开条例》",
    "{办公室}": "国务院办公厅政府信息与政务公开办公室",
    "{格式}": "中华人民共和国政府信息公开工作年度报告格式",
    "{通知}": "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉"
    "的通知》（国办公开办函〔2021〕30号）",
    "{六部分}": "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、"
    "行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项",
}
"""What entries write short: long names that every opening repeats."""
ASPECTS = {
    "active": "主动公开。全年通过政府网站和公告栏主动公开各类政府信息。",
    "on_request": "依申请公开。畅通申请渠道，本年度未收到政府信息公开申请。",
    "management": "政府信息管理。落实信息发布审核制度，动态清理失效文件。",
    "platform": "政府信息公开平台建设。做好网站专栏的日常维护。",
    "supervision": "监督保障。明确专人负责，开展业务培训和日常检查。",
}
"""Section one in its five aspects, without their numerals."""
TRADITIONAL = str.maketrans(
    "万与专业丰为举于会体关内决况办务动区华单厅发号后国处复够实审属废开强当态总户执护报据数无机权条构栏检没现电畅监确稳"
    "类纠纳组织经结统继续维编缴网罚联范获补规计认训议许讼设访诉话询请读负责费转载较过这进门问间项题额产书云县财岭邮"
    "时从评东乡镇级",
    "萬與專業豐為舉於會體關內決況辦務動區華單廳發號後國處復夠實審屬廢開強當態總戶執護報據數無機權條構欄檢沒現電暢監確穩"
    "類糾納組織經結統繼續維編繳網罰聯範獲補規計認訓議許訟設訪訴話詢請讀負責費轉載較過這進門問間項題額產書雲縣財嶺郵"
    "時從評東鄉鎮級",
)
"""Of the characters that reports use, those that traditional script writes otherwise."""
BODY: Mapping[str, tuple[str, ...]] = {
    "s5": (
        "存在的主要问题：公开内容不够丰富，解读形式较为单一。",
        "改进情况：拓展公开内容，丰富解读形式，加强业务培训。",
    ),
    "s6": ("本年度未收取信息处理费。",),
}
SITE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>政府信息公开年报_政务公开</title></head>
<body><div class="top"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/hd">互动交流</a></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk">政府信息公开</a> &gt; 政府信息公开年报</div>
<div class="article">
{body}
</div>
<div class="share">【打印】 【关闭】 分享到：</div>
<div class="footer"><p>主办：云岭市人民政府办公室　地址：云岭市行政中心1号楼　联系电话：0998-5550000</p>
<p>网站标识码：9912340001　备案号：某ICP备00000000号-1　某公网安备 99123402000001号</p></div></body></html>
"""
ZEROS = Content("", 0, (), (), (), dict.fromkeys(CELLS, "0"))
OUTSIDE = ("unbound", "no_report")
"""What the form does not bind has none of its tables."""
TRIAL = replace(ZEROS, omitted=frozenset({"t3.other_unpaid", "t3.other_other"}))
_CHANGES = ("上一年项目数量", "本年增/减", "处理决定数量")
TRIAL_TWO = (
    (
        "第二十条第（一）项",
        ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
        ("规章", "规范性文件"),
    ),
    ("第二十条第（五）项", _CHANGES, ("行政许可", "其他对外管理服务事项")),
    ("第二十条第（六）项", _CHANGES, ("行政处罚", "行政强制")),
    ("第二十条第（八）项", ("上一年项目数量", "本年增/减"), ("行政事业性收费",)),
    ("第二十条第（九）项", ("采购项目数量", "采购总金额"), ("政府集中采购",)),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """An entry of the bank: what stands in the document, and what is true of it."""

    id: str
    kind: str
    above: tuple[str, ...]
    agencies: tuple[str | None, ...]
    year: int | None
    findings: frozenset[Finding]
    may: frozenset[Finding]
    either: frozenset[Finding]
    reviews_ok: bool
    scope: str | None
    traditional: bool
    html: str | None
    paragraphs: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str | None]
    edition: str

    @property
    def chance(self) -> int:
        """A number that depends on the name alone: what varies in layout stays as it is."""
        return crc32(self.id.encode())


def load(*names: str) -> list[Opening]:
    """Return the entries of the bank's files ``names``, in order; of all files without names."""
    files = [BANK / f"{name}.yaml" for name in names] or sorted(BANK.glob("*.yaml"))
    return [
        _opening(entry)
        for file in files
        for entry in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    ]


KEYS = {
    "id", "kind", "above", "clean", "parts", "html", "headings", "aspects", "s1", "s2", "s3", "s4", "s5", "s6",
    "agency", "year", "findings", "may", "either", "reviews_ok", "scope", "traditional", "edition", "why",
}  # fmt: skip


def _opening(entry: dict[str, Any]) -> Opening:
    unknown = set(entry) - KEYS
    assert not unknown, f"{entry['id']}: {unknown}"
    agency = entry.get("agency")
    above = _lines(entry.get("above", ""))
    if entry.get("clean"):
        parts = CLEAN | entry.get("parts", {})
        unknown = set(parts) - set(CLEAN)
        assert not unknown, f"{entry['id']}: {unknown}"
        above += _lines("".join(parts.values()).replace("YYYY", str(entry["clean"])))
    aspects = ASPECTS | entry.get("aspects", {})
    assert aspects.keys() == ASPECTS.keys(), entry["id"]
    paragraphs = dict(BODY) | {"s1": _numbered(aspects.values())}
    paragraphs |= {s: _lines(entry[s]) for s, _, _ in SECTIONS if s in entry}
    return Opening(
        id=entry["id"],
        kind=entry["kind"],
        above=above,
        agencies=tuple(agency) if isinstance(agency, list) else (agency,),
        year=entry.get("year"),
        findings=frozenset(map(_finding, entry.get("findings", ()))),
        may=frozenset(map(_finding, entry.get("may", ()))),
        either=frozenset(map(_finding, entry.get("either", ()))),
        reviews_ok=entry.get("reviews_ok", False),
        scope=entry.get("scope"),
        traditional=entry.get("traditional", False),
        html=entry.get("html"),
        paragraphs=paragraphs,
        headings=entry.get("headings", {}),
        edition=str(entry.get("edition", "2021")),
    )


def _lines(text: str) -> tuple[str, ...]:
    for short, long in SHORT.items():
        text = text.replace(short, long)
    return tuple(line.rstrip() for line in text.splitlines() if line.strip())


def _numbered(texts: Iterable[str]) -> tuple[str, ...]:
    """Number what is not left out （一）, （二） …; what follows a line's end is not numbered."""
    told = filter(None, texts)
    return _lines("\n".join(f"（{n}）{text}" for n, text in zip("一二三四五", told, strict=False)))


def _finding(text: str) -> Finding:
    code, _, locus = text.partition(" ")
    return code, locus or LOCI[code]


def as_text(opening: Opening) -> bytes:
    """Return the document as text, as copied from a page: half of them without blank lines."""
    between = "\n" if opening.chance & 1 else "\n\n"
    parts = [*opening.above]
    for heading, paragraphs, sheets in _sections(opening):
        parts += [
            heading,
            *paragraphs,
            *("\n" + "\n".join(map("\t".join, _rows(s))) + "\n" for s in sheets),
        ]
    return _written(opening, between.join(parts) + "\n")


def as_html(opening: Opening) -> bytes:
    """Return the document as a page with a site around it, whose telephone is the site's."""
    body = [opening.html] if opening.html else [f"<p>{escape(line)}</p>" for line in opening.above]
    if opening.html:
        body += [f"<p>{escape(line)}</p>" for line in opening.above]
    for heading, paragraphs, sheets in _sections(opening):
        body.append(f"<p><strong>{escape(heading)}</strong></p>")
        body += [f"<p>　　{escape(text)}</p>" for text in paragraphs]
        body += map(_table, sheets)
    return _written(opening, SITE.format(body="\n".join(body)))


def _written(opening: Opening, text: str) -> bytes:
    return (text.translate(TRADITIONAL) if opening.traditional else text).encode()


def _sections(opening: Opening) -> Iterator[tuple[str, tuple[str, ...], list[Sheet]]]:
    """Yield heading, paragraphs and tables; a heading of ``null`` leaves the section out."""
    for name, ordinal, mandated in SECTIONS:
        heading = opening.headings.get(name, f"{ordinal}、{mandated}")
        if heading is None:
            continue
        sheets = [] if opening.scope in OUTSIDE else _sheets(name, opening.edition)
        yield heading, opening.paragraphs.get(name, ()), sheets


def _sheets(section: str, edition: str) -> list[Sheet]:
    if section not in TABLE_OF:
        return []
    if edition == "2021":
        return list(sheets_of(ZEROS, TABLE_OF[section]))
    if section == "s2":
        return [trial_form_two()]
    return [_one_other_row(sheet) for sheet in sheets_of(TRIAL, TABLE_OF[section])]


def trial_form_two() -> Sheet:
    """Return table two as the trial form of 2019 prints it, all zeros."""
    boxes: list[Box] = []
    row = 0
    for title, heads, labels in TRIAL_TWO:
        boxes += [
            Box(row, 0, 1, 4, title, "head"),
            Box(row + 1, 0, 1, 1, "信息内容", "head"),
            *(Box(row + 1, n, 1, 1, head, "head") for n, head in enumerate(heads, 1)),
        ]
        for label in labels:
            boxes.append(Box(row + 2, 0, 1, 1, label, "label"))
            boxes += [Box(row + 2, n, 1, 1, "0", "value") for n in range(1, len(heads) + 1)]
            row += 1
        row += 2
    return Sheet("t2", row, 4, 0, tuple(boxes), (0.25,) * 4)


def _one_other_row(sheet: Sheet) -> Sheet:
    """Make （六）其他处理 the single row that it is on the trial form."""
    at = [box.row for box in sheet.boxes if box.text.startswith("（六）")]
    boxes = (
        box._replace(column_span=2) if box.row in at and box.column == 1 else box
        for box in sheet.boxes
        if not (box.row in at and box.column == 2)
    )
    return replace(sheet, boxes=tuple(boxes))


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    for row in range(sheet.rows):
        fields = [""] * sheet.columns
        for box in sheet.boxes:
            if box.row == row:
                fields[box.column] = box.text
        yield fields


def _table(sheet: Sheet) -> str:
    rows = "".join(
        f"<tr>{''.join(_cell(box) for box in _row(sheet, row))}</tr>" for row in range(sheet.rows)
    )
    return f'<table border="1"><tbody>{rows}</tbody></table>'


def _row(sheet: Sheet, row: int) -> list[Box]:
    return sorted((box for box in sheet.boxes if box.row == row), key=lambda box: box.column)


def _cell(box: Box) -> str:
    return f'<td rowspan="{box.row_span}" colspan="{box.column_span}">{escape(box.text)}</td>'
