"""How large, deep and slow a document may be; docs/limits.md tells users the same numbers.

A document beyond a limit is refused with one sentence (:class:`gouji.errors.LimitExceeded`):
a report has some ten pages, so that these bounds only ever meet mistakes and attacks.
"""

from time import thread_time

from gouji.errors import LimitExceeded
from gouji.model.document import Document

MAX_FILE_BYTES = 50_000_000
MAX_PAGES = 300
MAX_GLYPHS = 400_000
MAX_RULINGS_PER_PAGE = 40_000
MAX_JOINED_RULINGS = 3_000
MAX_COVERINGS_PER_PAGE = 4_000_000
MAX_DRAWINGS = 400_000
MAX_SAVED_STATES = 10_000
MAX_FONT_CODES = 400_000
MAX_FORM_DEPTH = 16
MAX_STREAM_BYTES = 40_000_000
MAX_SLOW_FILTER_BYTES = 100_000
MAX_GRID_BOXES = 60_000
MAX_LINES = 10_000
MAX_CHARACTERS = 400_000
MAX_LINE_CHARACTERS = 20_000
MAX_SECONDS = 60.0
MAX_WORK_SECONDS = 125.0
MAX_ARCHIVE_ENTRIES = 100_000
MAX_ARCHIVE_BYTES = 100_000_000_000
MAX_ARCHIVE_DEPTH = 3
MAX_INNER_ARCHIVE_BYTES = 4_000_000_000
MAX_DIRECTORY_BYTES = 30_000_000
MAX_CONVERSION_SECONDS = 60
MAX_CONVERSION_BYTES = 3_000_000_000
MAX_MEMORY_BYTES = 3_000_000_000
MAX_PICTURE_PIXELS = 40_000_000
MAX_SCANNED_PAGES = 60
MAX_SCAN_PAGE_SECONDS = 10.0

MAX_GRID_COLUMNS = 200
MAX_GRID_CELLS = 20_000
MAX_MARKUP_ELEMENTS = 500_000
MAX_MARKUP_DEPTH = 120
MAX_PAGE_DEPTH = 1_000
MAX_STYLE_CHARACTERS = 500_000
MAX_PACKAGE_PARTS = 2_000
MAX_PART_BYTES = 40_000_000
MAX_COMPRESSION = 400
MAX_PACKAGE_BYTES = 400_000_000
MAX_PATH_CHARACTERS = 4_000_000
MAX_STYLE_CHAIN = 8
MAX_PAGE_SIDE = 15_000
MAX_UNIT_USES = 20_000

MAX_SHEET_BYTES = 20_000_000
MAX_SHEET_PART_BYTES = 100_000_000
MAX_SHEET_ROWS = 100_000
MAX_SHEET_CELLS = 2_000_000

IMPOSSIBLE = (ArithmeticError, LookupError, ValueError)
"""What geometry that cannot be makes our own arithmetic raise.

Numbers without end, extents of nothing, cells outside their table. Whoever reads one page or one
table leaves it unread on these, so that it costs nothing but itself. A fault of another kind (a
type, an attribute) is a mistake in gouji and is not hidden.
"""


def check_size(size: int) -> None:
    """Refuse a file that is too large."""
    if size > MAX_FILE_BYTES:
        raise LimitExceeded(
            f"文件有 {size // 1_000_000} MB，超过 {MAX_FILE_BYTES // 1_000_000} MB 的上限"
        )


def check_length(document: Document) -> None:
    """Refuse a document that is too long to be understood in time, whatever its format."""
    length = sum(len(line.text) for line in document.lines())
    length += sum(len(cell.text) for grid in document.grids() for cell in grid.cells)
    if length > MAX_CHARACTERS:
        raise LimitExceeded(f"全文超过 {MAX_CHARACTERS} 个字符，不像一份年度报告")


class Budget:
    """Counts what one document uses and refuses more than its limit.

    Time is that of the processor, so that a busy machine refuses nothing.
    """

    def __init__(self) -> None:
        self._ends = thread_time() + MAX_SECONDS
        self._glyphs = self._stop = 0
        self._drawings = 0
        self._units = 0

    def glyph(self, count: int = 1) -> None:
        """Count a character, or several."""
        self._glyphs += count
        if self._glyphs >= self._stop:
            self._stop = min(self._glyphs + 2000, MAX_GLYPHS + 1)
            if self._glyphs > MAX_GLYPHS:
                raise LimitExceeded(f"文件超过 {MAX_GLYPHS} 个字符，不像一份年度报告")
            self.tick()

    def step(self) -> None:
        """Count a line, a shape or a picture drawn."""
        self._drawings += 1
        if self._drawings > MAX_DRAWINGS:
            raise LimitExceeded(f"文件里的图形超过 {MAX_DRAWINGS} 个，不像一份年度报告")
        if self._drawings % 200 == 0:
            self.tick()

    def unit(self) -> None:
        """Count a unit of graphics used; units in units multiply."""
        self._units += 1
        if self._units > MAX_UNIT_USES:
            raise LimitExceeded(f"文件里的图形单元用了超过 {MAX_UNIT_USES} 次，文件可能已损坏")

    def tick(self) -> None:
        """Refuse to go on once the time is up."""
        if thread_time() > self._ends:
            raise LimitExceeded(f"读了 {MAX_SECONDS:.0f} 秒还没有读完，文件可能已损坏")
