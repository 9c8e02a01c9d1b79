"""What readers of formats with pages refuse: a document in which nothing can be read."""

from collections.abc import Sequence

from gouji.errors import DamagedDocument
from gouji.model.document import Figure
from gouji.reading.formats import Format
from gouji.reading.pages.layout import Page


def check_pages(own: Format, pages: Sequence[Page]) -> None:
    """Refuse a document of format ``own`` without any text, in one sentence."""
    this = f"这份 {own.label} "
    if not pages:
        raise DamagedDocument(f"{this}里一页也没有，可能已损坏或不完整")
    if any(page.scan for page in pages) and all(page.scan or not page.blocks for page in pages):
        from gouji.reading import scan

        how = "" if scan.available() else f"；{scan.how_to_get()}"
        raise DamagedDocument(
            f"{this}是扫描件或图片，没有文字，目前读不了，请提供带文字的文件，"
            f"或者安装识别部件后再审{how}"
        )
    if all(isinstance(block, Figure) for page in pages for block in page.blocks):
        raise DamagedDocument(f"{this}里没有文字")
