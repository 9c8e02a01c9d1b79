"""What is kept of pages whose style sheets are the same changes nothing in the next one."""

from itertools import permutations

import pytest

from gouji.model.document import Document
from gouji.reading import read_bytes
from gouji.reading.html import spots

HEAD = "<meta charset=utf-8><style>.c{overflow:hidden;width:20px}.h b{display:none}</style>"
ROWS = "<tr><td>甲<td>{}<td>{}<tr><td>乙<td>{}<td>3"
CELLS = "<p class=c>{}</p>", "<b style='position:absolute'>{}</b>", "<b>{}</b>"
PAGES = [
    HEAD + f"<p>前</p><table>{ROWS.format(*(cell.format(1) for cell in CELLS))}</table>",
    HEAD + f"<p>前</p><table>{ROWS.format(*(cell.format(12345) for cell in CELLS))}</table>",
    HEAD + "<meta name=color-scheme content=dark><p>前</p><table><tr><td>甲<td>1<tr><td>乙<td>2</table>",
    HEAD + "<details><p>前</p><table><tr><td>甲<td>1<tr><td>乙<td>2</table></details><p>后</p>",
    HEAD + "<div class=h><p>前<b>不</b></p></div><div><p>前<b>不</b></p></div>",
    HEAD + "<div style='position:relative;top:90px'><p>1</p></div><table><tr><td>甲<td>1</table>",
    HEAD + "<div style='position:relative;top:90px'><table><tr><td>甲<td>1<tr><td>乙<td>2</table></div>",
]  # fmt: skip


def fresh(page: str) -> Document:
    spots._kept.cache_clear()
    return read_bytes(page.encode())


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_a_page_is_read_alike_whatever_was_read_before(number: int) -> None:
    expected = fresh(PAGES[number])
    for first, second in permutations(PAGES, 2):
        fresh(first)
        read_bytes(second.encode())
        assert read_bytes(PAGES[number].encode()) == expected


def test_of_a_page_with_many_kinds_of_elements_nothing_is_kept() -> None:
    many = "".join(f"<p style='width:{n}px'>甲{n}</p>" for n in range(spots._MOST_KEPT + 1))
    spots._kept.cache_clear()
    known = []
    for page in (PAGES[0], HEAD + many, PAGES[0]):
        read_bytes(page.encode())
        known.append(len(spots._kept(*_key())._spots))
    assert (known[0], known[1]) == (known[2], 0)
    assert known[0] > 0


def _key() -> tuple[tuple[spots.Source, ...], bool, str]:
    sheet = HEAD.partition("<style>")[2].removesuffix("</style>")
    return (spots.Source(sheet, "", sure=True),), True, ""
