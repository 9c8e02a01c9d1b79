"""Builds documents and prose for the tests of facts."""

from types import SimpleNamespace

from gouji.model.document import Block, Document, Line, Place
from gouji.model.prose import Prose, join
from gouji.rulebook import load_rulebook

BOOK = load_rulebook()
FORM = BOOK.form_for(2024)
WORDS = SimpleNamespace(**BOOK.wording)


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text, Place(line=n, column=1)) for n, text in enumerate(texts, 1))


def prose(*texts: str) -> Prose:
    return join(lines(*texts))


def document(*texts: str) -> Document:
    blocks: tuple[Block, ...] = lines(*texts)
    return Document("txt", None, blocks)
