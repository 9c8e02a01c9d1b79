"""What an open document hides in ways that its conversion to a Word document forgets."""

from gouji.errors import UnsupportedFormat
from gouji.reading.docx.package import Package

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ALWAYS = {"true", "visible", None}
HIDDEN = "ODT 文档里有隐藏的节、段落或表格行列，转换时分不出来；请删去或取消隐藏后再审核"


def refuse_hidden(data: bytes) -> None:
    """Raise :class:`UnsupportedFormat` for an ODT with sections, paragraphs or rows that hide."""
    content = Package(data).part("content.xml")
    for element in content.iter() if content is not None else ():
        says = (element.get(_TEXT + "display"), element.get(_TABLE + "visibility"))
        is_section = element.tag == _TEXT + "section" and says[0] not in _ALWAYS
        if is_section or says[1] not in _ALWAYS or element.tag == _TEXT + "hidden-paragraph":
            raise UnsupportedFormat(HIDDEN)
