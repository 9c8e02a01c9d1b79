"""Text with a memory of what it is for, so that faults can find and change it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of text. ``role`` says what it does (``basis``, ``s1.active``, ``contact.address``).

    ``about`` names the cells whose figures it states.
    """

    text: str
    role: str = ""
    about: frozenset[str] = frozenset()

    def plays(self, role: str) -> bool:
        """Say whether the phrase has ``role`` or one of its sub-roles."""
        return self.role == role or self.role.startswith(f"{role}.")


Paragraph = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section; its table, if it has one, stands below the paragraphs."""

    id: str
    ordinal: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


def text_of(paragraph: Paragraph) -> str:
    """Return what the paragraph says."""
    return "".join(phrase.text for phrase in paragraph)
