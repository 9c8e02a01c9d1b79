"""The characters of made reports, as ofdkit reads them: an opinion that is not ours."""

from collections import Counter

import ofdkit
import pytest

from gouji.reading.ofd.contents import Contents
from gouji.reading.ofd.package import Package
from reportkit import make
from reportkit.renderers import OFD_STYLES, RENDERERS


def characters(texts: list[str]) -> list[Counter[str]]:
    return [Counter("".join(text.split())) for text in texts]


@pytest.mark.parametrize("seed", [3, 8])
@pytest.mark.parametrize("name", OFD_STYLES)
def test_every_character_is_read(name: str, seed: int) -> None:
    data = RENDERERS[name](make(seed))
    read = [
        "".join(glyph.text for glyph in page.content.glyphs)
        for page in Contents(Package(data)).pages()
    ]
    with ofdkit.open(data) as document:
        theirs = ["".join(run.text for run in page.runs) for page in document.pages]
    assert characters(read) == characters(theirs)
    assert sum(map(len, theirs)) > 1_000
