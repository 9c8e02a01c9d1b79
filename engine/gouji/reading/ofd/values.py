"""Elements and values of OFD: names without their namespace, numbers within bounds, matrices.

Lengths are millimetres where no matrix says otherwise; pages count points (:data:`POINTS`).
"""

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache

from lxml.etree import _Element

from gouji.reading.pages.strokes import Matrix

POINTS = 72 / 25.4
"""Points in a millimetre."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LARGEST = 1_000_000.0
LONGEST = 400
"""Characters of a value of a few numbers; only steps and paths are longer."""
_STEP = re.compile(r"\S+")

Box = tuple[float, float, float, float]
"""x, y, width, height."""


def name_of(element: _Element) -> str:
    """Return an element's name without its namespace, of which files have several."""
    return _local(element.tag)  # type: ignore[arg-type] # lxml's stubs: "str | bytes | …"


@lru_cache(maxsize=1024)
def _local(tag: Hashable) -> str:
    return str(tag).rpartition("}")[2]


def children(element: _Element | None, *names: str) -> Iterator[_Element]:
    """Yield the children of ``element`` that have one of ``names``."""
    if element is not None:
        yield from (each for each in element if name_of(each) in names)


def child(element: _Element | None, *path: str) -> _Element | None:
    """Return the first child of ``element`` along ``path``, ``None`` where there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def stated(element: _Element) -> dict[str, _Element]:
    """Return the first child of each name."""
    found: dict[str, _Element] = {}
    for each in element:
        found.setdefault(name_of(each), each)
    return found


def text_of(element: _Element | None) -> str:
    """Return what an element says, without blanks around it."""
    return "" if element is None else (element.text or "").strip()


def number(text: str | None, default: float) -> float:
    """Return a number, ``default`` where none is stated; raises ``ValueError`` for no number."""
    return default if text is None or not text.strip() else finite(text)


def numbers(text: str | None, count: int) -> tuple[float, ...]:
    """Return ``count`` numbers; raises ``ValueError`` where others are stated."""
    if text is None or len(text) > LONGEST:
        raise ValueError(text)
    parts = text.replace(",", " ").split() if "," in text else text.split()
    found = tuple(map(_finite, parts))
    if len(found) != count:
        raise ValueError(text)
    return found


def finite(text: str) -> float:
    """Return a number within bounds; raises ``ValueError`` for any other."""
    if len(text) > LONGEST:
        raise ValueError("no number is this long")
    return _finite(text)


@lru_cache(maxsize=4096)
def _finite(text: str) -> float:
    value = float(text)
    if not -_LARGEST <= value <= _LARGEST:  # neither is what is no number
        raise ValueError(text)
    return value


def box(text: str | None) -> Box:
    """Return a box as it is stated; raises ``ValueError``."""
    x, y, width, height = numbers(text, 4)
    return x, y, width, height


def steps(text: str | None, count: int) -> list[float]:
    """Return the ``count`` steps between characters that a list states.

    ``g N V`` stands for V, N times; it is never written out beyond ``count``. A list that is too
    short goes on with its last step, one that is too long is cut off; an empty one is empty.
    Raises ``ValueError`` for what is no list.
    """
    found: list[float] = []
    parts = (match[0] for match in _STEP.finditer(text or ""))
    for part in parts:
        if len(found) >= count:
            break
        if part == "g":
            times, step = int(next(parts, "")[:9]), finite(next(parts, ""))
            found += [step] * min(max(times, 0), count - len(found))
        else:
            found.append(finite(part))
    return found + [found[-1]] * (count - len(found)) if found else []


def matrix(text: str | None) -> Matrix:
    """Return a matrix as it is stated, the identity where none is; raises ``ValueError``."""
    if text is None or not text.strip():
        return IDENTITY
    if len(text) > LONGEST:
        raise ValueError("no matrix is this long")
    return _matrix(text)


@lru_cache(maxsize=256)
def _matrix(text: str) -> Matrix:
    a, b, c, d, e, f = numbers(text, 6)
    return a, b, c, d, e, f


def moved(x: float, y: float) -> Matrix:
    """Return the matrix that moves everything."""
    return 1.0, 0.0, 0.0, 1.0, x, y


def after(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does ``first``, and ``then`` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def scale_of(ctm: Matrix) -> float:
    """Return how much larger lengths are after ``ctm``, 0 where it leaves nothing of them."""
    a, b, c, d, _, _ = ctm
    return float(abs(a * d - b * c) ** 0.5)


def is_false(text: str | None) -> bool:
    """Tell whether a switch is off."""
    return (text or "").strip().lower() in {"false", "0"}


def is_true(text: str | None, *, default: bool) -> bool:
    """Tell whether a switch is on, ``default`` where it is not stated."""
    return default if text is None or not text.strip() else not is_false(text)
