"""Pages of a PDF drawn as pictures by pdfium, for those that hold no text."""

from collections.abc import Iterator, Mapping

import pypdfium2

from gouji.reading.scan.pictures import Picture, check_count, grey_pixels, scale_for


def drawn_pages(data: bytes, wanted: Mapping[int, tuple[float, float]]) -> Iterator[Picture]:
    """Yield the pages of a PDF that are ``wanted``: width and height in points by number.

    A page that pdfium cannot draw, and what follows it, stays as unread as it was. Raises
    :class:`gouji.errors.LimitExceeded`.
    """
    check_count(len(wanted))
    try:
        document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-"), 0) :])
        for number, (width, height) in sorted(wanted.items()):
            scale = scale_for(width, height)
            drawn = document[number - 1].render(scale=scale, grayscale=True).to_numpy()
            yield Picture(number, grey_pixels(drawn), width, height)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return
