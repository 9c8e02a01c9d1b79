"""Lines as rich shows them: set in from the left on a terminal, whole where they are piped on."""

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from gouji.records import dataclass
from gouji.reporting.media.styled import Styled


@dataclass(frozen=True, slots=True)
class Indented:
    """A text set in by ``columns``; rich cuts a padded one where lines are not to be wrapped."""

    text: Text
    columns: int

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the text wrapped within its margin, or on one line of its own."""
        if options.no_wrap:
            yield Text.assemble(" " * self.columns, self.text)
        else:
            yield Padding(self.text, (0, 0, 0, self.columns), expand=False)


def rendered(line: Styled) -> RenderableType:
    """Return a line as rich takes it."""
    text = Text.assemble(*line.pieces)
    return Indented(text, line.indent) if line.indent else text
