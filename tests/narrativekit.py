"""Makes narratives of known likeness: unlike ones, and ones that were made out of another."""

from random import Random

_CHARACTERS = [chr(point) for point in range(0x4E00, 0x5600)]


class Narratives:
    """Draws narratives, one sentence a line; the same ``seed`` draws the same ones."""

    def __init__(self, seed: int, stock: int = 30) -> None:
        self._random = Random(seed)  # noqa: S311 - no secret is drawn
        self._stock = [self._sentence() for _ in range(stock)]

    def own(self, sentences: int, boilerplate: float = 0.0) -> str:
        """Return a narrative of its own but for a share of sentences out of the common stock."""
        common = self._random.sample(self._stock, round(boilerplate * sentences))
        lines = [*common, *(self._sentence() for _ in range(sentences - len(common)))]
        self._random.shuffle(lines)
        return "\n".join(lines)

    def edited(self, text: str, share: float) -> str:
        """Return ``text`` with ``share`` of its characters changed."""
        places = set(self._random.sample(range(len(text)), round(share * len(text))))
        return "".join(
            self._random.choice(_CHARACTERS) if place in places and char != "\n" else char
            for place, char in enumerate(text)
        )

    def enlarged(self, text: str, sentences: int) -> str:
        """Return ``text`` with ``sentences`` new ones put in."""
        lines = text.split("\n")
        for _ in range(sentences):
            lines.insert(self._random.randint(0, len(lines)), self._sentence())
        return "\n".join(lines)

    def part(self, text: str, share: float) -> str:
        """Return ``share`` of the sentences of ``text``, in their order."""
        lines = text.split("\n")
        kept = sorted(self._random.sample(range(len(lines)), round(share * len(lines))))
        return "\n".join(lines[line] for line in kept)

    def _sentence(self) -> str:
        return "".join(self._random.choices(_CHARACTERS, k=self._random.randint(15, 45)))
