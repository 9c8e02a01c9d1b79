"""Ways to hide digits in the cells of a web page, and honest cells that look like them.

Each way writes the content of a cell: ``{s}`` is what shows, ``{a}{b}`` its two halves, ``{h}`` what
does not show. ``head`` is what the way needs in the head of the page. Ways that are ``certain``
must be read right: what they hide is plainly switched off, or they hide nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from hidingkit import Trap, marked
from reportkit import Content
from reportkit.web import page

Markup = Callable[[Random, str, str], str]


@dataclass(frozen=True, slots=True)
class Way:
    """How the content of a cell is written, and what the page needs for it."""

    markup: Markup
    head: str = ""
    certain: bool = False
    wrap: tuple[str, str] = ("", "")
    """Goes around the whole page."""


def write(content: Content, traps: Iterable[Trap], way: Way, rng: Random) -> bytes:
    """Return the report as a page whose traps are laid in one way."""
    traps = tuple(traps)
    text = page(marked(content, traps)).decode()
    for trap in traps:
        text = text.replace(trap.mark, way.markup(rng, trap.shown, trap.hidden))
    before, after = way.wrap
    text = text.replace("</head>", f"{way.head}</head>")
    return text.replace("<body>", f"<body>{before}").replace("</body>", f"{after}</body>").encode()


def _beside(hidden: str) -> Markup:
    """Return a way that puts ``hidden`` before, after or between the digits that show."""

    def markup(rng: Random, shown: str, digits: str) -> str:
        part = hidden.format(h=digits)
        at = rng.choice((0, len(shown), rng.randint(0, len(shown))))
        return shown[:at] + part + shown[at:]

    return markup


def _styled(style: str, tag: str = "span") -> Markup:
    return _beside(f'<{tag} style="{style}">{{h}}</{tag}>')


def _whole(text: str) -> Markup:
    """Return a way that writes a cell by a template of its own."""

    def markup(rng: Random, shown: str, digits: str) -> str:
        half = rng.randint(0, len(shown))
        return text.format(s=shown, a=shown[:half], b=shown[half:], h=digits, r=shown[::-1])

    return markup


def _classed(rule: str, tag: str = "span") -> Way:
    """Return a way that hides by a rule of a style sheet."""
    return Way(_beside(f'<{tag} class="zz">{{h}}</{tag}>'), f"<style>{rule}</style>")


MOTION = "<style>@keyframes gone{to{opacity:0}}</style>"

OFF = (
    "display:none", "DISPLAY : None !important", "display:block;display:none", "visibility:hidden",
    "visibility:collapse", "d\\69splay:none", "display/**/:none", "color:red;;display:none;;",
)  # fmt: skip
"""Plainly switched off."""

UNSEEN_STYLES = (
    "color:#fff", "color:white", "color:rgb(255,255,255)", "color:rgb(100% 100% 100%)", "color:hsl(0,0%,100%)",
    "color:transparent", "color:rgba(0,0,0,0)", "color:rgb(0 0 0/1%)", "color:#0000", "color:#fefefe", "color:hwb(0 100% 0)",
    "color:oklch(1 0 0)", "color:color-mix(in srgb,white,white)", "color:Canvas", "color:window",
    "-webkit-text-fill-color:transparent", "-webkit-text-fill-color:#fff", "color:inherit;color:white",
    "background:#000;color:#000", "background:navy;color:navy", "background-color:currentColor",
    "background:linear-gradient(#000,#000)", "background:url(data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7)",
    "background:linear-gradient(red,blue);background-clip:text;-webkit-background-clip:text;color:transparent",
    "opacity:0", "opacity:.01", "opacity:0%", "opacity:1e-3", "opacity:calc(0*1)", "filter:opacity(0)", "filter:blur(9px)",
    "filter:brightness(100)", "filter:invert(1)", "backdrop-filter:none;opacity:0",
    "font-size:0", "font-size:1px", "font-size:0.01em", "font-size:1%", "font-size:.05rem", "font-size:calc(0px)",
    "font-size:calc(1px - 1px)", "font-size:min(0px,9px)", "font-size:clamp(0px,0px,1px)", "font:0/0 a", "font:0px/1 serif", "font:1px sans-serif",
    "font-size:0.1vw", "font-size:.3mm", "font-size:1px;font-size:foo", "zoom:0.01", "font-size-adjust:0",
    "display:inline-block;text-indent:-9999px", "display:inline-block;text-indent:-999em;overflow:hidden", "display:inline-block;width:9px;text-indent:9999px;overflow:hidden",
    "position:absolute;left:-9999px", "position:absolute;top:-999em", "position:fixed;left:-100vw", "position:absolute;right:9999px",
    "position:absolute;clip:rect(0,0,0,0)", "position:absolute;clip:rect(1px,1px,1px,1px);width:1px;height:1px;overflow:hidden",
    "position:absolute;opacity:0", "position:absolute;z-index:-1", "position:relative;left:-9999px", "position:relative;z-index:-1;top:0",
    "position:relative;top:-500px", "position:sticky;left:9999px", "inset:auto auto auto -9999px;position:absolute", "position:absolute;inset-inline-start:-9999px",
    "margin-left:-9999px", "display:inline-block;margin-right:-50px", "display:inline-block;margin-top:-5000px", "float:left;margin-left:-9999px", "margin-inline-start:-9999px",
    "clip-path:inset(100%)", "clip-path:circle(0)", "clip-path:polygon(0 0,0 0,0 0)", "-webkit-clip-path:inset(50%)", "clip-path:url(#x)",
    "display:inline-block;width:0;overflow:hidden", "display:inline-block;height:0;overflow:hidden", "display:inline-block;max-width:0;overflow:hidden",
    "display:inline-block;max-height:1px;overflow:clip", "display:inline-block;width:1px;height:1px;overflow:auto", "display:inline-block;inline-size:0;overflow:hidden",
    "display:inline-block;width:0;overflow-x:hidden", "display:inline-block;width:0;contain:paint", "display:inline-block;contain:strict", "display:inline-block;contain:size paint",
    "display:inline-block;height:0;line-height:0;overflow:hidden", "display:inline-block;block-size:0;overflow:hidden",
    "display:inline-block;transform:scale(0)", "display:inline-block;transform:translateX(-9999px)", "display:inline-block;transform:rotateY(90deg)",
    "display:inline-block;transform:matrix(0,0,0,0,0,0)", "display:inline-block;scale:0", "display:inline-block;translate:-9999px", "display:inline-block;rotate:x 90deg",
    "display:inline-block;-webkit-transform:scale(0)", "mask:linear-gradient(transparent,transparent)", "-webkit-mask-image:linear-gradient(transparent,transparent)",
    "mask-image:linear-gradient(transparent,transparent)", "mix-blend-mode:screen;color:#000;background:#fff", "display:inline-block;content-visibility:hidden", "-webkit-text-security:disc",
    "letter-spacing:-1em", "letter-spacing:-20px", "animation:gone 1s forwards", "animation-name:gone;animation-fill-mode:both;animation-duration:1s", "content:url(data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7)",
    "--c:white;color:var(--c)", "color:var(--nope,white)", "--z:0;font-size:var(--z)", "all:unset;opacity:0", "-webkit-text-stroke:9px white", "display:block;height:0;overflow:hidden",
    "display:grid;grid-template-rows:0fr;height:0;overflow:hidden", "vertical-align:-9999px", "vertical-align:500px", "outline:30px solid #fff;outline-offset:-30px", "font-family:Webdings",
)  # fmt: skip
"""Ways to hide a span by its own style."""

RULES = (
    ".zz{display:none}", "span.zz{visibility:hidden}", "td .zz{color:#fff}", "table p>span{font-size:0}", ".zz{opacity:0!important}",
    "@media screen{.zz{display:none}}", "@media all and (min-width:1px){.zz{display:none}}", "@media print{.a{color:red}}.zz{display:none}",
    "@media (max-width:9999px){.zz{display:none}}", "@media (hover:hover){.zz{display:none}}", "@media not print{.zz{display:none}}",
    "@supports (display:grid){.zz{display:none}}", "@layer x{.zz{display:none}}", "@container (min-width:0){.zz{display:none}}",
    "td{p{.zz{display:none}}}", "td{& .zz{display:none}}", "[class='zz']{display:none}", "[class^=z]{color:white}", "span:not(.b){display:none}",
    ":is(.zz,.b){display:none}", ":where(.zz){font-size:0}", "p:has(.zz) .zz{display:none}", "td span:nth-child(1){display:none}", "td span:only-child{opacity:0}",
    ":root{--x:none}.zz{display:var(--x)}", ":root{--w:#fff}.zz{color:var(--w)}", "<!-- .zz{display:none} -->", "/* } */.zz{display:none}", "@charset 'utf-8';.zz{display:none}",
    "@import url(x.css);.zz{display:none}", "\\2ezz{color:red}.\\7az{display:none}", ".zz::first-line{color:#fff}.zz{display:inline-block}", ".zz::first-letter{font-size:0}.zz{display:inline-block;opacity:.01}",
    ".zz{display:none;display:foo}", ".zz{color:white;color:foo}", ".zz{font:0/0 a}", ".zz{position:absolute;left:-9999px}", "@font-face{font-family:ff;src:url(x.woff)}.zz{font-family:ff;font-size:0}",
    ".zz:not(:hover){display:none}", "td p span:first-of-type{visibility:hidden}", ".zz{color:red}.zz{color:#fff}", "span.zz{color:#fff}.zz{color:red}", "#zoom .zz{display:none}.zz{display:inline}",
    ".zz{display:none!important}.zz{display:inline}", "*{--k:0px}.zz{font-size:var(--k)}", ".ZZ{color:red}.zz{display:none}", "@media (prefers-color-scheme:light){.zz{color:#fff}}", "span{display:none}",
    ".zz{&{display:none}}", "@scope (td){.zz{display:none}}", ".zz:target,.zz{display:none}", ".zz:-webkit-any(.zz){display:none}", "@starting-style{.a{color:red}}.zz{display:none}",
)  # fmt: skip
"""Ways to hide a span by a style sheet."""

MARKUP = (
    "<template>{h}</template>", "<span hidden>{h}</span>", "<noscript>{h}</noscript>", "<noscript style='display:inline!important'>{h}</noscript>", "<template style='display:inline!important'>{h}</template>", "<details><summary></summary>{h}</details>", "<dialog>{h}</dialog>", "<script>{h}</script>",
    "<style>{h}</style>", "<!-- {h} -->", "<!--{h}--!>", "<![CDATA[{h}]]>", "<?x {h}>", "<input type=hidden value={h}>", "<noframes>{h}</noframes>", "<noembed>{h}</noembed>", "<title>{h}</title>",
    "<datalist><option>{h}</datalist>", "<audio>{h}</audio>", "<video>{h}</video>", "<canvas>{h}</canvas>", "<iframe>{h}</iframe>", "<object data='x.swf'>{h}</object>", "<rp>{h}</rp>", "<map>{h}</map>",
    "<font color=white>{h}</font>", "<font color='#ffffff'>{h}</font>", "<font color=fff>{h}</font>", "<font size=1 style='font-size:0'>{h}</font>", "<svg width=0 height=0><text>{h}</text></svg>",
    "<x-y>{h}</x-y>", "<span class=unknown-class>{h}</span>", "<span id=unknown>{h}</span>", "<s>{h}</s>", "<del>{h}</del>", "<select hidden><option>{h}</select>", "<span inert hidden=until-found>{h}</span>",
    "<a href=x style='color:#fff'>{h}</a>", "<b style='color:#fff'><i>{h}</i></b>", "<span style='opacity:0'><span style='opacity:1'>{h}</span></span>", "<span style='font-size:0'><b>{h}</b></span>",
    "<span style='color:#fff'><font>{h}</font></span>", "<span style='display:none'><span style='display:inline'>{h}</span></span>", "<mark style='color:#ff0'>{h}</mark>",
    "<span style='visibility:hidden'>{h}</span>", "<span style='font-size:0.2em'><span style='font-size:.2em'>{h}</span></span>",
)  # fmt: skip
"""Ways to hide by elements and attributes."""

SHAPED = {
    "an override": "\u202e{r}\u202c", "an isolated override": "<bdo dir=rtl>{r}</bdo>", "bidi-override": "<span style='direction:rtl;unicode-bidi:bidi-override'>{r}</span>",
    "row-reverse": "<span style='display:inline-flex;flex-direction:row-reverse'><span>{b}</span><span>{a}</span></span>",
    "order": "<span style='display:inline-flex'><span style='order:2'>{b}</span><span style='order:1'>{a}</span></span>",
    "float": "<span style='float:right'>{b}</span><span style='float:left'>{a}</span>",
    "relative": "<span style='position:relative;left:1em'>{b}</span><span style='position:relative;right:1em'>{a}</span>",
    "a control": "{a}&#8;{b}", "a raised digit at full size": "{a}<sup style='vertical-align:baseline;font-size:inherit'>{b}</sup>",
    "a digit not struck": "{a}<del style='text-decoration:none'>{b}</del>", "a digit in a field": "{a}<select><option>{b}</select>", "a drawing": "{a}<svg width=9 height=9><text y=9>{b}</text></svg>",
    "generated": "{a}<span style='display:none'>{h}</span><q style='quotes:none'>{b}</q>", "shown in hidden": "<span style='visibility:hidden'>{h}<span style='visibility:visible'>{s}</span></span>",
    "shown by important": "<span class=yy style='display:none'>{s}</span>", "a pseudo-element": "<span class=pp data-n='{b}'>{a}</span>", "a web font": "<span class=ww>{h}</span>",
    "a template's tree": "<span><template shadowrootmode=open>{s}</template>{h}</span>", "an open dialog": "<dialog open style='position:static'>{s}</dialog>",
    "a cover": "{h}<span style='position:absolute;margin-left:-3em;background:#fff'>{s}</span>", "an abs sheet": "{h}<div style='position:relative;top:-1.5em;background:#fff'>{s}</div>",
    "a margin's cover": "{h}<span style='display:inline-block;margin-left:-3em;background:#fff'>{s}</span>",
    "shown by what is taken back": "{a}<b hidden style='all:revert'>{b}</b>", "shown as all around": "{a}<b style='display:none;all:inherit'>{b}</b>", "shown by a layer below": "{a}<b class=ll>{b}</b>",
    "shown as no selector hides it": "{a}<b class=cs>{b}</b>", "not shown, perhaps": "{a}<b class=pa>{b}</b>", "the end of a long style": "{a}<b style='display:none;" + "top:auto;" * 500 + "display:inline'>{b}</b>",
    "hidden when seen elsewhere": "<span hidden style='display:inline'>{s}</span>", "a list": "<ol start=7><li>{h}</ol>", "a list item": "<span style='display:list-item;list-style:decimal inside'>{h}</span>",
}  # fmt: skip
"""Ways in which what shows is not what is written; a way with ``{h}`` alone shows what is not known."""

CUT = {
    "letters apart": "<div style='width:4em;overflow:hidden;white-space:nowrap;letter-spacing:3em'>{s}{h}</div>",
    "letters a little apart": "<div style='width:2em;overflow:hidden;white-space:nowrap;letter-spacing:1em'>{s}{h}</div>",
    "letters apart around": "<div style='letter-spacing:1.2em'><p style='width:30px;overflow:hidden'>{s}{h}</p></div>",
    "words apart": "<div style='width:2em;overflow:hidden;white-space:nowrap;word-spacing:1.4em'>{s} <b>{h}</b></div>",
    "padding": "<div style='width:3em;overflow:hidden;white-space:nowrap'>{s}<span style='padding-left:3em'>{h}</span></div>",
    "a margin": "<div style='width:60px;overflow:hidden;white-space:nowrap'>{s}<i style='margin-left:60px'>{h}</i></div>",
    "a border": "<div style='width:60px;overflow:clip;white-space:nowrap'>{s}<i style='border-left:60px solid transparent'>{h}</i></div>",
    "an indent": "<div style='width:40px;overflow:hidden;white-space:nowrap;text-indent:35px'>{s}{h}</div>",
    "an indent around": "<div style='text-indent:35px'><div style='width:40px;overflow:hidden;white-space:nowrap'>{s}{h}</div></div>",
    "right": "<div style='width:1em;overflow:hidden;white-space:nowrap;direction:ltr;text-align:right'>{s}{h}</div>",
    "a narrow box": "<div style='width:1em;overflow:hidden;white-space:nowrap'>{s}{h}000</div>",
    "a narrow box of lines": "<div style='width:1em;height:1.2em;overflow:hidden;word-break:break-all'>{s}{h}000</div>",
    "a low box": "<div style='height:1.2em;overflow:hidden'>{s}<br>{h}</div>",
    "a low box of blocks": "<div style='max-height:1.3em;overflow:hidden'><p>{s}</p><p>{h}</p></div>",
    "a low box below padding": "<div style='height:2em;overflow:hidden'>{s}<div style='padding-top:2em'>{h}</div></div>",
    "a low box below an empty one": "<div style='height:2em;overflow:hidden'>{s}<div style='height:2em'></div>{h}</div>",
    "large lines": "<div style='height:1.5em;overflow:hidden;line-height:4em'>{h}</div>",
    "large letters": "<div style='width:40px;overflow:hidden;white-space:nowrap;font-size:60px'>{s}{h}</div>",
    "large letters inside": "<div style='width:60px;height:30px;overflow:hidden'><span style='font-size:90px'>{s}{h}</span></div>",
    "columns": "<div style='height:1.2em;overflow:hidden;columns:2;column-gap:900px'>{s}<br>{h}</div>",
    "clamped lines": "<div style='display:-webkit-box;-webkit-line-clamp:1;-webkit-box-orient:vertical;overflow:hidden'>{s}<br>{h}</div>",
    "an ellipsis": "<div style='max-width:2em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap'>{s}{h}000</div>",
    "upright": "<div style='height:2em;overflow:hidden;writing-mode:vertical-rl'>{s}{h}00</div>",
    "contained": "<div style='width:2em;contain:paint;white-space:nowrap'>{s}{h}000</div>",
    "an inline block": "<span style='display:inline-block;width:2em;overflow:hidden;white-space:nowrap;letter-spacing:1em'>{s}{h}</span>",
    "a flexible box": "<div style='display:flex;width:40px;overflow:hidden'><div style='flex:none;width:40px'>{s}</div><div>{h}</div></div>",
    "a basis": "<div style='display:flex;width:40px;overflow:hidden'><div style='flex:0 0 40px'>{s}</div><div>{h}</div></div>",
    "a grid": "<div style='display:grid;grid-template-columns:20px;overflow:hidden'>{s}{h}000</div>",
    "a gap": "<div style='width:40px;overflow:hidden;white-space:nowrap'>{s}<span style='display:inline-block;width:40px'></span>{h}</div>",
    "a picture's gap": "<div style='width:40px;overflow:hidden;white-space:nowrap'>{s}<img src=spacer.gif width=40 height=1>{h}</div>",
    "hard blanks": "<div style='width:40px;overflow:hidden;white-space:nowrap'>{s}&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;{h}</div>",
    "kept blanks": "<div style='width:40px;overflow:hidden;white-space:pre'>{s}          {h}</div>",
    "hidden letters": "<div style='width:40px;overflow:hidden;white-space:nowrap'>{s}<span style='visibility:hidden'>0000000</span>{h}</div>",
    "an empty part": "<style>.ep:after{{content:'';padding-left:40px}}</style><div style='width:40px;overflow:hidden;white-space:nowrap'><b class=ep>{s}</b>{h}</div>",
    "a field": "<input style='width:20px' value='{s}{h}00'>", "a field's indent": "<input style='width:60px;text-indent:55px' value='{s}{h}'>",
    "a field's size": "<input size=1 value='{s}{h}0000'>", "scrolling": "<div style='width:30px;overflow:auto;white-space:nowrap;letter-spacing:1em'>{s}{h}</div>",
    "a part of the cell": "<div style='width:10%;overflow:hidden;white-space:nowrap'>{s}{h}0000</div>", "a computed width": "<div style='width:calc(1em + 2px);overflow:hidden'>{s}{h}</div>",
    "letters far apart": "<span style='letter-spacing:9em'>{s}{h}</span>", "a box over its neighbour": "<span style='display:inline-block;width:0;white-space:nowrap'>{h}</span>{s}",
    "a zoomed box": "<div style='width:30px;overflow:hidden;zoom:4'><span style='letter-spacing:9px'>{s}{h}</span></div>", "a border box": "<div style='box-sizing:border-box;width:60px;padding-left:55px;overflow:hidden'>{s}{h}</div>",
    "a rule's box": "<style>.rb{{width:40px;overflow:hidden}}.rb b{{letter-spacing:1em}}</style><div class=rb><b>{s}{h}</b></div>",
    "a box of its container": "<div style='container-type:inline-size'>{s}{h}</div>", "a ratio": "<div style='aspect-ratio:99;overflow:hidden'>{s}{h}</div>",
    "a hanging indent": "<div style='width:80px;overflow:hidden;text-indent:-.55em'>{h}{s}</div>", "quoted": "<q style='quotes:\"9\" \"9\"'>{h}</q>", "preformatted": "<pre style='width:6em;overflow:hidden'>{s}\t\t\t{h}</pre>",
    "a cell before": "<style>tr:has(.k)::before{{content:'';display:table-cell}}</style><b class=k>{h}</b>", "rows joined": "<style>tr:has(.k){{display:contents}}</style><b class=k>{h}</b>", "a cell out of its row": "<style>td:has(.k){{position:absolute}}</style><b class=k>{h}</b>",
    "a row moved": "<style>tr:has(.k){{position:relative;top:40px}}</style><b class=k>{h}</b>", "the colour of the night": "<style>:root{{color-scheme:dark}}</style>{s}<b style='color:#121212'>{h}</b>", "a dark page": "<meta name=color-scheme content=dark>{s}<b style='color:#121212'>{h}</b>",
    "a popover": "{s}<span popover>{h}</span>", "smaller and smaller": "{s}" + "<small>" * 12 + "{h}" + "</small>" * 12, "a hint in a field": "<input placeholder='{h}'>", "a font of signs": "<font face=Marlett>{h}</font>",
    "a font it carries": "<style>@font-face{{font-family:zz;src:url('d\\61ta:font/woff;base64,AAAA')}}</style><span style='font-family:zz'>{h}</span>", "a colour of the machine": "{s}<span style='color:black;color:Field'>{h}</span>", "a value of the machine": "{s}<span style='display:none;display:env(x)'>{h}</span>",
    "a size that is none": "{s}<span style='font-size:0;font-size:12.px'>{h}</span>", "a width that is none": "<div style='width:1em;width:none;overflow:hidden;white-space:nowrap'>{s}{h}000</div>", "a shadow inside": "<div style='box-shadow:inset 0 0 0 99px #000;color:#000'>{h}</div>",
    "a variable's own": "<style>@property --own{{syntax:'<color>';inherits:true;initial-value:#fff}}</style>{s}<b style='color:var(--own)'>{h}</b>", "the rest of a fragment": "<div style='width:40px;overflow:hidden;white-space:nowrap'><span style='padding-inline:35px'>{s}{h}</span></div>",
    "stops": "<div style='width:40px;overflow:hidden;white-space:pre;tab-size:90'>{s}\t{h}</div>", "small shifts": "<i style='position:relative;left:.15em'>" * 20 + "{h}" + "</i>" * 20,
    "fading away": "<style>@keyframes fa{{to{{opacity:0}}}}</style><span style='animation:fa 1s forwards'>{h}</span>{s}",
    "a gradient of its colour": "<div style='background:linear-gradient(#fff,#eee);color:#fff'>{h}</div>", "a gradient across its colour": "<div style='background-image:linear-gradient(90deg,#000,#fff);color:#777'>{h}</div>",
    "a picture it carries": "<div style='background:url(data:image/png;base64,AAAA)'>{h}</div>", "a gradient of no size": "<div style='background:linear-gradient(#000,#000) 0 0/0 0 no-repeat;color:#fff'>{h}</div>",
}  # fmt: skip
"""Ways to move digits out of a box that does not show them, or over others."""

TABLES = {
    "columns that do not grow": ("<style>table{table-layout:fixed;width:100px}td{overflow:hidden;white-space:nowrap}</style>", "<span style='letter-spacing:1.4em;padding-left:50px'>{s}{h}</span>"),
    "narrow columns": ("<style>table{table-layout:fixed;width:120px}td{overflow:hidden;white-space:nowrap}</style>", "{s}{h}0000000000"),
    "narrow cells": ("<style>td{max-width:30px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}</style>", "<span style='letter-spacing:1em'>{s}{h}</span>"),
    "cells cut": ("<style>td{max-width:2em;overflow:hidden;white-space:nowrap}</style>", "{s}{h}00000"),
    "a narrow page": ("<style>#zoom{width:150px;overflow:hidden}</style>", "{s}{h}"),
    "a low page": ("<style>#zoom{height:300px;overflow:hidden}</style>", "{s}{h}"),
    "old pages' names": ("<style>.zz{display:none}</style><style>.ZZ{display:inline}</style>", "{s}<b class=zz>{h}</b>"),
}  # fmt: skip
"""What the page needs, and the cell, to cut digits off by the table."""

OVER = (
    "<div style='position:absolute;left:300px;top:500px'>9</div>", "<i style='position:fixed;left:300px;top:500px;background:#fff;width:9px;height:20px'></i>",
    "<div style='position:relative;top:-500px;height:0'>9</div>", "<div style='margin-top:-500px'>9</div>", "<p style='transform:translateY(-500px)'>9</p>",
)  # fmt: skip
"""What stands after the report, and shows over it."""

SHEETS = (
    "<link rel=stylesheet href='data:text/css,td%20.zz%7Bcolor:white%7D'>", "<link rel=stylesheet href='data:text/css,td .zz{color:white}'>", "<link REL='x StyleSheet' href='DATA:text/css;charset=utf-8,td%20.zz{color:white}'>",
    "<link rel=stylesheet href='data:text/css;base64,dGQgLnp6e2NvbG9yOndoaXRlfQ=='>", "<link rel=stylesheet href='data:text/css;base64,dGQgLnp6e2NvbG9yOndoaXRlfQ'>", "<link rel=stylesheet href=' da\nta:text/css,td .zz{color:white}'>",
    "<link rel=stylesheet media=screen href='data:text/css,.zz{font-size:0}'>", "<style>@import 'data:text/css,td .zz{color:white}';</style>", "<style>@import url(data:text/css,td%20.zz%7Bcolor:white%7D);</style>",
    "<style>@import url('data:text/css;base64,dGQgLnp6e2NvbG9yOndoaXRlfQ==') screen;</style>", "<style>@charset 'x';@import 'data:text/css,td .zz{color:white}' layer(a);</style>", "<style>@import 'data:text/css,@import%20\"data:text/css,.zz{color:white}\";';</style>",
    "<style media=screen>.zz{display:none}</style>", "<style media='(min-width:1px)'>.zz{display:none}</style>", "<svg><style>.zz{display:none}</style></svg>", "<svg><style>.zz{display:n&#111;ne}</style></svg>", "<svg><style><![CDATA[.zz{display:none}]]></style></svg>",
    "<style type='TEXT/CSS'>.zz{display:none}</style>", "<style>.zz{display:none}</style><style type=text/plain>.zz{display:inline!important}</style>", "<style>.zz{display:none}</style><textarea hidden><style>.zz{display:inline!important}</style></textarea>",
    "<style>.zz{display:none}</style><template><style>.zz{display:inline!important}</style></template>", "<style>.zz{display:none}</style><link rel='alternate stylesheet' title=a href='data:text/css,.zz{display:inline!important}'>",
    "<style title=a>.zz{display:none}</style><style title=b>.zz{display:inline!important}</style>", "<style>.zz{display:none}</style><link rel=stylesheet disabled href='data:text/css,.zz{display:inline!important}'>", "<style>.zz{display:none}</style><style media=print>.zz{display:inline!important}</style>",
    "<style>.zz{display:none}.zz{display:inlin}</style>", "<style>.zz{color:white;color:#12345g}</style>", "<style>.zz{color:white;color:red !ie}</style>", "<style>.zz{display:none}.zz:hover{display:inline}</style>", "<style>.zz{display:none}.zz:focus-visible,.zz:active{display:inline}</style>",
    "<style>.zz{display:none}.zz,.zz:foo{display:inline}</style>", "<style>.zz{color:white}@media (prefers-color-scheme:dark){.zz{color:black}}</style>", "<style>@layer a,b;@layer b{.zz{display:none}}@layer a{span.zz{display:inline}}</style>", "<style>@layer a{td span.zz{display:inline}}.zz{display:none}</style>",
    "<style>@layer a{.zz{display:none!important}}td .zz{display:inline!important}</style>", "<style>:root{--C:white;--c:black}.zz{color:var(--C)}</style>", "<style>@namespace 'x';.zz{display:inline}</style><style>.zz{display:none}</style>",
    "<style>.zz{padding-left:-5px;display:none}.zz{display:in line}</style>", "<style>.zz{background:#fff;color:#fff}.zz{background:#000 foo}</style>", "<style>.zz{font-size:0}.zz{font-size:12 px}.zz{font:bold}</style>",
)  # fmt: skip
"""Heads that hide a span of the class ``zz``."""

SHAPED_HEAD = (
    "<style>@layer under{.ll{display:inline}}@layer over{.ll{display:none;all:revert-layer}}[class='cs' s]{display:none}.pa{display:none}@supports (display:grid){.pa{all:unset}}</style>"
    "<style>.yy{display:inline!important}.pp::after{content:attr(data-n)}"
    "@font-face{font-family:lies;src:url(data:font/woff2;base64,d09GMgAB)}.ww{font-family:lies}</style>"
)

HONEST = {
    "plain": "{s}", "white on blue": "<span style='background:#1f4e79;color:#fff'>{s}</span>", "grey": "<span style='color:#999'>{s}</span>", "red": "<font color=red>{s}</font>",
    "nested spans": "<span lang=EN-US><span style='font-size:12pt;font-family:宋体'>{s}</span></span>", "Word's": "<p class=MsoNormal style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0'><span style='mso-bidi-font-size:10.5pt;color:windowtext;letter-spacing:-.2pt'>{s}</span></p>",
    "small caps": "<small style='font-size:80%'>{s}</small>", "halves": "<span>{a}</span><span>{b}</span>", "soft hyphen": "{a}&shy;{b}", "zero width": "{a}&#8203;{b}", "wbr": "{a}<wbr>{b}",
    "a comment": "{a}<!-- x -->{b}", "opaque": "<span style='opacity:.9;filter:none;transform:none;position:relative;overflow:visible'>{s}</span>", "a field": "<input value='{s}'>",
    "back to visible": "<span style='font-size:0'><span style='font-size:14px'>{s}</span></span>", "dark ground around": "<div style='background:#000'><div style='color:#fff'>{s}</div></div>", "a variable": "<span style='--c:#333;color:var(--c)'>{s}</span>",
    "a block in a block": "<div style='overflow:hidden;width:80px'><p style='margin:0;line-height:150%'>{s}</p></div>", "ltr marks": "\u200e\u202d{s}\u202c", "a print rule": "<span class=pr>{s}</span>", "a class for both": "<span class=num>{a}<b>{b}</b></span>",
    "all unset": "{a}<b style='display:none;all:unset'>{b}</b>", "all unset against an attribute": "{a}<b hidden style='all:initial'>{b}</b>", "all shown again": "<p style='visibility:hidden'>{h}<b style='all:initial'>{s}</b></p>", "not raised": "{a}<sup style='all:unset'>{b}</sup>",
    "off after all": "{s}<b style='all:unset;display:none'>{h}</b>", "off above all": "{s}<b style='display:none!important;all:initial'>{h}</b>",
    "not struck": "{a}<s style='all:unset'>{b}</s>", "not white": "<b style='color:#fff;font-size:0;all:unset'>{s}</b>",
    "a link": "<a href='x'>{s}</a>", "struck and mended": "<s>{h}</s>{s}",
}  # fmt: skip
"""Honest cells that must be read."""

HONEST_SHEETS = (
    "body{overflow-x:hidden;font-family:MyFont,sans-serif}@font-face{font-family:MyFont;src:url(f.woff2)}",
    "html,body{height:100%;overflow:hidden}.article{height:100%;overflow:auto}",
    ".article{width:1000px;overflow:hidden;margin:0 auto}",".article{max-width:1200px;overflow:hidden;height:auto}",
    "table{table-layout:fixed;width:100%}td{word-wrap:break-word;overflow:hidden}","table{table-layout:fixed;width:100%}td,th{overflow:hidden;text-overflow:ellipsis}",
    "table{display:block;overflow-x:auto;width:100%}","tbody{display:block;max-height:500px;overflow:auto}",
    "td{position:relative;top:1px}","td{transform:translateZ(0)}","tr:hover td{background:#000;color:#000}","td:hover{display:none}","a:focus{color:#fff}","td::selection{color:#fff}",
    "@media (prefers-color-scheme:dark){body{background:#000;color:#fff}}","@media print{td{color:#fff}table{display:none}}","@media (max-width:768px){table,tr,td{display:block}td::before{content:attr(data-l)}}",
    "td{colour:red;color:rgb(0,0;font-sze:0;display:nonee}","td{filter:progid:DXImageTransform.Microsoft.gradient(startColorstr='#fff',endColorstr='#fff');*zoom:1;_height:1px}",
    "th,td{box-shadow:0 1px 2px rgba(0,0,0,.1)}","table{box-shadow:0 0 20px rgba(0,0,0,.15);border-radius:6px;overflow:hidden}","tr{transition:all .3s;animation:fadeIn .5s}@keyframes fadeIn{from{opacity:0}to{opacity:1}}",
    "tr:nth-child(even){background:#f5f5f5}tr:nth-child(1){background:linear-gradient(#1f4e79,#12304a);color:#fff}","thead th{position:sticky;top:0;background:#eee;z-index:2}",
    "table{counter-reset:r}td{vertical-align:middle;line-height:1.5;letter-spacing:.5px}","td{margin:-1px;padding:4px 8px}","*,*::before,*::after{box-sizing:border-box;margin:0;padding:0}",
    "td{font:14px/1.6 'Microsoft YaHei'}","td{-webkit-text-size-adjust:100%;-webkit-font-smoothing:antialiased;text-rendering:optimizeLegibility}","td p{margin:0;text-indent:0;max-height:100px;overflow:hidden}",
    "td{white-space:nowrap;max-width:300px;overflow:hidden}",".clearfix:after{content:'';display:table;clear:both}table:after{content:'';display:block;clear:both}","td{will-change:transform;backface-visibility:hidden;perspective:1000px}",
    "@layer base{td{color:#222}}@layer base,util;","@supports (display:grid){.article{display:grid}}","@supports not (display:grid){.article{float:left}}","@media (min-width:1200px){td{font-size:16px}}","@media (min-width:1400px){td{font-size:18px;padding:10px}}","@media (max-width:1366px){.article{width:1000px}}",
    ":root{--c:#333;--bg:#fff}td{color:var(--c);background:var(--bg)}","td{color:var(--nothing)}","td{background:url(x.gif) no-repeat 0 0 #fff}","th{background-image:-webkit-gradient(linear,0 0,0 100%,from(#fff),to(#eee));background-image:-moz-linear-gradient(#000,#000)}",
    "html{filter:grayscale(100%)}","html{filter:gray;-webkit-filter:grayscale(1)}","td{opacity:.95}","td{contain:content}","td{writing-mode:horizontal-tb;direction:ltr;unicode-bidi:normal}","table{float:left}table{margin:-1px auto}","td{display:table-cell}tr{display:table-row}tbody{display:table-row-group}",
    "div{min-height:0;flex:1}.article{display:flex;flex-direction:column}","td:focus-within{outline:2px solid red}td:focus-visible{display:none}","input::-webkit-input-placeholder{color:#fff}td::-webkit-scrollbar{display:none}","::-moz-selection{color:#fff}","@-webkit-keyframes x{to{opacity:0}}td{-webkit-animation:none}",
    "td{text-shadow:0 1px 0 #fff}","td{border:1px solid #000;outline:1px solid #000}","table{width:100%;overflow:hidden}","#zoom{overflow:hidden;width:100%}#zoom *{max-width:100%}","#zoom p{line-height:2em;text-indent:2em}","td{text-indent:0!important;position:static}","td{height:20px;overflow:hidden;line-height:20px}","td{-ms-filter:'x';-moz-opacity:.5;-khtml-opacity:.1}","body{animation:fade .6s ease both}@keyframes fade{from{opacity:0}to{opacity:1}}","td{width:0}","td{word-break:break-all;width:40px}",
    "td span{display:inline-block;min-width:20px}","caption{caption-side:bottom}td{quotes:none;tab-size:4;hyphens:auto}","table{min-width:800px}.article{overflow-x:scroll;width:600px}","@page{margin:0}@import url(x.css);@charset 'utf-8';","td{color:inherit;font-size:inherit;background:inherit;display:revert}","td{color:#333;color:rgba(0,0,0,.8)}","td{color:black!important}","td{font-size:12PX;COLOR:#333}",
    "body{color-scheme:light dark}:root{color-scheme:light dark}",".nav{position:fixed;top:0;background:#fff}.footer{position:absolute;bottom:0;background:#eee}",
)  # fmt: skip
"""Sheets of honest pages: with each of them all cells must be read."""

HONEST_HEAD = (
    "<style>@media print{.pr{display:none}}.MsoNormal{margin:0}@keyframes gone{from{opacity:0}}@font-face{font-family:elsewhere;src:url(a.woff)}"
    ".slp:hover,.slp:focus,.slp:active{display:none}.slp:focus-within{color:#fff}.slp:focus-visible{opacity:0}.slp:target{display:none}.slp:visited{color:#fff}.slp::selection{color:#fff;background:#000}"
    ".slp:foo{display:none}.slp::-webkit-scrollbar{display:none}@media (prefers-color-scheme:dark){.slp{color:#fff}}@media print{.slp{display:none}}@media (max-width:768px){td{display:block}}@media (hover:none){.slp{opacity:0}}"
    "@media (prefers-reduced-motion:reduce){.slp{display:none}}@layer base,top;@layer top{.lay{color:#333}}@layer base{.lay{color:#fff}}.maybe{font-size:16px}@media (max-width:1400px){.maybe{font-size:13px}}</style>"
    "<link rel=stylesheet href=/css/site.css><style>@import url(/css/more.css);</style><style type=text/plain>span{display:none}</style>"
)

WAYS: dict[str, Way] = {
    **{f"off: {style}": Way(_styled(style), certain=True) for style in OFF},
    **{f"style: {style}": Way(_styled(style), MOTION) for style in UNSEEN_STYLES},
    **{f"rule: {rule}": _classed(rule) for rule in RULES},
    **{
        f"sheet: {head}": Way(_beside('<span class="zz">{h}</span>'), head) for head in SHEETS
    },
    **{f"cut: {name}": Way(_whole(text)) for name, text in CUT.items()},
    **{f"over: {over}": Way(_whole("{h}"), wrap=("", over)) for over in OVER},
    **{f"table: {name}": Way(_whole(text), head) for name, (head, text) in TABLES.items()},
    **{f"markup: {markup}": Way(_beside(markup)) for markup in MARKUP},
    **{f"shape: {name}": Way(_whole(text), SHAPED_HEAD) for name, text in SHAPED.items()},
    **{f"honest sheet: {sheet}": Way(_whole("{s}"), f"<style>{sheet}</style>", certain=True) for sheet in HONEST_SHEETS},
    **{
        f"honest: {name}": Way(_whole(text), HONEST_HEAD, certain=True)
        for name, text in HONEST.items()
    },
}  # fmt: skip
"""All ways, by name."""

NOTHING = {
    f"whole: {style}": Way(_whole(f'<span style="{style}">{{h}}</span>'), MOTION)
    for style in (*OFF[:4], *UNSEEN_STYLES)
}
"""Ways that show nothing at all in the cell."""
