"""What of pdfminer.six is relied on beyond its documented interface.

A release that names these parts otherwise would not fail: what gouji puts in their place would
merely not be called, and hidden text be read. So it is looked at once, before anything is read.
"""

from functools import cache

from pdfminer.pdfdocument import PDFDocument, PDFXRef
from pdfminer.pdffont import PDFFont, TrueTypeFont
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSBaseParser

from gouji.libraries import check_parts

_OPERATORS = (
    "BDC BMC B B_a BT CS Do EI EMC F G K Q RG S SCN TJ Tf Tj Tr Tz W W_a b cm cs f f_a g gs k n q "
    "re rg s sc scn sh _q _w"
)
_RELIED_ON: dict[type, str] = {
    PDFDocument: "_getobj_objstm _getobj_parse _initialize_password find_xref getobj "
    "read_xref_from",
    PDFXRef: "get_objids get_pos get_trailer load",
    PDFFont: "char_disp char_width decode is_multibyte is_vertical to_unichr",
    TrueTypeFont: "create_unicode_map parse_cmap_format_12 parse_cmap_format_4",
    PDFResourceManager: "get_font",
    PDFPageInterpreter: "execute init_resources init_state pop push render_contents subinterp "
    + " ".join(f"do_{name}" for name in _OPERATORS.split()),
    PDFContentParser: "do_keyword nextobject",
    PDFParser: "do_keyword nextobject nexttoken pop push reset seek set_document",
    PDFStream: "decode get_data get_filters",
    PSBaseParser: "_parse_hexstring",
}


@cache
def check_library() -> None:
    """Raise :class:`gouji.errors.LibraryError` where the library has changed."""
    check_parts("pdfminer.six", _RELIED_ON)
