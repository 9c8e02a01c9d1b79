"""Small things beside the text that must not be read as part of it."""

from gouji.expressions import compiled
from gouji.model.invisible import visible

_MARK = compiled(
    r"[\[［(（〔【]?(?:注[\d０-９①-⑳]{0,3}|[\d０-９*＊※#†‡⁰¹²³⁴-⁹①-⑳,，\s]{1,6})[\]］)）〕】]?"
)
_WRAPPED = compiled(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")


def is_note_mark(text: str) -> bool:
    """Tell whether raised text is a footnote mark (1, [2], *), not a word printed small."""
    return not text.strip() or _MARK.fullmatch(text.strip()) is not None


def tidy(text: str) -> str:
    """Return ``text`` without invisible characters, every run of white space one blank.

    A line end of the source between two ideographs is no blank at all.
    """
    text = visible(text)
    return " ".join((_WRAPPED.sub("", text) if "\n" in text else text).split())
