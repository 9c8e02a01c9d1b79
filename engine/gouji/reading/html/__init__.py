"""Web pages: the article with its tables, without the site around it."""

from collections.abc import Iterator

from lxml.etree import _Element

from gouji.errors import DamagedDocument
from gouji.model.document import Document, Line, Place
from gouji.reading.flow import texts_of, to_blocks
from gouji.reading.formats import HTML
from gouji.reading.html.appearance import Appearance
from gouji.reading.html.article import Article, find_article
from gouji.reading.html.elsewhere import (
    ATTACHED,
    OTHER_PAGES,
    has_files_instead,
    has_other_pages,
)
from gouji.reading.html.items import Reader
from gouji.reading.html.parsing import EMPTY, parse_page
from gouji.reading.html.surroundings import needs_title, page_title, published, trim
from gouji.reading.html.tables import doubted
from gouji.reading.html.unopened import UNOPENED, keeps_back
from gouji.reading.shown import A_FEW_WORDS, COVERED, UNSEEN_WORDS

__all__ = ["read_html"]


def read_html(data: bytes) -> Document:
    """Read a web page; raises :class:`gouji.errors.DocumentError` in one sentence.

    There are no pages; places count lines and cells in reading order. ``furniture`` holds the
    lines of the site around the article.
    """
    root = parse_page(data)
    body = next(root.iter("body"), root)
    appearance = Appearance(root)
    article = find_article(body, appearance)
    reader = Reader(appearance, frozenset(article.furniture))
    items = reader.items(article.element)
    outside = [*_outside(body, article, appearance)]
    beside = [text for part, element in outside for text in texts_of(part.items(element)) if text]
    if appearance.stray or reader.stray or any(part.stray for part, _ in outside):
        items = [doubted(item, COVERED) for item in items]
    shown = "".join([*texts_of(items), *beside])
    blocks, taken = trim(to_blocks(items))
    if not blocks:
        raise DamagedDocument(EMPTY)
    around = [*beside, *(line.text for line in taken)]
    attached = [ATTACHED] if has_files_instead(article.element, appearance, blocks) else []
    opening = [block.text for block in blocks[:8] if isinstance(block, Line)]
    title = page_title(root)
    if title and needs_title(title, blocks):
        blocks.insert(0, Line(title, Place(line=1, column=1)))
    return Document(
        HTML.name,
        None,
        tuple(blocks),
        furniture=tuple(Line(t, Place(line=n, column=1)) for n, t in enumerate(around, 1)),
        unread=tuple(dict.fromkeys([*reader.unread, *_damage(reader)])),
        published=published(root, [*around, *opening]),
        withheld="、".join([*_withheld(reader, body, appearance, shown), *attached]) or None,
    )


def _outside(
    body: _Element, article: Article, appearance: Appearance
) -> Iterator[tuple[Reader, _Element]]:
    """Yield readers of the furniture inside the article, and of the page outside it."""
    for element in article.furniture:
        yield Reader(appearance), element
    if article.element is not body:
        yield Reader(appearance, (article.element,)), body


def _withheld(reader: Reader, body: _Element, appearance: Appearance, shown: str) -> Iterator[str]:
    """Name what may hold what is not found, and was not read."""
    if keeps_back(appearance, shown):
        yield UNOPENED
    if has_other_pages(body, appearance):
        yield OTHER_PAGES
    if reader.unread:
        yield "网页里嵌入的文件"
    if reader.unseen_letters >= A_FEW_WORDS:
        yield UNSEEN_WORDS


def _damage(reader: Reader) -> list[str]:
    """Name what broken bytes have left unreadable, and text that cannot be seen."""
    named = []
    if reader.broken:
        named.append(f"网页有 {reader.broken} 处文字损坏，无法辨认")
    if reader.unseen:
        named.append(f"网页有 {reader.unseen} 处文字在页面上看不见，没有读")
    return named
