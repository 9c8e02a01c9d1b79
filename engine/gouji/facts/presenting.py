"""The sentences by which a report presents itself: a role, not a position.

All of the preamble plays it, and what says 「本报告…」, 「现将…公布如下」 or the like elsewhere.
Where a title stands alone and nothing of that kind follows, the first sentences behind it may.
"""

from collections.abc import Iterator, Sequence

from gouji.facts.fact import Fact
from gouji.facts.phrases import Phrase, Sentence, mentions, sentences, standing
from gouji.model.form import Strict
from gouji.model.names import Words
from gouji.model.prose import Prose
from gouji.records import dataclass

_OPENING = 300
"""Characters behind a title that stands alone, in which a report may present itself."""


class PresentingWording(Strict):
    """What sentences say by which a report presents itself, and what none of them says."""

    words: tuple[Phrase, ...]
    never: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Presenting:
    """The sentences that surely present the report, and those that may.

    Of the sure ones ``speaking`` are those that speak of it, wherever they stand.
    """

    surely: tuple[Sentence, ...]
    perhaps: tuple[Sentence, ...]
    speaking: tuple[Sentence, ...]


def read_presenting(preamble: Prose, text: Prose, wording: PresentingWording) -> Presenting:
    """Return the presenting sentences of ``preamble`` and of the whole ``text``."""
    before = tuple(sentences(preamble))
    behind = len(preamble.text)
    words = standing(f"{preamble.text}\n{text.text}", wording.words)
    inside = tuple(s for s in _with_followers(text, words, wording.never) if s.end > behind)
    surely = (*before, *inside)
    speaking = tuple(s for s in surely if _speaks(s, words, wording.never))
    opening = (s for s in sentences(text) if behind <= s.end and s.start < behind + _OPENING)
    return Presenting(surely, () if speaking else tuple(opening), speaking)


def _with_followers(
    text: Prose, words: Sequence[Words], never: Sequence[Words]
) -> Iterator[Sentence]:
    """Yield the sentences that speak of the report, and those behind them in their paragraph."""
    following = False
    for sentence in sentences(text):
        following &= text.text[sentence.start - 1] != "\n"
        following |= _speaks(sentence, words, never)
        if following:
            yield sentence


def _speaks(sentence: Sentence, words: Sequence[Words], never: Sequence[Words]) -> bool:
    """Tell whether a sentence speaks of the report itself."""
    text = sentence.text
    return mentions(text, words) and not mentions(text, never)


PRESENTING: Fact[PresentingWording, Presenting] = Fact(
    name="presenting",
    wording=PresentingWording,
    read=lambda report, words: read_presenting(report.preamble, report.text, words),
)
