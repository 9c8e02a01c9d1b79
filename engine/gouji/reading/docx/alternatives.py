"""Alternatives (``mc:AlternateContent``): the one that a word processor shows."""

from lxml.etree import _Element

from gouji.reading.docx.names import MC, W

_MICROSOFT = "http://schemas.microsoft.com/office/"
_UNDERSTOOD = tuple(
    _MICROSOFT + kind for kind in ("word/", "drawing/", "mac/drawingml/", "2006/", "thememl/")
)


def chosen(alternatives: _Element) -> list[_Element]:
    """Return the contents of the first alternative that word processors understand."""
    return list(_shown(alternatives))


def agree(alternatives: _Element) -> bool:
    """Tell whether all alternatives hold the same text, so that nothing hangs on the choice."""
    held = {_text(branch) for branch in _branches(alternatives)}
    return len(held) <= 1 or held == {_text(_shown(alternatives)), ""}


def _shown(alternatives: _Element) -> "_Element | tuple[()]":
    return next((b for b in _branches(alternatives) if _is_understood(b)), ())


def _branches(alternatives: _Element) -> list[_Element]:
    return [*alternatives.findall(MC + "Choice"), *alternatives.findall(MC + "Fallback")]


def _is_understood(branch: _Element) -> bool:
    """Tell whether the names that a choice requires are Word's own; a fallback requires none."""
    required = (branch.get("Requires") or "").split()
    return all((branch.nsmap.get(name) or "").startswith(_UNDERSTOOD) for name in required)


def _text(branch: "_Element | tuple[()]") -> str:
    if isinstance(branch, tuple):
        return ""
    return "".join("".join(t.text or "" for t in branch.iter(W + "t")).split())
