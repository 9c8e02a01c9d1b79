"""What an answer is and what a link leads to: the report itself, a file, a page, something else."""

from lxml.etree import _Element

from gouji.collecting.addresses import suffix_of
from gouji.collecting.failures import NotCollected
from gouji.collecting.naming import is_beside
from gouji.collecting.page import Link, Page
from gouji.errors import DocumentError
from gouji.reading.formats import HTML, TXT, Format
from gouji.reading.sniff import sniff

_SUFFIXES = (".docx", ".doc", ".wps", ".odt", ".rtf", ".pdf", ".ofd")
PACKED = (".zip", ".rar", ".7z")
_DOWNLOADS = ("download", "attach", "fileid", "wbfileid", "upload")
"""Words in the addresses of files that have no ending."""
_SECTIONS = (
    "总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请", "行政复议", "存在的主要问题",
    "其他需要报告",
)  # fmt: skip
_LEAST_SECTIONS = 4
_LEAST_TEXT = 400
_LEAST_FIGURES = 6
_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 10_000


def page_of(url: str, body: bytes) -> Page:
    """Return the page that was fetched; raises :class:`NotCollected`."""
    try:
        return Page(url, body)
    except DocumentError as error:
        raise NotCollected(f"网页读不了：{error}") from None


def kind_of(body: bytes) -> Format:
    """Return the format of what was fetched; a page need not begin as one."""
    if body.count(_ENTRY) > _MOST_ENTRIES:
        raise NotCollected(f"给出的压缩包里超过 {_MOST_ENTRIES} 个文件，不像一份报告")
    try:
        kind = sniff(body)
    except DocumentError as error:
        raise NotCollected(f"取到的{error}") from None
    return HTML if kind is TXT and b"<" in body[:20_000] else kind


def suffix_for(kind: Format, url: str) -> str:
    """Return the ending of the file that is kept: that of its address where it fits its format."""
    named = suffix_of(url)
    return named if named in kind.suffixes else (kind.suffixes or (f".{kind.name}",))[0]


def is_file(link: Link) -> bool:
    """Tell whether a link leads to a file that may be a report."""
    suffix = suffix_of(link.url)
    if suffix in _SUFFIXES or link.text.lower().endswith(_SUFFIXES):
        return True
    return any(word in link.url.lower() for word in _DOWNLOADS) and suffix not in {".png", ".jpg"}


def is_other(link: Link) -> bool:
    """Tell whether a link is named as something beside the report: a table, an archive."""
    return is_beside(link.text) or link.text.lower().endswith((".xls", ".xlsx", *PACKED))


def rank(link: Link) -> int:
    """Return an order of files by their formats, the surest to read first."""
    endings = [suffix_of(link.url), f".{link.text.rpartition('.')[2].lower()}"]
    return min((_SUFFIXES.index(e) for e in endings if e in _SUFFIXES), default=len(_SUFFIXES))


def rank_of_page(link: Link) -> int:
    """Pages come before files: they tell the date of publication, and lead to the files."""
    return rank(link) + 1 if is_file(link) else 0


def is_report(page: Page) -> bool:
    """Tell whether a page holds a report itself, by the headings of its parts."""
    text = "".join(page.own_text.split())
    sections = sum(word in text for word in _SECTIONS)
    return len(text) >= _LEAST_TEXT and sections >= _LEAST_SECTIONS


def tables(page: Page) -> int:
    """Count the tables of figures: of tables within tables, the innermost."""
    leaves = (table for table in page.root.iter("table") if table.find(".//table") is None)
    return sum(_figures(table) >= _LEAST_FIGURES for table in leaves)


def _figures(table: _Element) -> int:
    cells = ("".join(map(str, cell.itertext())).strip() for cell in table.iter("td"))
    return sum(cell.isdigit() for cell in cells)
