"""Pages become the document."""

from collections.abc import Sequence

from gouji.model.document import Document, Line
from gouji.model.places import page_text
from gouji.reading.formats import Format
from gouji.reading.pages.furniture import furniture
from gouji.reading.pages.joins import blocks_of
from gouji.reading.pages.layout import Page
from gouji.reading.pages.turning import as_shown


def document_of(own: Format, pages: Sequence[Page], recognised: tuple[int, ...] = ()) -> Document:
    """Return the document of format ``own`` that ``pages`` make.

    ``recognised`` are the numbers of the pages whose text was recognised in a picture.
    """
    aside = furniture(pages)
    lines = [
        block
        for page in pages
        for index, block in enumerate(page.blocks)
        if (page.number, index) in aside and isinstance(block, Line)
    ]
    turns = {page.number: page.turned for page in pages if page.turned}
    return Document(
        format=own.name,
        pages=len(pages),
        blocks=as_shown(blocks_of(pages, aside), turns),
        furniture=as_shown(lines, turns),
        unread=tuple(note for page in pages for note in page.unread),
        recognised=recognised,
        lost=tuple(page.number for page in pages if page.lost or page.scan),
        withheld=_withheld([page.number for page in pages if page.withholds]),
    )


def _withheld(pages: Sequence[int]) -> str | None:
    return f"{'、'.join(map(page_text, pages))}上的一些字" if pages else None
