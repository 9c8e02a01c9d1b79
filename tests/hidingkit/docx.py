"""Hides digits in the cells of a word processor file, in each of many ways.

A way says what stands in a trapped cell and what the rest of the file needs for it. ``OFF`` are
plain: the cell is certain. ``UNSEEN`` leave doubt: the cell may be unread. ``HONEST`` hide nothing,
though they look alike: every cell is to be read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from hidingkit import Trap, marked
from reportkit import Content
from reportkit.word import document

_SPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "zz": "urn:example:unknown",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELL = re.compile(
    r"<w:tc><w:tcPr>((?:(?!</w:tcPr>).)*)</w:tcPr><w:p><w:r><w:t [^>]*>(\ue000.\ue001)"
    r"</w:t></w:r></w:p></w:tc>"
)
_ROW = re.compile(r"<w:tr>(?=(?:(?!</w:tr>).)*<!--trap-->)")
_ROOTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fonts",
    "numbering": "numbering",
}

Write = Callable[[Trap], str]


@dataclass(frozen=True, slots=True)
class Way:
    """What a trapped cell holds, and its properties; what its row, the tables and the parts hold.

    Where ``nothing_shows`` the cell's own digits are hidden too.
    """

    inside: Write
    cell: str = ""
    row: str = ""
    table: str = ""
    above: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    nothing_shows: bool = False


def write(content: Content, traps: Iterable[Trap], way: Way) -> bytes:
    """Return the report as DOCX with ``traps`` hidden in a ``way``."""
    by_mark = {trap.mark: trap for trap in traps}

    def trapped(match: re.Match[str]) -> str:
        return (
            f"<w:tc><w:tcPr>{match[1]}{way.cell}</w:tcPr><!--trap-->"
            f"{way.inside(by_mark[match[2]])}</w:tc>"
        )

    with ZipFile(BytesIO(document(marked(content, by_mark.values())))) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    xml = _CELL.sub(trapped, files["word/document.xml"])
    xml = _ROW.sub(lambda _: f"<w:tr><w:trPr>{way.row}</w:trPr>" if way.row else "<w:tr>", xml)
    xml = xml.replace("<w:tblPr>", f"<w:tblPr>{way.table}")
    xml = xml.replace("<w:document ", f"<w:document {_DECLARED} ").replace(
        "<w:body>", f"{way.above}<w:body>"
    )
    files["word/document.xml"] = xml
    files |= dict(_parts(way.parts))
    out = BytesIO()
    with ZipFile(out, "w") as result:
        for name, text in files.items():
            result.writestr(ZipInfo(name), text)
    return out.getvalue()


def _parts(parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not parts:
        return
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    yield (
        "word/_rels/document.xml.rels",
        f'<Relationships xmlns="{space}">{links}</Relationships>',
    )
    if "font" in parts:
        link = f'<Relationship Id="font" Type="{_RELATION}/font" Target="font.xml"/>'
        yield (
            "word/_rels/fontTable.xml.rels",
            f'<Relationships xmlns="{space}">{link}</Relationships>',
        )
    for kind, inside in parts.items():
        root = _ROOTS.get(kind)
        whole = f"<w:{root} {_W} {_DECLARED}>{inside}</w:{root}>" if root else inside
        yield f"word/{kind}.xml", whole


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """Return a paragraph around runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _over(above: str, base: str) -> str:
    """Return small text over other text."""
    inner = f"<w:rt>{run(above)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase>"
    return f"<w:r><w:ruby>{inner}</w:ruby></w:r>"


def beside(hidden: Write) -> Write:
    """Put what hides before, after or within the digits that show, by the cell."""

    def inside(trap: Trap) -> str:
        at = (0, len(trap.shown), len(trap.shown) // 2)[int(trap.hidden) % 3]
        first, last = trap.shown[:at], trap.shown[at:]
        runs = [run(first) if first else "", hidden(trap), run(last) if last else ""]
        return paragraph("".join(runs))

    return inside


def printed(properties: str) -> Write:
    """Put digits of some properties beside those that show."""
    return beside(lambda trap: run(trap.hidden, properties))


def whole(properties: str = "", of_paragraph: str = "") -> Write:
    """Show the cell's digits (or, where nothing shows, hide others) with some properties."""
    return lambda trap: paragraph(run(trap.shown or trap.hidden, properties), of_paragraph)


def anchored(inside: str, *, x: int = 0, y: int = 0, hidden: str = "0", w: int = 900_000) -> str:
    """Return a floating shape; lengths in EMU."""
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="0"><wp:positionH relativeFrom="column">'
        f"<wp:posOffset>{x}</wp:posOffset></wp:positionH>"
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{w}" cy="{w}"/><wp:wrapNone/><wp:docPr id="1" name="a" hidden="{hidden}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:wsp>{inside}</wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def _box(text: str) -> str:
    return f"<wps:txbx><w:txbxContent>{paragraph(run(text))}</w:txbxContent></wps:txbx>"


def _style(kind: str, name: str, properties: str, based: str = "", more: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{on}{more}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def _field(instruction: str, result: str, *, dirty: str = "0", separate: bool = True) -> str:
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if separate else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin" w:dirty="{dirty}"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}"
        f'{run(result) if result else ""}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _field_of(instruction: str, result: str) -> str:
    """Return a field whose instruction holds another field."""
    begun, told = _field("IF", result).split("</w:instrText></w:r>")
    return f"{begun}</w:instrText></w:r>{instruction}{told}"


def _list(text: str, entries: Mapping[str, str], last: str) -> str:
    items = "".join(
        f'<w:listItem w:value="{value}" w:displayText="{shown}"/>'
        for value, shown in entries.items()
    )
    return (
        f'<w:sdt><w:sdtPr><w:dropDownList w:lastValue="{last}">{items}</w:dropDownList></w:sdtPr>'
        f"<w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    )


def _old_list(entry: str, result: str, *, separate: bool = True) -> str:
    entries = f'<w:result w:val="1"/><w:listEntry w:val="77"/><w:listEntry w:val="{entry}"/>'
    form = f"><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar>"
    field = _field("FORMDROPDOWN", result, separate=separate)
    return field.replace(' w:dirty="0"/>', form, 1)


def _either(choice: str, fallback: str, requires: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def _shade(fill: str, pattern: str = "clear", colour: str = "auto") -> str:
    return f'<w:shd w:val="{pattern}" w:color="{colour}" w:fill="{fill}"/>'


def _slots(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _fill(inside: str) -> str:
    return f"<w14:textFill>{inside}</w14:textFill>"


WHITE = '<w:color w:val="FFFFFF"/>'
BLACK = '<w:color w:val="000000"/>'
_OPAQUE = (
    '<wps:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    "</wps:spPr>"
)
_THEME = (
    f'<a:theme xmlns:a="{_SPACES["a"]}"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="FDFDFD"/></a:lt2>'
    '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme><a:fontScheme name="x">'
    '<a:majorFont><a:latin typeface="Wingdings"/><a:ea typeface="宋体"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Arial"/><a:ea typeface="宋体"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)
_THEMED = {"theme": _THEME}
_BOUND = {"customXml": "<a>4711</a>"}
_STYLED = {
    "styles": _style("character", "gone", "<w:vanish/>")
    + _style("character", "derived", "<w:b/>", "gone")
    + _style("character", "white", WHITE)
    + _style("character", "tiny", '<w:sz w:val="2"/>')
    + _style("paragraph", "whitePar", WHITE)
    + _style("paragraph", "gonePar", "<w:vanish/>")
}
_BANDS = {
    "styles": _style("table", "bands", "", more="".join(
        f'<w:tblStylePr w:type="{part}"><w:rPr>{WHITE}</w:rPr></w:tblStylePr>'
        for part in ("band1Horz", "band2Horz", "firstRow", "lastCol")
    ))
}  # fmt: skip
_COLUMNS = {
    "styles": _style("table", "columns", "", more="".join(
        f'<w:tblStylePr w:type="{part}"><w:rPr>{WHITE}</w:rPr></w:tblStylePr>'
        for part in ("band1Vert", "band2Vert")
    ))
}  # fmt: skip
_PALE_COLUMNS = {
    "styles": _style("table", "columns", "", more="".join(
        f'<w:tblStylePr w:type="{part}"><w:tcPr>{_shade(fill)}</w:tcPr></w:tblStylePr>'
        for part, fill in (("band1Vert", "D9E2F3"), ("band2Vert", "FFFFFF"))
    ))
}  # fmt: skip
_ACROSS = '<w:tblStyle w:val="columns"/><w:tblLook w:noVBand="0"/>'
_DARK_BANDS = {
    "styles": _style("table", "dark", "", more="".join(
        f'<w:tblStylePr w:type="{part}"><w:rPr>{WHITE}</w:rPr>'
        f"<w:tcPr>{_shade('1F4E79')}</w:tcPr></w:tblStylePr>"
        for part in ("band1Horz", "band2Horz", "firstRow", "lastCol")
    ))
}  # fmt: skip
_LOOK = '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="1"/>'
_FAR = 30_000_000


OFF: Mapping[str, Way] = {
    "vanish": Way(printed("<w:vanish/>")),
    "vanish, said so": Way(printed('<w:vanish w:val="on"/>')),
    "vanish by a style": Way(printed('<w:rStyle w:val="gone"/>'), parts=_STYLED),
    "vanish by a style's base": Way(printed('<w:rStyle w:val="derived"/>'), parts=_STYLED),
    "vanish by a paragraph's style": Way(
        lambda t: paragraph(run(t.hidden), '<w:pStyle w:val="gonePar"/>') + paragraph(run(t.shown)),
        parts=_STYLED,
    ),
    "deleted": Way(beside(lambda t: f"<w:del>{run(t.hidden)}</w:del>")),
    "deleted text": Way(
        beside(lambda t: f"<w:del><w:r><w:delText>{t.hidden}</w:delText></w:r></w:del>")
    ),
    "deleted in an insertion": Way(
        beside(lambda t: f"<w:ins><w:del>{run(t.hidden)}</w:del></w:ins>")
    ),
    "moved away": Way(beside(lambda t: f"<w:moveFrom>{run(t.hidden)}</w:moveFrom>")),
    "an instruction": Way(beside(lambda t: _field(f"HYPERLINK {t.hidden}", ""))),
    "a hidden box": Way(beside(lambda t: anchored(_box(t.hidden), hidden="1"))),
    "an index entry": Way(beside(lambda t: _field(f"XE {t.hidden}", "", separate=False))),
}
"""Switched off: the rest of the cell is certain."""

UNSEEN: Mapping[str, Way] = {
    "white": Way(printed(WHITE)),
    "nearly white": Way(printed('<w:color w:val="FAFAFA"/>')),
    "white of the theme": Way(printed('<w:color w:themeColor="background1"/>'), parts=_THEMED),
    "white of the theme, black by value": Way(
        printed('<w:color w:val="000000" w:themeColor="background1"/>'), parts=_THEMED
    ),
    "white by value, black of the theme": Way(
        printed('<w:color w:val="FFFFFF" w:themeColor="text1"/>'), parts=_THEMED
    ),
    "nearly white of the theme": Way(printed('<w:color w:themeColor="light2"/>'), parts=_THEMED),
    "black of the theme, tinted white": Way(
        printed('<w:color w:themeColor="text1" w:themeTint="03"/>'), parts=_THEMED
    ),
    "a theme that is not there": Way(printed('<w:color w:themeColor="background1"/>')),
    "white by a style": Way(printed('<w:rStyle w:val="white"/>'), parts=_STYLED),
    "white by a paragraph's style": Way(
        lambda t: paragraph(run(t.hidden) + run(t.shown, BLACK), '<w:pStyle w:val="whitePar"/>'),
        parts=_STYLED,
    ),
    "white by default": Way(
        lambda t: paragraph(run(t.hidden, '<w:color w:val="FEFEFE"/>') + run(t.shown)),
        parts={"styles": f"<w:docDefaults><w:rPrDefault><w:rPr>{BLACK}</w:rPr></w:rPrDefault></w:docDefaults>"},
    ),
    "white in every band": Way(
        lambda t: paragraph(run(t.hidden) + run(t.shown, BLACK)),
        table=f'<w:tblStyle w:val="bands"/>{_LOOK}', parts=_BANDS,
    ),
    "white in the band that a cell names": Way(
        lambda t: paragraph(run(t.hidden) + run(t.shown, BLACK)),
        cell='<w:cnfStyle w:val="000010000000"/>',
        table=f'<w:tblStyle w:val="bands"/>{_LOOK}', parts=_BANDS,
    ),
    "white in every column": Way(
        lambda t: paragraph(run(t.hidden) + run(t.shown, BLACK)), table=_ACROSS, parts=_COLUMNS
    ),
    "a row whose mark is hidden": Way(whole(), row="<w:hidden/>"),
    **{
        f"a field reckoned anew: {kind}": Way(
            lambda t, kind=kind: paragraph(_field(f"{kind} 1", t.hidden)), nothing_shows=True
        )
        for kind in ("IF", "NEXT", "MERGEREC", "REF", "PAGEREF", "FILENAME", "TITLE", "KEYWORDS")
    },
    "a field made of fields": Way(
        lambda t: paragraph(_field_of(_field("MERGEFIELD a", t.shown), t.hidden))
    ),
    "digits below the line": Way(
        lambda t: paragraph(run(t.shown) + run(t.hidden, '<w:vertAlign w:val="subscript"/>'))
    ),
    "digits let down": Way(
        lambda t: paragraph(run(t.shown) + run(t.hidden, '<w:position w:val="-8"/>'))
    ),
    "digits over the digits": Way(lambda t: paragraph(_over(t.hidden, t.shown))),
    "black on black": Way(printed(BLACK + _shade("000000"))),
    "black on a solid pattern": Way(printed(BLACK + _shade("FFFFFF", "solid", "000000"))),
    "blue on blue": Way(printed('<w:color w:val="1F4E79"/>' + _shade("1F4E79"))),
    "black under a black marker": Way(printed(BLACK + '<w:highlight w:val="black"/>')),
    "automatic under a black marker": Way(printed('<w:highlight w:val="black"/>')),
    "white on white in a dark cell": Way(
        lambda t: paragraph(run(t.hidden, WHITE + _shade("FFFFFF")) + run(t.shown)),
        cell=_shade("1F4E79"),
    ),
    "dark in a dark cell": Way(
        lambda t: paragraph(run(t.hidden, '<w:color w:val="1F4E79"/>') + run(t.shown, WHITE)),
        cell=_shade("1F4E79"),
    ),
    "dark on a dark paragraph": Way(
        lambda t: paragraph(
            run(t.hidden, '<w:color w:val="1F4E79"/>') + run(t.shown, WHITE), _shade("1F4E79")
        )
    ),
    "the colour of the page": Way(
        lambda t: paragraph(run(t.hidden, '<w:color w:val="DDEEFF"/>') + run(t.shown, BLACK)),
        above='<w:background w:color="DDEEFF"/>',
        parts={"settings": "<w:displayBackgroundShape/>"},
    ),
    "no fill": Way(printed(_fill("<w14:noFill/>"))),
    "a white fill": Way(
        printed(_fill('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'))
    ),
    "a fill that lets all through": Way(
        printed(_fill(
            '<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="97000"/>'
            "</w14:srgbClr></w14:solidFill>"
        ))
    ),
    "a fill of the theme": Way(
        printed(_fill('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>')),
        parts=_THEMED,
    ),
    "a fill of many colours": Way(printed(_fill("<w14:gradFill/>"))),
    "half a point": Way(printed('<w:sz w:val="1"/>')),
    "two points": Way(printed('<w:sz w:val="4"/>')),
    "a point with a unit": Way(printed('<w:sz w:val="1pt"/>')),
    "small by a style": Way(printed('<w:rStyle w:val="tiny"/>'), parts=_STYLED),
    "small beside large": Way(printed('<w:sz w:val="8"/>')),
    "small as of another script": Way(printed('<w:cs/><w:szCs w:val="1"/>')),
    "one per cent wide": Way(printed('<w:w w:val="1"/>')),
    "one per cent wide, with its sign": Way(printed('<w:w w:val="1%"/>')),
    "letters upon each other": Way(printed('<w:spacing w:val="-200"/>')),
    "letters far apart": Way(printed('<w:spacing w:val="20000"/>')),
    "fitted into nothing": Way(printed('<w:fitText w:val="1"/>')),
    "lifted out of the line": Way(printed('<w:position w:val="900"/>')),
    "dropped out of the line": Way(printed('<w:position w:val="-900"/>')),
    "combined": Way(printed('<w:eastAsianLayout w:combine="1"/>')),
    "turned": Way(printed('<w:eastAsianLayout w:vert="1"/>')),
    "signs for digits": Way(whole(_slots("Wingdings")), nothing_shows=True),
    "signs beside digits": Way(printed(_slots("Webdings"))),
    "signs by the theme": Way(
        printed('<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'), parts=_THEMED
    ),
    "signs by the table of fonts": Way(
        printed(_slots("Honest")),
        parts={"fontTable": '<w:font w:name="Honest"><w:charset w:val="02"/></w:font>'},
    ),
    "a font of the file": Way(
        printed(_slots("Honest")),
        parts={
            "fontTable": '<w:font w:name="Honest"><w:embedRegular r:id="font"/></w:font>',
            "font": "no font that anybody knows",
        },
    ),
    "a sign that is a digit elsewhere": Way(
        beside(lambda t: f'<w:r><w:sym w:font="Wingdings" w:char="003{t.hidden[0]}"/></w:r>')
    ),
    "styles that turn each other over": Way(
        lambda t: paragraph(
            run(t.hidden, '<w:rStyle w:val="gone"/>') + run(t.shown, '<w:vanish w:val="0"/>'),
            '<w:pStyle w:val="gonePar"/>',
        ),
        parts=_STYLED,
    ),
    "a style told twice": Way(
        printed('<w:rStyle w:val="gone"/>'),
        parts={"styles": _style("character", "gone", "<w:vanish/>") + _style("character", "gone", "")},
    ),
    "overridden direction": Way(lambda t: paragraph(run(f"\u202e{t.shown[::-1]}\u202c"))),
    "overridden by an element": Way(
        lambda t: paragraph(f'<w:bdo w:val="rtl">{run(t.shown[::-1])}</w:bdo>')
    ),
    "runs from the right": Way(
        lambda t: paragraph(
            "".join(run(d, "<w:rtl/>") for d in reversed(t.shown)), "<w:bidi/>"
        )
    ),
    "a line too low": Way(
        whole(of_paragraph='<w:spacing w:line="20" w:lineRule="exact"/>'), nothing_shows=True
    ),
    "a share of a line": Way(
        whole(of_paragraph='<w:spacing w:line="12" w:lineRule="auto"/>'), nothing_shows=True
    ),
    "a second line in a row for one": Way(
        lambda t: paragraph(run(t.shown)) + paragraph(run(t.hidden)),
        row='<w:trHeight w:val="240" w:hRule="exact"/>',
    ),
    "empty lines first in a row for one": Way(
        lambda t: paragraph("") * 8 + paragraph(run(t.hidden)),
        row='<w:trHeight w:val="240" w:hRule="exact"/>', nothing_shows=True,
    ),
    "a row too low": Way(
        whole(), row='<w:trHeight w:val="40" w:hRule="exact"/>', nothing_shows=True
    ),
    "far below in a row of its height": Way(
        whole(of_paragraph='<w:spacing w:before="2000"/>'),
        row='<w:trHeight w:val="400" w:hRule="exact"/>', nothing_shows=True,
    ),
    "a cell without width": Way(
        whole(), cell='<w:tcW w:w="0" w:type="dxa"/>', table='<w:tblLayout w:type="fixed"/>',
        nothing_shows=True,
    ),
    "margins that take all": Way(
        whole(),
        cell='<w:tcW w:w="800" w:type="dxa"/><w:tcMar><w:left w:w="9000" w:type="dxa"/></w:tcMar>',
        table='<w:tblLayout w:type="fixed"/>', nothing_shows=True,
    ),
    "a table off the page": Way(
        whole(), table='<w:tblInd w:w="-20000" w:type="dxa"/>', nothing_shows=True
    ),
    "a floating table off the page": Way(
        whole(), table='<w:tblpPr w:tblpX="30000" w:tblpY="1"/>', nothing_shows=True
    ),
    "an indent out of the cell": Way(
        whole(of_paragraph='<w:ind w:left="-3000"/>'), nothing_shows=True
    ),
    "a first line out of the cell": Way(
        whole(of_paragraph='<w:ind w:firstLine="20000"/>'), nothing_shows=True
    ),
    "an indent told in characters": Way(
        whole(of_paragraph='<w:ind w:left="0" w:leftChars="-3000"/>'), nothing_shows=True
    ),
    "a frame off the page": Way(
        lambda t: paragraph(run(t.shown))
        + paragraph(run(t.hidden), '<w:framePr w:w="900" w:x="30000" w:y="1"/>')
    ),
    "a box off the page": Way(
        beside(lambda t: anchored(_box(t.hidden), x=_FAR))
    ),
    "a box without size": Way(beside(lambda t: anchored(_box(t.hidden), w=1))),
    "a white box over the digits": Way(
        lambda t: paragraph(run(t.hidden) + anchored(_OPAQUE)), nothing_shows=True
    ),
    "a picture beside digits": Way(beside(lambda _: anchored("<a:blip/>"))),
    "a dirty field": Way(
        lambda t: paragraph(_field("REF a", t.hidden, dirty="1")), nothing_shows=True
    ),
    "a field that draws": Way(
        beside(lambda t: _field(rf"EQ \o({t.hidden},1)", "", separate=False))
    ),
    "a button": Way(
        lambda t: paragraph(run(t.shown[:1]) + _field(f"MACROBUTTON x {t.shown[1:]}", "", separate=False))
    ),
    "a simple field that draws": Way(
        beside(lambda t: f'<w:fldSimple w:instr="EQ x">{run(t.hidden)}</w:fldSimple>')
    ),
    "a placeholder": Way(
        lambda t: paragraph(
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(t.hidden)}"
            "</w:sdtContent></w:sdt>"
        ),
        nothing_shows=True,
    ),
    "text of another part": Way(
        lambda t: paragraph(
            f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>{run(t.hidden)}'
            "</w:sdtContent></w:sdt>"
        ),
        parts=_BOUND, nothing_shows=True,
    ),
    "paragraphs of another part": Way(
        lambda t: (
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>'
            f"{paragraph(run(t.hidden))}</w:sdtContent></w:sdt>"
        ),
        parts=_BOUND, nothing_shows=True,
    ),
    "nothing in place of another part's text": Way(
        lambda t: paragraph(run(t.shown))
        + '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent><w:p/>'
        "</w:sdtContent></w:sdt>",
        parts=_BOUND,
    ),
    "text that is no entry of its list": Way(
        lambda t: paragraph(_list(t.hidden, {"a": t.shown, "b": "另有"}, last="a"))
    ),
    "not the entry that was chosen last": Way(
        lambda t: paragraph(_list(t.hidden, {"a": t.shown, "b": t.hidden}, last="a"))
    ),
    "an entry of an old form": Way(lambda t: paragraph(_old_list(t.shown, ""))),
    "another entry of an old form": Way(lambda t: paragraph(_old_list(t.shown, t.hidden))),
    "an entry of an old form without a result": Way(
        lambda t: paragraph(_old_list(t.shown, "", separate=False))
    ),
    "a small white box over the digits": Way(
        lambda t: paragraph(run(t.hidden) + anchored(_OPAQUE, w=200_000)), nothing_shows=True
    ),
    "an alternative nobody understands": Way(
        beside(lambda t: _either(run(t.hidden), "", "zz"))
    ),
    "alternatives that differ": Way(
        lambda t: paragraph(_either(run(t.shown), run(t.hidden), "w14"))
    ),
    "alternatives that differ in a run": Way(
        lambda t: paragraph(
            "<w:r>" + _either(f"<w:t>{t.shown}</w:t>", f"<w:t>{t.hidden}</w:t>", "w14") + "</w:r>"
        )
    ),
    "an element nobody knows": Way(beside(lambda t: f"<zz:part>{run(t.hidden)}</zz:part>")),
    "an element nobody knows in a run": Way(
        beside(lambda t: f"<w:r><zz:part><w:t>{t.hidden}</w:t></zz:part></w:r>")
    ),
    "a fraction": Way(
        beside(lambda t: (
            f"<m:oMath><m:f><m:num><m:r><m:t>{t.hidden}</m:t></m:r></m:num><m:den><m:r><m:t>2"
            "</m:t></m:r></m:den></m:f></m:oMath>"
        ))
    ),
    "a phantom": Way(
        beside(lambda t: (
            f"<m:oMath><m:phant><m:e><m:r><m:t>{t.hidden}</m:t></m:r></m:e></m:phant></m:oMath>"
        ))
    ),
    "white mathematics": Way(
        beside(lambda t: (
            f"<m:oMath><m:r><w:rPr>{WHITE}</w:rPr><m:t>{t.hidden}</m:t></m:r></m:oMath>"
        ))
    ),
    "the number of the page": Way(beside(lambda _: "<w:r><w:pgNum/></w:r>")),
    "deleted text that nothing deletes": Way(
        beside(lambda t: f"<w:r><w:delText>{t.hidden}</w:delText></w:r>")
    ),
    "an instruction without a field": Way(
        beside(lambda t: f"<w:r><w:instrText>{t.hidden}</w:instrText></w:r>")
    ),
    "a cell that a revision deletes": Way(whole(), cell='<w:cellDel w:id="1"/>'),
    "a bullet that is a digit": Way(
        whole(of_paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        parts={"numbering": (
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
            '<w:lvlText w:val="5"/><w:suff w:val="nothing"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        )},
    ),
    "a note's number as large as digits": Way(
        lambda t: paragraph(run(t.shown) + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    ),
    "more than a line that does not break": Way(
        lambda t: paragraph(run(t.shown + "0" * 40)),
        cell='<w:tcW w:w="600" w:type="dxa"/><w:noWrap/>',
        table='<w:tblLayout w:type="fixed"/>',
        nothing_shows=True,
    ),
    "a table in the cell": Way(
        lambda t: paragraph(run(t.shown[:1]))
        + f"<w:tbl><w:tblPr/><w:tr><w:tc>{paragraph(run(t.hidden))}</w:tc>"
        f"<w:tc>{paragraph(run(t.hidden))}</w:tc></w:tr></w:tbl>" + paragraph(""),
    ),
    "letters larger than the cell": Way(whole('<w:sz w:val="1600"/>'), nothing_shows=True),
    "a row higher than the page": Way(
        whole(), row='<w:trHeight w:val="30000" w:hRule="exact"/>', nothing_shows=True
    ),
    "a frame by a style": Way(
        lambda t: paragraph(run(t.shown))
        + paragraph(run(t.hidden, "<w:b/>"), '<w:pStyle w:val="framed"/>'),
        parts={
            "styles": '<w:style w:type="paragraph" w:styleId="framed"><w:pPr>'
            '<w:framePr w:w="900" w:x="30000" w:y="1"/></w:pPr></w:style>'
        },
    ),
    "blocks nobody knows": Way(
        lambda t: paragraph(run(t.shown)) + f"<zz:part>{paragraph(run(t.hidden))}</zz:part>"
    ),
    "alternative blocks that differ": Way(
        lambda t: _either(paragraph(run(t.shown)), paragraph(run(t.hidden)), "w14")
    ),
    "text in mathematics that no mathematics is": Way(
        beside(
            lambda t: f"<m:oMath><m:r><w:t>{t.hidden}</w:t><m:t>1</m:t></m:r></m:oMath>"
        )
    ),
    "an element within text": Way(
        beside(lambda t: f"<w:r><w:t>{t.hidden[0]}<w:b/>{t.hidden}</w:t></w:r>")
    ),
    "an old white shape over the digits": Way(
        lambda t: paragraph(
            run(t.hidden)
            + '<w:r><w:pict><v:rect style="position:absolute;width:90pt;height:90pt"/></w:pict></w:r>'
        ),
        nothing_shows=True,
    ),
    "another document": Way(lambda t: paragraph(run(t.shown)) + "<w:altChunk/>"),
}  # fmt: skip
"""Not seen, or not as written: the cell is in doubt."""

HONEST: Mapping[str, Way] = {
    "white in a dark cell": Way(whole(WHITE), cell=_shade("1F4E79")),
    "white on a dark run": Way(whole(WHITE + _shade("1F4E79"))),
    "white on a dark paragraph": Way(whole(WHITE, _shade("1F4E79"))),
    "white under a black marker": Way(whole(WHITE + '<w:highlight w:val="black"/>')),
    "automatic in a dark cell": Way(whole('<w:color w:val="auto"/>'), cell=_shade("000000")),
    "white in dark bands": Way(
        whole(), table=f'<w:tblStyle w:val="dark"/>{_LOOK}', parts=_DARK_BANDS
    ),
    "pale columns": Way(whole(), table=_ACROSS, parts=_PALE_COLUMNS),
    "letters over the digits": Way(lambda t: paragraph(_over("jian", t.shown))),
    "grey": Way(whole('<w:color w:val="7F7F7F"/>')),
    "the result of a formula": Way(lambda t: paragraph(_field("=SUM(LEFT)", t.shown))),
    "red": Way(whole('<w:color w:val="FF0000"/>')),
    "black of the theme": Way(
        whole('<w:color w:val="000000" w:themeColor="text1"/>'), parts=_THEMED
    ),
    "under a yellow marker": Way(whole('<w:highlight w:val="yellow"/>')),
    "a pale cell": Way(whole(), cell=_shade("D9E2F3")),
    "small print": Way(whole('<w:sz w:val="13"/>')),
    "half wide": Way(whole('<w:w w:val="50"/>')),
    "a little condensed": Way(whole('<w:spacing w:val="-10"/>')),
    "a fitting line": Way(whole(of_paragraph='<w:spacing w:line="240" w:lineRule="exact"/>')),
    "a share of a line": Way(whole(of_paragraph='<w:spacing w:line="360" w:lineRule="auto"/>')),
    "a fitting row": Way(whole(), row='<w:trHeight w:val="400" w:hRule="exact"/>'),
    "a row of at least": Way(whole(), row='<w:trHeight w:val="10" w:hRule="atLeast"/>'),
    "a little out of the margins": Way(
        whole(of_paragraph='<w:ind w:left="-105" w:leftChars="-50" w:right="-105"/>')
    ),
    "a width that adapts": Way(whole(), cell='<w:tcW w:w="0" w:type="auto"/>'),
    "shown, said so": Way(whole('<w:vanish w:val="0"/><w:webHidden/>')),
    "a black fill": Way(
        whole(_fill('<w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill>'))
    ),
    "inserted": Way(lambda t: paragraph(f"<w:ins>{run(t.shown)}</w:ins>")),
    "a link": Way(lambda t: paragraph(_field("HYPERLINK x", t.shown))),
    "a form": Way(lambda t: paragraph(_field("FORMTEXT", t.shown))),
    "a control": Way(
        lambda t: paragraph(f"<w:sdt><w:sdtContent>{run(t.shown)}</w:sdtContent></w:sdt>")
    ),
    "a control bound to what is not there": Way(
        lambda t: paragraph(
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/b/c[2]" w:storeItemID="{1}"/></w:sdtPr>'
            f"<w:sdtContent>{run(t.shown)}</w:sdtContent></w:sdt>"
        ),
        parts=_BOUND,
    ),
    "an entry of a list": Way(
        lambda t: paragraph(_list(t.shown, {"a": t.shown, "b": "另有"}, last="a"))
    ),
    "plain mathematics": Way(
        lambda t: paragraph(f"<m:oMath><m:r><m:t>{t.shown}</m:t></m:r></m:oMath>")
    ),
    "alternatives that agree": Way(
        lambda t: paragraph(_either(run(t.shown), run(t.shown), "w14"))
    ),
    "a font of every machine": Way(
        whole(_slots("宋体")),
        parts={"fontTable": '<w:font w:name="宋体"><w:embedRegular w:fontKey="{0}"/></w:font>'},
    ),
    "a note": Way(
        lambda t: paragraph(run(t.shown) + run("1", '<w:vertAlign w:val="superscript"/>'))
    ),
    "a mark of direction": Way(lambda t: paragraph(run(f"\u200e{t.shown}"))),
    "blanks that nobody sees": Way(
        lambda t: paragraph(run("  ", WHITE + '<w:sz w:val="1"/>') + run(t.shown))
    ),
}  # fmt: skip
"""Nothing hidden: every cell is to be read."""
