"""Sets a report on pages: title, paragraphs, headings, tables that run over page breaks."""

from collections.abc import Callable, Sequence

from reportkit.content import Content
from reportkit.form import TABLE_OF
from reportkit.marks import Frame, Page, Stroke, Text
from reportkit.phrases import text_of
from reportkit.rulings import rule
from reportkit.sheets import Sheet, sheets_of
from reportkit.strip import PAD, Cut, Strip, lay, pieces
from reportkit.style import Style
from reportkit.wrapping import wrap

Width = Callable[[str, str, float], float]
"""The width of a text in a font (``body``, ``head``) of a size."""

FIGURE, NARROW = 36.0, 22.0
"""Widths of a column of figures in table three, by the style's heads."""
TITLE = 22.0


class Setter:
    """Sets one report; ``pages`` grows as it goes."""

    def __init__(self, style: Style, width: Width) -> None:
        self.style = style
        self.width = width
        self.pages: list[Page] = [[]]
        self.left = self.top = style.margin
        self.right = style.page[0] - style.margin
        self.bottom = style.page[1] - style.margin
        self.y = self.top

    def report(self, content: Content) -> list[Page]:
        """Return the pages of a report."""
        for line in content.title:
            self._title(line)
        self.y += self.style.leading / 2
        for paragraph in content.opening:
            self._paragraph(text_of(paragraph))
        for section in content.sections:
            self._heading(f"{section.ordinal}、{section.heading}")
            for paragraph in section.paragraphs:
                self._paragraph(text_of(paragraph))
            self._tables(content, TABLE_OF.get(section.id))
        self._furniture(content)
        return self.pages

    def _title(self, text: str) -> None:
        for line in wrap(text, self.right - self.left, self._measure("head", TITLE)):
            self._centre(line, self._advance(TITLE * 1.6), "head", TITLE)

    def _heading(self, text: str) -> None:
        self.y += self.style.leading / 4
        if self.y + 3 * self.style.leading > self.bottom:
            self._new_page()
        self._set(text, "head", indent=2 * self.style.body)

    def _paragraph(self, text: str) -> None:
        self._set(text, "body", indent=2 * self.style.body)

    def _set(self, text: str, font: str, indent: float) -> None:
        size = self.style.body
        for line in wrap(text, self.right - self.left, self._measure(font, size), indent):
            baseline = self._advance(self.style.leading)
            self._put(Text(self.left + indent, baseline, line, font, size))
            indent = 0

    def _advance(self, leading: float) -> float:
        """Return the baseline of the next line, on a new page if need be."""
        if self.y + leading > self.bottom:
            self._new_page()
        self.y += leading
        return self.y - leading * 0.3

    def _new_page(self) -> None:
        self.pages.append([])
        self.y = self.top

    def _put(self, mark: Text | Stroke | Frame) -> None:
        self.pages[-1].append(mark)

    def _measure(self, font: str, size: float) -> Callable[[str], float]:
        return lambda text: self.width(text, font, size)

    def _centre(self, text: str, baseline: float, font: str, size: float) -> None:
        slack = self.right - self.left - self.width(text, font, size)
        self._put(Text(self.left + slack / 2, baseline, text, font, size))

    def _tables(self, content: Content, table: str | None) -> None:
        if table is None:
            return
        self.y += self.style.push if table == "t3" else 0
        for sheet in sheets_of(content, table, apart=self.style.two_apart):
            self.y += PAD
            self._table(sheet)
            self.y += self.style.leading / 2

    def _table(self, sheet: Sheet) -> None:
        measure = self._measure("body", self.style.cell)
        strip = lay(sheet, self._widths(sheet), self.style.cell, measure)
        cuts = self._cuts(strip)
        repeated = self.style.repeat_head and sheet.head_rows > 0
        head = pieces(strip, [(0, strip.head)])[0] if repeated else None
        for number, (frames, texts) in enumerate(pieces(strip, cuts)):
            if number > 0 or self.y + min(cuts[0][1], strip.height) > self.bottom + 0.01:
                self._new_page()
            under = self.y + strip.head if number == 0 or head else None
            rows = list(self._moved(head[0], head[1])) if number and head else []
            drawn = [*rows, *self._moved(frames, texts)]
            rulings = [frame for frame in drawn if isinstance(frame, Frame)]
            self.pages[-1] += [*rule(rulings, self.style.rulings, under)]
            self.pages[-1] += [mark for mark in drawn if isinstance(mark, Text)]

    def _moved(self, frames: Sequence[Frame], texts: Sequence[Text]) -> list[Frame | Text]:
        """Return a piece at its place on the page, and go below it."""
        x, y = self.left, self.y
        self.y += max(frame.bottom for frame in frames)
        boxes = [Frame(f.x0 + x, f.top + y, f.x1 + x, f.bottom + y) for f in frames]
        runs = [Text(t.x + x, t.baseline + y, t.text, t.font, t.size) for t in texts]
        return [*boxes, *runs]

    def _widths(self, sheet: Sheet) -> list[float]:
        whole = self.right - self.left
        if sheet.id != "t3":
            return [share * whole for share in sheet.shares]
        figure = NARROW if self.style.narrow_heads else FIGURE
        figures = [figure] * (sheet.columns - 3)
        labels = whole - sum(figures)
        return [labels * 0.17, labels * 0.21, labels * 0.62, *figures]

    def _cuts(self, strip: Strip) -> list[Cut]:
        """Return the pieces of a table, the first for the room left on this page."""
        page = self.bottom - self.top
        first = strip.sheet.head_rows
        room = self.bottom - self.y
        if strip.tops[first + 1] > room:
            room = page
        cuts: list[Cut] = []
        start = 0.0
        while start + room < strip.height - 0.01:
            end = self._break(strip, start, start + room)
            cuts.append((start, end))
            start = end
            room = page - (strip.head if self.style.repeat_head else 0)
        return [*cuts, (start, strip.height)]

    def _break(self, strip: Strip, start: float, limit: float) -> float:
        """Return where to cut: between two rows or within one, at most at ``limit``."""
        inside = [
            row
            for row in range(strip.sheet.head_rows, strip.sheet.rows)
            if start < strip.tops[row] and strip.tops[row] <= limit
        ]
        if self.style.split_rows:
            for row in reversed(inside):
                half = strip.tops[row] + 2 * PAD + strip.leading
                if strip.depth(row) > 1 and half <= limit:
                    strip.stretch(row, 2 * PAD)
                    return half
        return strip.tops[inside[-1]]

    def _furniture(self, content: Content) -> None:
        """Add running heads and page numbers."""
        shapes = {"dashes": "- {0} -", "words": "第 {0} 页  共 {1} 页", "plain": "{0}"}
        shape = shapes.get(self.style.foot)
        whole, foot = self.style.page
        for number, page in enumerate(self.pages, 1):
            if shape:
                text = shape.format(number, len(self.pages))
                x = (whole - self.width(text, "body", 10.5)) / 2
                page.append(Text(x, foot - self.style.margin * 0.55, text, "body", 10.5))
            if self.style.running_head:
                text = f"{content.agency}政府信息公开工作年度报告"
                x = (whole - self.width(text, "body", 9)) / 2
                y = self.style.margin * 0.7
                page += [Text(x, y, text, "body", 9), Stroke(self.left, y + 4, self.right, y + 4)]
