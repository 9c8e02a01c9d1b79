"""Web pages: the article with its tables, without the site around it."""

from collections.abc import Sequence

from lxml.etree import _Element

from gouji.errors import DamagedDocument
from gouji.model.document import Block, Document, Grid, Line, Place
from gouji.reading.flow import texts_of, to_blocks
from gouji.reading.formats import HTML
from gouji.reading.html.article import Article, find_article
from gouji.reading.html.items import Reader
from gouji.reading.html.parsing import EMPTY, parse_page
from gouji.reading.html.surroundings import needs_title, page_title, published, trim

__all__ = ["read_html"]


def read_html(data: bytes) -> Document:
    """Read a web page; raises :class:`gouji.errors.DocumentError` in one sentence.

    There are no pages; places count lines and cells in reading order. ``furniture`` holds the
    lines of the site around the article.
    """
    root = parse_page(data)
    body = next(root.iter("body"), root)
    article = find_article(body)
    reader = Reader(frozenset(article.furniture))
    blocks, taken = trim(to_blocks(reader.items(article.element)))
    if not blocks:
        raise DamagedDocument(EMPTY)
    around = [*_around(body, article), *(line.text for line in taken)]
    opening = [block.text for block in blocks[:8] if isinstance(block, Line)]
    title = page_title(root)
    if title and needs_title(title, blocks):
        blocks.insert(0, Line(title, Place(line=1, column=1)))
    return Document(
        HTML.name,
        None,
        tuple(blocks),
        furniture=tuple(Line(t, Place(line=n, column=1)) for n, t in enumerate(around, 1)),
        unread=tuple(dict.fromkeys([*reader.unread, *_damage(blocks)])),
        published=published(root, [*around, *opening]),
    )


def _around(body: _Element, article: Article) -> list[str]:
    """Return the texts of the page outside the article, and of the furniture inside it."""
    outside = [] if article.element is body else Reader((article.element,)).items(body)
    inside = [item for e in article.furniture for item in Reader().items(e)]
    return [text for text in texts_of([*inside, *outside]) if text]


def _damage(blocks: Sequence[Block]) -> list[str]:
    """Name what broken bytes have left unreadable."""
    texts = [cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells]
    texts += [block.text for block in blocks if isinstance(block, Line)]
    broken = sum("\ufffd" in text for text in texts)
    return [f"网页有 {broken} 处文字损坏，无法辨认"] if broken else []
