"""The functions by which a PDF says what a tint of a spot colour looks like (ISO 32000, 7.10).

Sampled tables, powers, pieces put together, and small programs without loops.
"""

import math
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from gouji.expressions import compiled_bytes
from gouji.reading.pdf.parser import whole_data

Function = Callable[[Sequence[float]], list[float]]

_DEEPEST = 8
_LONGEST = 2_000
"""Tokens of a program; honest ones have some fifty."""
_INPUTS = 4
_TOKEN = compiled_bytes(rb"[{}]|[^\s{}]+")


def function_of(spec: object, depth: int = 0) -> Function:
    """Return a function of a PDF; raises ``ValueError`` for one of no known kind."""
    spec = resolve1(spec)
    keys = spec.attrs if isinstance(spec, PDFStream) else dict_value(spec)
    kind = resolve1(keys.get("FunctionType"))
    if depth > _DEEPEST:
        raise ValueError("functions nested too deep")
    if kind == 2:
        return _power(keys)
    if kind == 3:
        return _pieces(keys, depth)
    if kind == 0 and isinstance(spec, PDFStream):
        return _table(spec)
    if kind == 4 and isinstance(spec, PDFStream):
        return _program(spec)
    raise ValueError("no kind of function")


def _numbers(value: object) -> list[float]:
    return [float(resolve1(number)) for number in list_value(value)]


def _pairs(value: object) -> list[tuple[float, float]]:
    numbers = _numbers(value)
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _within(number: float, low: float, high: float) -> float:
    return min(max(number, low), high)


def _between(number: float, source: tuple[float, float], target: tuple[float, float]) -> float:
    """Return ``number`` carried over from one range to another."""
    (a, b), (c, d) = source, target
    return c if a == b else c + (number - a) * (d - c) / (b - a)


def _power(keys: dict[str, Any]) -> Function:
    first, last = _numbers(keys.get("C0", [0.0])), _numbers(keys.get("C1", [1.0]))
    exponent = float(resolve1(keys["N"]))
    ((low, high),) = _pairs(keys.get("Domain", [0, 1]))

    def run(inputs: Sequence[float]) -> list[float]:
        share = _within(inputs[0], low, high) ** exponent
        return [a + share * (b - a) for a, b in zip(first, last, strict=True)]

    return run


def _pieces(keys: dict[str, Any], depth: int) -> Function:
    pieces = [function_of(piece, depth + 1) for piece in list_value(keys["Functions"])]
    ((low, high),) = _pairs(keys["Domain"])
    edges = [low, *_numbers(keys["Bounds"]), high]
    targets = _pairs(keys["Encode"])

    def run(inputs: Sequence[float]) -> list[float]:
        number = _within(inputs[0], low, high)
        last = len(pieces) - 1
        index = next((i for i in range(last) if number < edges[i + 1]), last)
        return pieces[index]([_between(number, (edges[index], edges[index + 1]), targets[index])])

    return run


def _table(spec: PDFStream) -> Function:
    domain, outputs = _pairs(spec["Domain"]), len(_pairs(spec["Range"]))
    sizes = [int(number) for number in _numbers(spec["Size"])]
    if len(domain) > _INPUTS or min(sizes) < 1:
        raise ValueError("a table of no known form")
    sample = _samples(spec, sizes, outputs)
    encode = _pairs(spec.get("Encode") or [edge for size in sizes for edge in (0, size - 1)])

    def run(inputs: Sequence[float]) -> list[float]:
        places = [
            _neighbours(_between(_within(number, *source), source, target), size)
            for number, source, target, size in zip(inputs, domain, encode, sizes, strict=True)
        ]
        total = [0.0] * outputs
        for corner in product(*places):
            weight = math.prod(share for _, share in corner)
            if weight:
                values = sample([index for index, _ in corner])
                total = [t + weight * v for t, v in zip(total, values, strict=True)]
        return total

    return run


def _neighbours(number: float, size: int) -> list[tuple[int, float]]:
    """Return the samples below and above a place in a row of ``size``, and the share of each."""
    at = _within(number, 0, size - 1)
    low = min(int(at), max(size - 2, 0))
    return [(low, 1 - (at - low)), (min(low + 1, size - 1), at - low)]


def _samples(
    spec: PDFStream, sizes: Sequence[int], outputs: int
) -> Callable[[Sequence[int]], list[float]]:
    """Return what gives the values of a table by the place of a sample in each of its rows."""
    bits = int(resolve1(spec["BitsPerSample"]))
    if bits not in (8, 16):
        raise ValueError("samples of no known width")
    data, wide, top = whole_data(spec), bits // 8, (0.0, float(2**bits - 1))
    decode = _pairs(spec.get("Decode") or spec["Range"])

    def sample(place: Sequence[int]) -> list[float]:
        row = 0
        for index, size in zip(reversed(place), reversed(sizes), strict=True):
            row = row * size + index
        at = row * outputs * wide
        raw = [data[at + i * wide : at + i * wide + wide] for i in range(outputs)]
        if any(len(piece) < wide for piece in raw):
            raise ValueError("a table that is too short")
        return [
            _between(int.from_bytes(piece), top, to) for piece, to in zip(raw, decode, strict=True)
        ]

    return sample


Program = list[Any]
"""Numbers, names of operators, and programs in braces."""


def _program(spec: PDFStream) -> Function:
    tokens = _TOKEN.findall(whole_data(spec))
    if len(tokens) > _LONGEST or tokens[:1] != [b"{"]:
        raise ValueError("no program")
    program = _parsed(iter(tokens[1:]), 0)
    domain, ranges = _pairs(spec["Domain"]), _pairs(spec["Range"])

    def run(inputs: Sequence[float]) -> list[float]:
        stack: list[Any] = [_within(n, *edges) for n, edges in zip(inputs, domain, strict=True)]
        _run(program, stack)
        results = stack[-len(ranges) :]
        return [_within(float(n), *edges) for n, edges in zip(results, ranges, strict=True)]

    return run


def _parsed(tokens: Iterator[bytes], depth: int) -> Program:
    if depth > _DEEPEST:
        raise ValueError("programs nested too deep")
    program: Program = []
    for token in tokens:
        if token == b"{":
            program.append(_parsed(tokens, depth + 1))
        elif token == b"}":
            return program
        elif re.fullmatch(rb"[+-]?(\d+\.?\d*|\.\d+)", token):
            program.append(float(token) if b"." in token else int(token))
        else:
            program.append(token.decode("latin-1"))
    raise ValueError("a program without an end")


def _shift(a: int, by: int) -> int:
    """Shift left, or right where ``by`` is negative, within the 32 bits of a PostScript integer."""
    return (a << min(by, 32) if by >= 0 else a >> min(-by, 32)) & 0xFFFFFFFF


_OF_ONE: dict[str, Callable[[Any], Any]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5),
    "truncate": math.trunc,
    "cvi": int,
    "cvr": float,
    "sqrt": math.sqrt,
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": math.log,
    "log": math.log10,
    "not": lambda a: not a if isinstance(a, bool) else ~a,
}
_OF_TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "idiv": lambda a, b: int(a / b),
    "mod": math.fmod,
    "exp": lambda a, b: float(a) ** b,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.xor,
    "bitshift": _shift,
}
_OF_STACK: dict[str, Callable[[list[Any]], object]] = {
    "pop": lambda stack: stack.pop(),
    "dup": lambda stack: stack.append(stack[-1]),
    "exch": lambda stack: stack.insert(-1, stack.pop()),
    "true": lambda stack: stack.append(True),
    "false": lambda stack: stack.append(False),
    "index": lambda stack: stack.append(stack[-1 - int(stack.pop())]),
}


def _run(program: Program, stack: list[Any]) -> None:
    for step in program:
        if len(stack) > _LONGEST:
            raise ValueError("a program that grows for ever")
        if not isinstance(step, str):
            stack.append(step)
        elif step in _OF_ONE:
            stack.append(_OF_ONE[step](stack.pop()))
        elif step in _OF_TWO:
            second, first = stack.pop(), stack.pop()
            stack.append(_OF_TWO[step](first, second))
        elif step in _OF_STACK:
            _OF_STACK[step](stack)
        else:
            _run_special(step, stack)


def _run_special(step: str, stack: list[Any]) -> None:
    if step in ("if", "ifelse"):
        other = stack.pop() if step == "ifelse" else []
        then, holds = stack.pop(), stack.pop()
        _run(then if holds else other, stack)
    elif step == "copy":
        count = int(stack.pop())
        if not 0 <= count <= len(stack):
            raise ValueError("a copy of what is not there")
        stack.extend(stack[len(stack) - count :])
    elif step == "roll":
        by, count = int(stack.pop()), int(stack.pop())
        if not 0 < count <= len(stack):
            raise ValueError("a roll of what is not there")
        top = stack[-count:]
        by %= count
        stack[-count:] = top[-by:] + top[:-by] if by else top
    else:
        raise ValueError("no operator")
