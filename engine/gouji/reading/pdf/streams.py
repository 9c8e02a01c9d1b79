"""Splits content streams fast: at strings and blanks in place of a parser for each byte.

Three quarters of the time that a PDF takes goes into splitting its content streams. A stream
made of plain tokens, as all producers write them, is split here; any other (inline pictures,
comments, nested strings) takes pdfminer's own way, which gives the same result more slowly.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pdfminer.pdfinterp import PDFContentParser, PDFResourceManager
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import LIT, PSKeyword

from gouji.errors import LimitExceeded
from gouji.expressions import compiled_bytes
from gouji.reading.limits import MAX_FORM_DEPTH, MAX_SAVED_STATES, MAX_STREAM_BYTES, Budget
from gouji.reading.pdf.device import ContentDevice
from gouji.reading.pdf.layers import Layers
from gouji.reading.pdf.objects import (
    BRACKETS,
    LONGEST_NUMBER,
    Bracket,
    UnusualError,
    strings_of,
)
from gouji.reading.pdf.operators import SeeingInterpreter
from gouji.reading.pdf.parser import EvenHexadecimal, whole_data
from gouji.reading.pdf.plain import PlainOperators

_STRING = compiled_bytes(
    rb"(\([^()\\]*+(?:\\.[^()\\]*+)*+\)"  # a string
    rb"|<[0-9A-Fa-f\x00\t\n\f\r ]++>)",  # a string in hexadecimal digits
    re.DOTALL,
)
_NAME = compiled_bytes(rb"/[^()<>{}%#]*+")
_APART = {
    b"\x00": b" ",
    b"[": b" [ ",
    b"]": b" ] ",
    b"<<": b" << ",
    b">>": b" >> ",
    b"/": b" /",
}
"""What tells tokens apart without a blank, with the blanks that Python needs."""
_PLACE = b"("
"""Stands for a string while the tokens around it are told apart."""
_NO_BLANK = b"\v"
"""Python takes it for a blank, PDF does not."""
_OF_NUMBERS = b"0123456789+-."
_SPECIAL = (b"BI", b"ID", b"EI", b"true", b"false", b"null")
_EVERY = 20_000
"""Tokens between two looks at the clock."""


class _Operator(NamedTuple):
    act: Callable[..., None]
    arguments: int


class _ContentParser(EvenHexadecimal, PDFContentParser):
    """pdfminer's own parser of content."""


class BoundedInterpreter(SeeingInterpreter):
    """The interpreter, kept from running on for ever."""

    def __init__(
        self,
        manager: PDFResourceManager,
        device: ContentDevice,
        layers: Layers,
        budget: Budget,
        depth: int = 0,
    ) -> None:
        super().__init__(manager, device, layers)
        self._budget = budget
        self._depth = depth

    def dup(self) -> "BoundedInterpreter":
        """Return an interpreter for a form inside this content."""
        if self._depth >= MAX_FORM_DEPTH:
            raise LimitExceeded(f"PDF 里的图形嵌套超过 {MAX_FORM_DEPTH} 层")
        return type(self)(
            self.rsrcmgr, self._content_device, self.layers, self._budget, self._depth + 1
        )

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: ANN401, N802 - pdfminer's own name
        """Draw a picture or a form."""
        self._budget.step()
        super().do_Do(xobjid_arg)

    def do_q(self) -> None:
        """Save the graphics state."""
        if len(self.gstack) >= MAX_SAVED_STATES:
            raise LimitExceeded(f"PDF 里保存的绘图状态超过 {MAX_SAVED_STATES} 个，文件可能已损坏")
        self.gstack.append(self.get_current_state())

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams of bounded size; one that is running already is not run again."""
        found = [stream_value(stream) for stream in streams]
        for stream in found:
            if len(whole_data(stream)) > MAX_STREAM_BYTES:
                raise LimitExceeded(f"PDF 里有一页的内容超过 {MAX_STREAM_BYTES // 1_000_000} MB")
        fresh = [s for s in found if s.objid is not None and s.objid not in self.parent_stream_ids]
        self.stream_ids = {stream.objid for stream in fresh if stream.objid is not None}
        if not fresh:
            return
        parser = _ContentParser(fresh)
        while True:
            try:
                _, item = parser.nextobject()
            except PSEOF:
                return
            if isinstance(item, PSKeyword):
                self._act(item.name)
            else:
                self.push(item)

    def _act(self, token: bytes) -> None:
        act = self._method(token)
        if act is not None:
            wanted = act.__func__.__code__.co_argcount - 1
            arguments = self.pop(wanted)
            if len(arguments) == wanted:
                act(*arguments)

    def _method(self, token: bytes) -> Any:  # noqa: ANN401 - a method of any arguments
        name = token.decode("latin-1").replace("*", "_a").replace('"', "_w").replace("'", "_q")
        return getattr(self, f"do_{name}", None)


class FastInterpreter(PlainOperators, BoundedInterpreter):
    """Runs plain streams by splitting them at their strings and blanks."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as its parent's
        super().__init__(*given, **named)
        self._meanings = _Meanings(self._operator)

    def pop(self, n: int) -> list[Any]:
        """Take the last ``n`` arguments off the stack, in place."""
        start = max(len(self.argstack) - n, 0)
        taken = self.argstack[start:]
        del self.argstack[start:]
        return taken

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams, unusual ones as pdfminer does."""
        found = [stream_value(stream) for stream in streams]
        try:
            program = self._split(found)
        except UnusualError:
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        self._run(program)

    def _split(self, streams: Sequence[PDFStream]) -> list[Any]:
        """Return what the tokens of the streams mean, one after the other."""
        if any(s.objid is None or s.objid in self.parent_stream_ids for s in streams):
            raise UnusualError
        data = b"\n".join(whole_data(stream) for stream in streams)
        if len(data) > MAX_STREAM_BYTES:
            raise UnusualError
        parts = _STRING.split(data)
        text = b" ( ".join(parts[::2])
        if text.count(_PLACE) > len(parts) // 2 or _NO_BLANK in text:
            raise UnusualError
        for sign, apart in _APART.items():
            text = text.replace(sign, apart)
        meaning = self._meanings.__getitem__
        strings = iter(strings_of(parts[1::2]))
        return [next(strings) if m is _PLACE else m for m in map(meaning, text.split())]

    def _operator(self, token: bytes) -> _Operator:
        act = self._method(token)
        if act is None or token in _SPECIAL:
            raise UnusualError
        code = act.__func__.__code__
        return _Operator(act, code.co_argcount - 1)

    def _run(self, program: Sequence[Any]) -> None:
        stack = self.argstack
        push = stack.append
        opened: list[int] = []
        for start in range(0, len(program), _EVERY):
            self._budget.tick()
            for meaning in program[start : start + _EVERY]:
                kind = meaning.__class__
                if kind is float:
                    push(meaning)
                elif kind is _Operator and not opened:
                    act, wanted = meaning
                    if not wanted:
                        act()
                    elif wanted == 1 and stack:  # calls that name their arguments are cheaper
                        act(stack.pop())
                    elif wanted == 2 and len(stack) > 1:
                        last = stack.pop()
                        act(stack.pop(), last)
                    else:
                        arguments = stack[-wanted:]
                        del stack[-wanted:]
                        if len(arguments) == wanted:
                            act(*arguments)
                elif kind is Bracket:
                    self._bracket(meaning, opened)
                else:
                    push(meaning)

    def _bracket(self, bracket: Bracket, opened: list[int]) -> None:
        """Begin or end an array or a dictionary; ``opened`` says where those begin that are open.

        What stands in a dictionary is not asked for.
        """
        if bracket.opens:
            opened.append(len(self.argstack))
        elif opened:
            inside = self.pop(len(self.argstack) - opened.pop())
            self.push(inside if bracket.array else {})


class _Meanings(dict[bytes, Any]):
    """What the tokens of content mean: numbers, names, strings and operators."""

    def __init__(self, operator: Callable[[bytes], _Operator]) -> None:
        super().__init__(BRACKETS)
        self[_PLACE] = _PLACE
        self[b"<>"] = b""
        self._operator = operator

    def __missing__(self, token: bytes) -> Any:  # noqa: ANN401 - any of these
        meaning = self[token] = self._meaning(token)
        return meaning

    def _meaning(self, token: bytes) -> Any:  # noqa: ANN401
        if not token.strip(_OF_NUMBERS):
            return _number(token)
        if _NAME.fullmatch(token) and token.isascii():
            return LIT(token[1:].decode())
        return self._operator(token)


def _number(token: bytes) -> float:
    if len(token) > LONGEST_NUMBER:
        raise UnusualError
    try:
        return float(token)
    except ValueError:
        raise UnusualError from None
