#!/bin/sh
# lxml 6.1.3 (libxml2 2.14.6), HTMLParser: <p> ends an open <b>, <u> or <h2>, <table> an open <a>.
#
# Input: <b hidden><p>1</p></b>, <h2 hidden><p>1</p></h2>, <a hidden><table>…</table></a>; word
# processors and editors of web sites put blocks into such elements.
# A good guess: the block stands in the element, as the HTML standard builds the tree (a start tag
# <p> closes an open <p>, nothing else of these) and as libxml2 keeps it in <em>, <strong>, <span>.
# Seen: the element ends where the block begins, and the block stands beside it: what the element
# says of all that is in it (hidden, a style) no longer holds of the block.
# Exits 1 when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check lxml==6.1.3
"$work/venv/bin/python" - <<'PYTHON'
import sys

from lxml import etree

TABLE = "<table><tr><td>1</td></tr></table>"
INSIDE = {"em": "<p>1</p>", "strong": "<p>1</p>", "span": TABLE}
BESIDE = {"b": "<p>1</p>", "u": "<p>1</p>", "h2": "<p>1</p>", "a": TABLE}


def holds_its_block(name: str, block: str) -> bool:
    page = etree.fromstring(f"<body><{name} hidden>{block}</{name}></body>", etree.HTMLParser())
    return len(page.find(f".//{name}")) > 0


found = {name: holds_its_block(name, block) for name, block in (INSIDE | BESIDE).items()}
print(f"lxml {etree.__version__}, libxml2 {etree.LIBXML_VERSION}: the block stands inside: {found}")
sys.exit(0 if found == dict.fromkeys(INSIDE, True) | dict.fromkeys(BESIDE, False) else 1)
PYTHON
