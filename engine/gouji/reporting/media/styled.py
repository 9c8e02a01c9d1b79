"""Lines with styles for a terminal, made without the library that shows them on one."""

from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Styled:
    """A text in pieces, each with its style (as rich names them), set in by ``indent`` columns."""

    pieces: tuple[tuple[str, str], ...]
    indent: int = 0

    @property
    def plain(self) -> str:
        """The text without styles, on one line of its own."""
        return " " * self.indent + "".join(text for text, _ in self.pieces)


def styled(*pieces: str | tuple[str, str], style: str = "", indent: int = 0) -> Styled:
    """Return a line of ``pieces``; those without a style of their own have ``style``."""
    each = (piece if isinstance(piece, tuple) else (piece, style) for piece in pieces)
    return Styled(tuple(each), indent)
