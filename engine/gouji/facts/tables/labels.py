"""Compares labels as printed with those of the form: numbering, marks and notes set aside."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from gouji.expressions import compiled
from gouji.facts.phrases import compact, letters
from gouji.model.form import Column, Row

_NUMBERING = compiled(
    r"^(?:（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+[、.．]|\d+[.、．])"
)
_NOTE = compiled(r"（[^）]*）?$")
_LONG = 12
"""Labels this long are told from their pieces."""
_OPENING = 4
_MUCH = 0.4
_FEW = 2
"""One character in common (小计, 总计) is no sign of a label."""
_WORDS = compiled(r"\w+")
_DAMAGE = compiled(r"[□■\ufffd?？*＊]|\(cid:")
"""Marks that stand where a character could not be drawn or mapped."""
_SYNONYMS = str.maketrans({"它": "他"})


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Return a label without numbering, closing note, marks and blanks."""
    text = _NUMBERING.sub("", compact(text))
    without_note = _NOTE.sub("", text)
    return letters(without_note or text).translate(_SYNONYMS)


def quoted(labels: Iterable[str]) -> str:
    """Return labels as a person is told of them: each once, and blank ones as such."""
    shown = (label.strip() for label in labels)
    return "、".join(dict.fromkeys(f"「{label}」" if label else "（空白）" for label in shown))


@lru_cache(maxsize=20_000)
def numbering(text: str) -> str:
    """Return the style in which a label is numbered: its numeral left out, its marks kept."""
    match = _NUMBERING.match(compact(text))
    return _WORDS.sub("", match[0]) if match else ""


@lru_cache(maxsize=20_000)
def whole(text: str) -> str:
    """Return a label without marks and blanks, its numbering and notes kept."""
    return letters(text).translate(_SYNONYMS)


@lru_cache(maxsize=50_000)
def similarity(a: str, b: str) -> float:
    """Return how alike two bare texts are: 1 for the same, by shared character pairs otherwise."""
    if a == b:
        return 1.0 if a else 0.0
    pairs_a, pairs_b = _pairs(a), _pairs(b)
    if not pairs_a or not pairs_b:
        return 0.0
    return 2 * len(pairs_a & pairs_b) / (len(pairs_a) + len(pairs_b))


@lru_cache(maxsize=2_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def names(item: Row | Column) -> tuple[str, ...]:
    """Return the label and aliases of a row or column."""
    return (item.label, *item.aliases)


def likeness(text: str, item: Row | Column) -> float:
    """Return how much ``text`` reads like the label of ``item``, 0 to 1."""
    return _likeness(text, names(item))


@lru_cache(maxsize=50_000)
def _likeness(text: str, labels: tuple[str, ...]) -> float:
    return max(
        max(similarity(bare(text), bare(label)), similarity(whole(text), whole(label)))
        for label in labels
    )


def has_damage(text: str) -> bool:
    """Tell whether characters of ``text`` could not be drawn or mapped."""
    return bool(_DAMAGE.search(text))


def may_be(text: str, item: Row | Column) -> bool:
    """Tell whether ``text`` can be what damage left of a label: much of it, or signs of damage.

    A legible text that has little in common with the label is another label.
    """
    if has_damage(text):
        return True
    printed = Counter(bare(text))
    return any(
        (printed & Counter(bare(name))).total()
        >= max(_FEW, _MUCH * max(printed.total(), len(bare(name))))
        for name in names(item)
    )


def tail_likeness(text: str, row: Row, after: str = "") -> float:
    """Return how much the end of ``text`` reads like the label of ``row``.

    Lines broken out of a page run other labels into the one that matters; where numbers stand
    beside the middle of a wrapped label, its rest comes ``after`` them.
    """
    return _tail_likeness(text, names(row), after)


@lru_cache(maxsize=20_000)
def _tail_likeness(text: str, labels: tuple[str, ...], after: str) -> float:
    printed, rest = whole(text), whole(after)
    best = _likeness(text, labels)
    for form in _forms(labels):
        if printed.endswith(form):
            return 1.0
        best = max(best, similarity(printed[-len(form) :], form))
        if len(form) >= _LONG and rest:
            best = max(best, _split_likeness(printed[-len(form) :], rest[: len(form)], form))
    return best


@lru_cache(maxsize=1024)
def _forms(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return each of ``labels`` with and without what :func:`bare` takes away."""
    return tuple(dict.fromkeys(f(label) for label in labels for f in (whole, bare) if f(label)))


def _split_likeness(before: str, after: str, form: str) -> float:
    """Return the share of a label's character pairs that stand before or after the numbers."""
    pairs = {form[i : i + 2] for i in range(len(form) - 1)}
    found = {pair for pair in pairs if pair in before or pair in after}
    opening = form[:_OPENING] in before
    return len(found) / len(pairs) if opening else 0.0
