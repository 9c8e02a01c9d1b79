#!/bin/sh
# lxml 6.1.3 (libxml2 2.14.6), HTMLParser: the end tag </br> is dropped, and what it parts is joined.
#
# Input: <p>1</br>2</p>, as hand-written pages have it.
# A good guess: a line break between 1 and 2. The HTML standard says so in as many words (an end tag
# whose name is "br" is a parse error, and acts as a start tag <br>), and so do browsers; libxml2
# 2.14 says that it splits tokens as the standard does.
# Seen: nothing stands between them; the text is 12.
# Exits 1 when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check lxml==6.1.3
"$work/venv/bin/python" - <<'PYTHON'
import sys

from lxml import etree

page = etree.fromstring("<p>1</br>2</p>", etree.HTMLParser())
text = "".join(page.itertext())
print(f"lxml {etree.__version__}, libxml2 {etree.LIBXML_VERSION}: {etree.tostring(page)} {text!r}")
sys.exit(0 if text == "12" and page.find(".//br") is None else 1)
PYTHON
