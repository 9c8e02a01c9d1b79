"""Fills a template; an office's own may be broken or careless, and a document's text hostile."""

import io
import re
import traceback
import zipfile
from collections.abc import Mapping
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from gouji.errors import UsageError
from gouji.extras import extra
from gouji.model.nearest import nearest
from gouji.reporting.media.files import zipped

if TYPE_CHECKING:
    from jinja2 import Environment

    from gouji.reporting.one.notice.paper import Paper

_KEPT = 32
"""Parts of templates that are kept compiled; a document has about ten."""
_LARGEST = 50_000_000
"""Bytes of a template's parts, unpacked."""
_LONGEST_SHOWN = 60
_FROM_TEMPLATE = ("<template>", "<unknown>")
"""What jinja2 calls the file of a template made from a string."""
_MISTAKES = (ArithmeticError, AttributeError, LookupError, SyntaxError, TypeError, ValueError)
"""What an expression in a template may raise, beside jinja2's own errors."""
_NO_DOCUMENT = (zipfile.BadZipFile, AttributeError, KeyError, SyntaxError, TypeError, ValueError)
"""What python-docx raises where a package has no document, or lacks what each has."""
_SUBSTITUTES = re.compile(r"(?<=[{}%])_(?=[{}%])")
"""docxtpl turns 「{_{」 into 「{{」 after filling in; in a document's text it must not."""
_ONE_AT_A_TIME = Lock()
"""Held while a template is filled, for the one that is kept changes as it is."""
_UNDEFINED = re.compile(r"'([^']*)' is undefined|no attribute '([^']*)'")


def filled(template: bytes, contents: Mapping[str, Any]) -> bytes:
    """Return ``template`` with ``contents`` put in as text, in a sandbox, without dates.

    Raises :class:`UsageError` that says what is wrong with the template, and where.
    """
    with extra("office"):
        from jinja2 import TemplateError
    with _ONE_AT_A_TIME:
        paper = _opened(template)
        try:
            paper.fill(_marked(contents), _environment())
        except (TemplateError, *_MISTAKES) as error:
            raise UsageError(_sentence(paper, error, contents)) from None
        return zipped(paper.parts())


@cache
def _environment() -> "Environment":
    """Return the sandbox; it keeps what it compiled, for one template serves many notices."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    compiled = lru_cache(maxsize=_KEPT)(environment.from_string)
    environment.from_string = compiled  # type: ignore[assignment, method-assign]
    return environment


@lru_cache(maxsize=1)
def _opened(template: bytes) -> "Paper":
    """Open ``template``; it is kept, for one serves many notices."""
    with extra("office"):
        from gouji.reporting.one.notice.paper import Paper
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST:
                raise UsageError("通知模板太大，请换一个")
        return Paper(template)
    except _NO_DOCUMENT:
        raise UsageError("通知模板打不开：不是 Word 文档（.docx），或者文件已损坏") from None


def _marked(value: Any) -> Any:  # noqa: ANN401 - whatever a template may be given
    """Return ``value`` with all text escaped, so that nothing in it is taken for a mark."""
    from markupsafe import Markup, escape

    if isinstance(value, str):
        return Markup(_SUBSTITUTES.sub("&#95;", escape(value)))  # noqa: S704 - escaped right here
    if isinstance(value, Mapping):
        return {name: _marked(part) for name, part in value.items()}
    return [_marked(part) for part in value] if isinstance(value, list) else value


def _sentence(paper: "Paper", error: Exception, contents: Mapping[str, Any]) -> str:
    """Return what is wrong with the template, and where."""
    return f"通知模板有错：{_where(paper, error)}{_what(error, contents)}"


def _what(error: Exception, contents: Mapping[str, Any]) -> str:
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    if isinstance(error, SecurityError):
        return "用了模板里不许用的写法"
    if isinstance(error, UndefinedError):
        found = _UNDEFINED.search(str(error))
        name = (found[1] or found[2]) if found else ""
        return f"没有「{name}」这个名称{nearest(name, _names(contents))}"
    if isinstance(error, TemplateSyntaxError):
        return "标记写得不对，请检查括号是否成对，for 和 endfor、if 和 endif 是否成对"
    return "标记里的算式或用法不对"


def _names(contents: Mapping[str, Any]) -> set[str]:
    """Return every name that a template may use."""
    within = (part for value in contents.values() if isinstance(value, list) for part in value)
    return set(contents).union(*(part for part in within if isinstance(part, Mapping)))


def _where(paper: "Paper", error: Exception) -> str:
    """Return the paragraph of the mistake; docxtpl gives each a line of its own."""
    line = getattr(error, "lineno", None) or _line(error)
    if paper.current_rendering_part is not paper.docx.part:
        return "页眉、页脚或文档属性里，"
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", paper.patch_xml(paper.get_xml()))
    lines = source.splitlines()
    if line is None or line > len(lines):
        return ""
    text = re.sub(r"<[^>]+>", "", lines[line - 1]).strip()
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f"「{cut}」这一段，" if text else ""


def _line(error: Exception) -> int | None:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename in _FROM_TEMPLATE]
    return lines[-1] if lines else None
