"""What of a report is not on its page: the other pages of a long article, and files it links to."""

import re
from collections.abc import Sequence

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.model.document import Block, Grid
from gouji.reading.html.appearance import Appearance
from gouji.reading.html.figures import are_figures, bare_text

OTHER_PAGES = "网页分成几页，其他几页"
ATTACHED = "网页上链接的附件"

_PAGES = compiled(r"createPage(?:HTML|Html)?\s*\(\s*(?:['\"]\w+['\"]\s*,\s*)?(\d{1,3})\s*,")
"""How systems of sites draw the links to the pages of an article: their number comes first."""
_NEXT_PAGE = compiled(r"(?:后|下)一?页\s*[>»›]*")
_FILE = compiled(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar)(?:$|[?#&])", re.IGNORECASE)


def has_other_pages(root: _Element, appearance: Appearance) -> bool:
    """Tell whether an article goes on on other pages."""
    scripts = (str(script.text or "") for script in root.iter("script"))
    if any(int(match[1]) > 1 for text in scripts for match in _PAGES.finditer(text)):
        return True
    return any(_NEXT_PAGE.fullmatch(bare_text(link)) for link in _links(root, appearance))


def has_files_instead(article: _Element, appearance: Appearance, blocks: Sequence[Block]) -> bool:
    """Tell whether an article without a table of figures links to files."""
    if any(isinstance(block, Grid) and _is_of_figures(block) for block in blocks):
        return False
    return any(_FILE.search(link.get("href") or "") for link in _links(article, appearance))


def _links(root: _Element, appearance: Appearance) -> list[_Element]:
    return [link for link in root.iter("a") if not appearance.of(link).gone and link.get("href")]


def _is_of_figures(grid: Grid) -> bool:
    return are_figures(cell.text for cell in grid.cells)
