"""Writes reports as OFD in the manners of several producers, byte for byte the same every time.

``office`` writes as word processors do: pieces of lines with repeated steps, a stroked line each.
``driver`` writes as print drivers do: an object a character in points, rulings as filled bars, the
package's root last. ``form`` writes as makers of forms do: a template a page that holds the frame
as one path, all lines of a cell in one run, absolute paths, no prefix, no area of a page's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby, pairwise
from typing import Literal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from reportkit.content import Content
from reportkit.layout import Setter, Width
from reportkit.marks import Frame, Mark, Page, Stroke, Text
from reportkit.pdf import measure
from reportkit.style import Style

Manner = Literal["office", "driver", "form"]
Parts = Mapping[str, str | bytes]

MM = 25.4 / 72
NAMESPACE = "http://www.ofdspec.org/2016"
POINT = "0.3528 0 0 0.3528 0 0"


def render(content: Content, style: Style, manner: Manner) -> bytes:
    """Return the report as OFD."""
    width = measure(style)
    pages = Setter(style, width).report(content)
    return packed(parts_of(pages, style.page, manner, width), stored=manner == "driver")


def packed(parts: Parts, *, stored: bool = False) -> bytes:
    """Return a package of ``parts`` in their order."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, data in parts.items():
            info = ZipInfo(name, (2025, 1, 20, 0, 0, 0))
            info.compress_type = ZIP_STORED if stored and name.endswith(".xml") else ZIP_DEFLATED
            package.writestr(info, data)
    return out.getvalue()


def parts_of(
    pages: Sequence[Page], size: tuple[float, float], manner: Manner, width: Width
) -> Parts:
    """Return the parts of a document of ``pages`` of a size in points."""
    writer = _Writer(manner, width)
    box = f"0 0 {size[0] * MM:.4f} {size[1] * MM:.4f}"
    root, parts = {}, {}
    listed, templates = [], []
    for number, page in enumerate(pages):
        name = f"Pages/Page_{number}/Content.xml"
        listed.append(f'<o:Page ID="{number + 1}" BaseLoc="{writer.path(name)}"/>')
        drawn, frame = writer.page(page)
        area = "" if manner == "form" else f"<o:Area><o:PhysicalBox>{box}</o:PhysicalBox></o:Area>"
        if frame:
            shared = f"Tpls/Tpl_{number}/Content.xml"
            templates.append(
                f'<o:TemplatePage ID="{900 + number}" BaseLoc="{writer.path(shared)}"/>'
            )
            parts[f"{writer.folder}{shared}"] = writer.xml("Page", content_of(frame, 7000))
            area += f'<o:Template TemplateID="{900 + number}" ZOrder="Background"/>'
        parts[f"{writer.folder}{name}"] = writer.xml("Page", area + content_of(drawn, 1000))
    common = (
        f"<o:MaxUnitID>99999</o:MaxUnitID><o:PageArea><o:PhysicalBox>{box}</o:PhysicalBox>"
        f"</o:PageArea><o:PublicRes>{writer.path('PublicRes.xml')}</o:PublicRes>{''.join(templates)}"
    )
    parts[f"{writer.folder}Document.xml"] = writer.xml(
        "Document",
        f"<o:CommonData>{common}</o:CommonData><o:Pages>{''.join(listed)}</o:Pages>",
    )
    parts[f"{writer.folder}PublicRes.xml"] = writer.xml("Res", FONTS, ' BaseLoc="Res"')
    document = f"{'/' if manner == 'form' else ''}{writer.folder}Document.xml"
    root["OFD.xml"] = writer.xml("OFD", body_of(document), ' Version="1.0" DocType="OFD"')
    return {**parts, **root} if manner == "driver" else {**root, **parts}


FONTS = (
    '<o:Fonts><o:Font ID="2" FontName="仿宋" FamilyName="FangSong"/>'
    '<o:Font ID="3" FontName="黑体" FamilyName="SimHei"/></o:Fonts>'
)


def body_of(document: str) -> str:
    """Return what ``OFD.xml`` says of a document."""
    return (
        "<o:DocBody><o:DocInfo><o:DocID>44f68c2ee2a54b6a9ba4c3f7b1f0a1d2</o:DocID></o:DocInfo>"
        f"<o:DocRoot>{document}</o:DocRoot></o:DocBody>"
    )


def content_of(objects: Sequence[str], first: int) -> str:
    """Return the content of a page that holds ``objects``, numbered in their order."""
    numbered = "".join(each.replace("ID=?", f'ID="{n}"') for n, each in enumerate(objects, first))
    return f'<o:Content><o:Layer ID="{first - 1}" Type="Body">{numbered}</o:Layer></o:Content>'


@dataclass(frozen=True)
class _Writer:
    manner: Manner
    width: Width

    @property
    def folder(self) -> str:
        """The folder of the document in the package."""
        return "文档/" if self.manner == "form" else "Doc_0/"

    def path(self, name: str) -> str:
        """Return how a part of the document is named."""
        return f"/{self.folder}{name}" if self.manner == "form" else name

    def xml(self, root: str, inner: str, attributes: str = "") -> str:
        """Return an XML part; elements are written with the prefix ``o``."""
        plain = self.manner == "form"
        prefix, declared = ("", "xmlns") if plain else ("ofd:", "xmlns:ofd")
        text = f'<o:{root} {declared}="{NAMESPACE}"{attributes}>{inner}</o:{root}>'
        named = text.replace("</o:", f"</{prefix}").replace("<o:", f"<{prefix}")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{named}'

    def page(self, page: Page) -> tuple[list[str], list[str]]:
        """Return the objects of a page, and those of its template."""
        texts = [mark for mark in page if isinstance(mark, Text)]
        lines = [mark for mark in page if not isinstance(mark, Text)]
        match self.manner:
            case "office":
                return [*map(_line, lines), *(o for t in texts for o in self._pieces(t))], []
            case "driver":
                return [*map(_bar, lines), *(o for t in texts for o in self._signs(t))], []
            case _:
                return [self._run(group) for group in _cells(texts)], [
                    _frame(lines)
                ] if lines else []

    def _steps(self, text: Text) -> list[float]:
        """Return the room of each character in millimetres."""
        return [self.width(sign, text.font, text.size) * MM for sign in text.text]

    def _pieces(self, text: Text) -> Iterator[str]:
        """Yield runs of equally broad characters, as long as they go on."""
        rooms = self._steps(text)
        x = text.x * MM
        for room, run in groupby(zip(text.text, rooms, strict=True), key=lambda pair: pair[1]):
            signs = "".join(sign for sign, _ in run)
            delta = f' DeltaX="g {len(signs) - 1} {room:.4f}"' if len(signs) > 1 else ""
            yield _text(text, (x, 0.15, len(signs) * room), signs, delta)
            x += room * len(signs)

    def _signs(self, text: Text) -> Iterator[str]:
        """Yield an object a character, in points."""
        x = text.x * MM
        for sign, room in zip(text.text, self._steps(text), strict=True):
            size, font = text.size, 2 if text.font == "body" else 3
            top = text.baseline * MM - size * MM
            yield (
                f'<o:TextObject ID=? Boundary="{x:.4f} {top:.4f} {room:.4f} {size * MM:.4f}" '
                f'CTM="{POINT}" Font="{font}" Size="{size:.4f}"><o:FillColor Value="0 0 0"/>'
                f'<o:TextCode X="0" Y="{size * MM / 0.3528:.4f}">{escape(sign)}</o:TextCode>'
                "</o:TextObject>"
            )
            x += room

    def _run(self, lines: Sequence[Text]) -> str:
        """Return all ``lines`` of a cell as one run, which goes back at the end of each."""
        first = lines[0]
        origins: list[tuple[float, float]] = []
        for line in lines:
            x = line.x * MM
            for room in self._steps(line):
                origins.append((x, line.baseline * MM))
                x += room
        across = " ".join(f"{b[0] - a[0]:.4f}" for a, b in pairwise(origins))
        down = " ".join(f"{b[1] - a[1]:.4f}" for a, b in pairwise(origins))
        signs = "".join(line.text for line in lines)
        deltas = f' DeltaX="{across}" DeltaY="{down}"' if len(origins) > 1 else ""
        return _text(first, (first.x * MM, 0.0, 100.0), signs, deltas)


def _text(mark: Text, place: tuple[float, float, float], signs: str, deltas: str) -> str:
    x, inset, room = place
    size, font = mark.size * MM, 2 if mark.font == "body" else 3
    top = mark.baseline * MM - size
    left = x - inset * size
    return (
        f'<o:TextObject ID=? Boundary="{left:.4f} {top:.4f} {room:.4f} {size:.4f}" '
        f'Font="{font}" Size="{size:.4f}"><o:TextCode X="{inset * size:.4f}" Y="{size:.4f}"{deltas}>'
        f"{escape(signs)}</o:TextCode></o:TextObject>"
    )


def _line(mark: Mark) -> str:
    """Return a stroked line in a boundary as thin as itself, or a box."""
    if isinstance(mark, Frame):
        return _bar(mark)
    assert isinstance(mark, Stroke)
    half = mark.width * MM / 2
    x0, top, x1, bottom = mark.x0 * MM, mark.top * MM, mark.x1 * MM, mark.bottom * MM
    box = f"{x0 - half:.4f} {top - half:.4f} {x1 - x0 + 2 * half:.4f} {bottom - top + 2 * half:.4f}"
    return (
        f'<o:PathObject ID=? Boundary="{box}" LineWidth="{2 * half:.4f}"><o:AbbreviatedData>'
        f"M {half:.4f} {half:.4f} L {x1 - x0 + half:.4f} {bottom - top + half:.4f}"
        "</o:AbbreviatedData></o:PathObject>"
    )


def _bar(mark: Mark) -> str:
    """Return a line as a thin filled rectangle in points, or a stroked box."""
    assert not isinstance(mark, Text)
    hollow = isinstance(mark, Frame) and not mark.filled
    half = mark.width / 2 if isinstance(mark, Stroke) else 0.0
    x0, top, x1, bottom = mark.x0 - half, mark.top - half, mark.x1 + half, mark.bottom + half
    across, down = (x1 - x0) * MM / 0.3528, (bottom - top) * MM / 0.3528
    fill = "" if hollow else ' Fill="true" Stroke="false"'
    box = f"{x0 * MM:.4f} {top * MM:.4f} {(x1 - x0) * MM:.4f} {(bottom - top) * MM:.4f}"
    return (
        f'<o:PathObject ID=? Boundary="{box}" CTM="{POINT}"{fill}><o:FillColor Value="0 0 0"/>'
        f"<o:AbbreviatedData>M 0 0 L {across:.4f} 0 L {across:.4f} {down:.4f} L 0 {down:.4f} C"
        "</o:AbbreviatedData></o:PathObject>"
    )


def _frame(lines: Sequence[Mark]) -> str:
    """Return all lines of a page as one path."""
    data = []
    for mark in lines:
        assert not isinstance(mark, Text)
        x0, top, x1, bottom = (v * MM for v in (mark.x0, mark.top, mark.x1, mark.bottom))
        if isinstance(mark, Stroke):
            data.append(f"M {x0:.4f} {top:.4f} L {x1:.4f} {bottom:.4f}")
        else:
            corners = f"L {x1:.4f} {top:.4f} L {x1:.4f} {bottom:.4f} L {x0:.4f} {bottom:.4f} C"
            data.append(f"M {x0:.4f} {top:.4f} {corners}")
    return (
        '<o:PathObject ID=? Boundary="0 0 500 500" LineWidth="0.2"><o:AbbreviatedData>'
        f"{' '.join(data)}</o:AbbreviatedData></o:PathObject>"
    )


def _cells(texts: Sequence[Text]) -> list[list[Text]]:
    """Return texts in groups of those that follow each other closely, one below the other."""
    groups: list[list[Text]] = []
    for text in texts:
        last = groups[-1][-1] if groups else None
        if (
            last
            and (last.font, last.size) == (text.font, text.size)
            and (0 < text.baseline - last.baseline < 1.7 * text.size and text.size < 12)
        ):
            groups[-1].append(text)
        else:
            groups.append([text])
    return groups
