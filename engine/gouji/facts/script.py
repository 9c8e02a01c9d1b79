"""Text in traditional characters, folded to simplified ones so that the wording is found in it."""

import re
from dataclasses import replace
from functools import lru_cache

from gouji.expressions import compiled
from gouji.facts.fact import Fact
from gouji.model.document import Block, Document, Figure, Grid, Line
from gouji.model.form import Strict
from gouji.model.names import Text

_ENOUGH = 10
"""Fewer traditional characters may stand in a name or on a site's button (繁體)."""


class ScriptWording(Strict):
    """Traditional characters and, at the same positions, the simplified ones that they fold to."""

    written: Text
    simplified: Text

    @property
    def pairs(self) -> tuple[str, str]:
        """Return both without the white space that a YAML file wraps them with."""
        return "".join(self.written.split()), "".join(self.simplified.split())

    def __post_init__(self) -> None:
        """Refuse texts that do not correspond."""
        written, simplified = self.pairs
        if len(written) != len(simplified):
            raise ValueError(f"繁体有{len(written)}个字，简体有{len(simplified)}个字，应当一一对应")


SCRIPT: Fact[ScriptWording, None] = Fact(name="traditional", wording=ScriptWording)


def in_simplified(document: Document, wording: ScriptWording) -> Document:
    """Return ``document`` with its traditional characters folded, one for one, where it has many.

    Only characters of the wording and of the forms are folded; places stay as they are.
    """
    texts = [line.text for line in document.lines()]
    texts += [cell.text for grid in document.grids() for cell in grid.cells]
    if len(_any_of(wording.pairs[0]).findall("\n".join(texts))) < _ENOUGH:
        return document
    table = str.maketrans(*wording.pairs)
    return replace(
        document,
        blocks=tuple(_folded(block, table) for block in document.blocks),
        furniture=tuple(_line(line, table) for line in document.furniture),
    )


@lru_cache(maxsize=8)
def _any_of(characters: str) -> re.Pattern[str]:
    return compiled(f"[{re.escape(characters)}]")


def _folded(block: Block, table: dict[int, int]) -> Block:
    if isinstance(block, Figure):
        return block
    if isinstance(block, Grid):
        cells = (replace(cell, text=cell.text.translate(table)) for cell in block.cells)
        return replace(block, cells=tuple(cells))
    return _line(block, table)


def _line(line: Line, table: dict[int, int]) -> Line:
    return replace(line, text=line.text.translate(table))
