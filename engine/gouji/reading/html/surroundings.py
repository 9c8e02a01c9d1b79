"""What stands around an article: its title, its date of publication, and lines of the site."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.model.document import Block, Line
from gouji.reading.html.article import FOOTER
from gouji.reading.html.visible import start_of
from gouji.reading.marks import tidy

_TITLE_NAMES = ("articletitle", "og:title")
_DATE_NAMES = (
    "pubdate", "publishdate", "publish-date", "publishtime", "article:published_time",
    "dc.date.issued", "dcterms.issued", "dc.date", "releasedate",
)  # fmt: skip
_EXPORTER = "openoffice.org/odf2xhtml"
"""What word processors of this family call themselves in pages that they save."""
_DATE = r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
_WRITTEN_DATE = compiled(
    r"(?:(?:发布|发文|公开|公布|刊登)|(?<![\u4e00-\u9fff]))"  # not 统计时间, 成文日期, 更新时间
    rf"(?:时\s*间|日\s*期)\s*[】）\])]?\s*[:：]?\s*{_DATE}"
)
_SITE_SUFFIX = compiled(r"\s*(?:[_|｜]|[-–—]+(?=[^-–—]*(?:网|政府|门户|局|委|办|公开)[^-–—]*$)).*$")
_SITE_NAME = compiled(r"(?:网|网站|门户|平台|人民政府|首页)$")
_SHORT = 60
_OPENING = 12
_TITLE_LINES = 3
_LIKE = 0.6
_PART, _PART_PAIRS = 0.8, 8
_ABOVE = compiled(
    r"(?:您?(?:现在|当前)?(?:所在)?(?:的)?位置\s*[:：]|首页\s*(?:[>＞»/|]|$)|索引号|视力保护|【?字[体号]"
    r"|(?:发布|发文|公开|更新)?(?:时间|日期)\s*[:：]|(?:信息)?来源\s*[:：]|作者\s*[:：]"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量)?\s*[:：]|(?:打印|分享|收藏)(?:到|至|本|文|[:：】\s]|$))"
)
_BELOW = compiled(
    r"[【\[]?(?:[上下]一[篇条页]|扫一扫|微信扫|我要纠错|网站地图|责任编辑|(?:编辑|审核|责编)\s*[:：]|浏览次数"
    r"|相关(?:链接|文章|稿件|附件|文档|信息|新闻)|附件(?:下载)?\s*[:：\d]"
    r"|(?:打印|分享|收藏|关闭|返回)(?:到|至|本|文|窗|顶|列|上|首|[:：】\]\s]|$))"
)
_LONGEST_FOOTER = 15
"""In lines."""
_HEADING = compiled(r"\s*[一二三四五六七]\s*、")
_REPORT_TEXT = compiled(r"[^。；]{12}[。；]|^[一二三四五六七]\s*、")


def published(root: _Element, texts: Iterable[str]) -> date | None:
    """Return when the page says that it was published: in its meta data, or in ``texts``."""
    named = _metas(root)
    if _EXPORTER in named.get("dcterms.source", ""):
        named.pop("dcterms.issued", None)  # when its document was begun
    for name in _DATE_NAMES:
        match = re.search(_DATE, named.get(name, ""))
        found = _date(match) if match else None
        if found is not None:
            return found
    match = _WRITTEN_DATE.search("\n".join(texts))
    return _date(match) if match else None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _metas(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        found.setdefault(name, tidy(meta.get("content") or ""))
    return found


def page_title(root: _Element) -> str | None:
    """Return the article's title as the page gives it outside the article, or ``None``."""
    named = _metas(root)
    given = [named[name] for name in _TITLE_NAMES if named.get(name)]
    whole = next((tidy(start_of(title)) for title in root.iter("title")), "")
    heads = [tidy(start_of(head)) for head in root.iter("h1", "h2")]
    given += [head for head in heads if head and (head in whole or not whole)]
    given.append(_SITE_SUFFIX.sub("", whole))
    return next((title for title in given if title and not _SITE_NAME.search(title)), None)


def needs_title(title: str, blocks: Sequence[Block]) -> bool:
    """Tell whether the article opens neither with ``title`` nor with one that falls short of it."""
    opening = list(_opening(blocks))
    runs = (
        "".join(opening[start : start + length])
        for start in range(len(opening))
        for length in range(1, _TITLE_LINES + 1)
    )
    return not any(_is_title(run, title) for run in runs)


def _opening(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the short lines at the top."""
    for block in blocks[:_OPENING]:
        if not isinstance(block, Line) or len(block.text) > _SHORT:
            return
        yield block.text


def _is_title(text: str, title: str) -> bool:
    """Compare pairs of characters: ``text`` is much like ``title``, or all but a part of it."""
    found, wanted = _pairs(text), _pairs(title)
    common = len(found & wanted)
    alike = 2 * common >= _LIKE * (len(found) + len(wanted))
    return alike or (len(found) >= _PART_PAIRS and common >= _PART * len(found))


def _pairs(text: str) -> set[str]:
    bare = "".join(text.split())
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def trim(blocks: Sequence[Block]) -> tuple[list[Block], list[Line]]:
    """Take the site's lines off the top and the bottom; return what is left, and those lines."""
    end = _footer_start(blocks)
    last = _last_of_report(blocks[:end])
    kept: list[Block] = []
    taken: list[Line] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and (index >= end or _is_site_line(index, last, block.text)):
            taken.append(block)
        else:
            kept.append(block)
    return kept, taken


def _is_site_line(index: int, last: int, text: str) -> bool:
    above = index < _OPENING and len(text) <= 2 * _SHORT and _ABOVE.match(text)
    return bool(above or (index > last and _BELOW.match(text)))


def _last_of_report(blocks: Sequence[Block]) -> int:
    """Return the index of the last block that surely belongs to the report."""
    return max(
        (i for i, b in enumerate(blocks) if not isinstance(b, Line) or _REPORT_TEXT.search(b.text)),
        default=len(blocks),
    )


def _footer_start(blocks: Sequence[Block]) -> int:
    """Return where the site's footer begins among the last lines."""
    start = len(blocks)
    for index in range(len(blocks) - 1, max(len(blocks) - _LONGEST_FOOTER, 0) - 1, -1):
        block = blocks[index]
        if not isinstance(block, Line) or _HEADING.match(block.text):
            break
        if FOOTER.search(block.text):
            start = index
    return start
