"""How the cells of a workbook are drawn: Chinese fonts, thin lines, dark text on light ground."""

from typing import Any

from gouji.reporting.many.overview.cells import Look

FONT = "宋体"
"""A font that every Chinese office has."""

_LINE = {"border": 1, "border_color": "#CFD6DE"}
BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "top"}
LOOKS: dict[Look, dict[str, Any]] = {
    "plain": _LINE,
    "head": {
        **_LINE,
        "bold": True,
        "bg_color": "#E4EAF1",
        "valign": "vcenter",
        "align": "center",
        "text_wrap": True,
    },
    "faint": {**_LINE, "font_color": "#4C5766"},
    "alarm": {**_LINE, "font_color": "#7A4A00", "bg_color": "#FFF1D6"},
    "error": {**_LINE, "font_color": "#A3161D"},
    "warning": {**_LINE, "font_color": "#7A4A00"},
    "advice": {**_LINE, "font_color": "#0B5578"},
    "review": {**_LINE, "font_color": "#4C5766", "italic": True},
}
