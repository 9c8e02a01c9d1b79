"""Misreads a document as a recogniser does: letters become others, figures stay or are doubted."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from gouji.model.document import Block, Document, Grid, Line

OTHERS = "目白日田由甲申土士工干千午牛王玉主住往任住仁化比北叱此止正政攻改放故做作乍昨咋洋详样鲜"
"""Characters of many strokes and of few, as good as any for a misreading."""


def misread(document: Document, rate: float, seed: int) -> Document:
    """Return ``document`` as if every page were a scan, each letter misread at ``rate``."""
    random = Random(seed)  # noqa: S311  (reproducible samples, no secrets)

    def change(text: str) -> str:
        return "".join(
            random.choice(OTHERS) if "\u4e00" <= c <= "\u9fff" and random.random() < rate else c
            for c in text
        )

    return replace(
        document,
        blocks=tuple(_block(block, change) for block in document.blocks),
        recognised=tuple(range(1, (document.pages or 0) + 1)),
    )


def _block(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Line):
        return replace(block, text=change(block.text))
    if isinstance(block, Grid):
        return replace(
            block, cells=tuple(replace(cell, text=change(cell.text)) for cell in block.cells)
        )
    return block
