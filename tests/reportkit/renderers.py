"""Every way to turn a report into a file, by name; the word before the dash is its format."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from reportkit.broken_text import broken
from reportkit.content import Content
from reportkit.ofd import Manner
from reportkit.ofd import render as render_ofd
from reportkit.pdf import render
from reportkit.style import Style
from reportkit.text import ragged, tabs
from reportkit.web import page, page_in_gbk
from reportkit.word import document

Renderer = Callable[[Content], bytes]

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "pdf-lines": Style(),
        "pdf-rects": Style(rulings="rects", foot="none"),
        "pdf-boxes": Style(rulings="boxes", foot="plain"),
        "pdf-repeated-head": Style(repeat_head=True, foot="words"),
        "pdf-split-row": Style(split_rows=True),
        "pdf-split-row-repeated-head": Style(split_rows=True, repeat_head=True, rulings="rects"),
        "pdf-narrow-heads": Style(narrow_heads=True),
        "pdf-landscape": Style(landscape=True, repeat_head=True),
        "pdf-landscape-split": Style(landscape=True, split_rows=True, rulings="boxes"),
        "pdf-two-apart": Style(two_apart=True, rulings="rects"),
        "pdf-running-head": Style(running_head=True, foot="words"),
        "pdf-small": Style(body=12, leading=20, margin=60, cell=9, foot="plain"),
        "pdf-not-embedded": Style(embedded=False),
        "pdf-borderless": Style(rulings="none"),
        "pdf-three-line": Style(rulings="three", repeat_head=True),
    }
)

OFD_STYLES: Mapping[str, tuple[Style, Manner]] = MappingProxyType(
    {
        "ofd-office": (Style(), "office"),
        "ofd-office-landscape": (Style(landscape=True, repeat_head=True), "office"),
        "ofd-office-split": (Style(split_rows=True, rulings="boxes"), "office"),
        "ofd-driver": (Style(rulings="rects", foot="plain"), "driver"),
        "ofd-driver-repeated-head": (Style(repeat_head=True, foot="words"), "driver"),
        "ofd-form": (Style(foot="none"), "form"),
        "ofd-form-narrow-heads": (Style(narrow_heads=True, rulings="boxes"), "form"),
        "ofd-form-split-row": (Style(split_rows=True, repeat_head=True), "form"),
    }
)

RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "txt-tabs": tabs,
        "txt-ragged": ragged,
        "txt-broken": broken,
        "docx": document,
        "html": page,
        "html-gbk": page_in_gbk,
        **{name: partial(render, style=style) for name, style in STYLES.items()},
        **{
            name: partial(render_ofd, style=style, manner=manner)
            for name, (style, manner) in OFD_STYLES.items()
        },
    }
)

HARD = frozenset({"txt-broken", "pdf-borderless", "pdf-three-line"})
"""Forms without rulings: a reader may refuse tables here, but must not misread them."""
