"""Does work in a child process that can be killed, under limits of memory and time.

Whatever hostile input does to the child, the parent goes on, and hears of it as what it is. The
child is not believed either: its answers are packed, and an answer that is none is its death.
"""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, Generic, NoReturn, Self, TypeVar

from gouji.errors import ERRORS, GoujiError, InternalFault, OutOfMemory, OutOfTime, Stopped
from gouji.isolation import system
from gouji.isolation.here import Tell, silent
from gouji.isolation.making import Process, made
from gouji.isolation.serving import NO_MEMORY, SECONDS, START_SECONDS, TEXTS, Serving
from gouji.isolation.wire import ANSWER, CALL, STAGE, receive, send
from gouji.model.packing import Packing, PackingError

T = TypeVar("T")
A = TypeVar("A")

USES = 100
"""Pieces of work after which a child is replaced, so that no leak or fragment adds up."""


def nothing() -> None:
    """Prepare nothing."""


class Child(Generic[A, T]):
    """A child process that does one piece of work after another, and is replaced when it fails.

    ``packing`` packs what ``work`` takes and returns; ``memory`` is the address space in bytes;
    ``prepare`` imports what takes long. The child is made when first needed. Where it is not
    forked, ``work`` and ``prepare`` are pickled: functions with names, or partial ones of them.
    """

    def __init__(
        self,
        work: Callable[[A], T],
        *,
        packing: Packing,
        memory: int,
        uses: int = USES,
        prepare: Callable[[], object] = nothing,
    ) -> None:
        self._serving: Serving[Any, Any] = Serving(work, packing, prepare)
        self._packing = packing
        self._memory = memory
        self._uses = uses
        self._left = 0
        self._process: Process | None = None

    def __call__(self, argument: A, seconds: float, tell: Tell = silent) -> T:
        """Return what ``work(argument)`` returns; ``tell`` hears how far it is.

        Raises every :class:`GoujiError` that ``work`` raises, :class:`OutOfTime` where ``seconds``
        did not do, :class:`OutOfMemory`, :class:`Stopped` where the child died, and
        :class:`InternalFault` for any other error; after these four there is a new child.
        """
        packed = SECONDS.pack(seconds) + self._packing.pack(argument)
        done = False
        try:
            process = self._ready()
            ends = monotonic() + seconds
            send(process.end, CALL, packed, ends)
            answer: T = self._packing.unpack(self._heard(process, ends, tell))
            done = True
        except TimeoutError:
            raise _too_long(seconds) from None
        except (EOFError, ConnectionError, PackingError, LookupError):
            raise _death(self.close(), seconds, self._memory) from None
        except GoujiError as error:
            done = not isinstance(error, OutOfMemory | InternalFault)
            raise
        finally:
            if not done:
                self.close()
        return answer

    def _heard(self, process: Process, ends: float, tell: Tell) -> bytes:
        """Return the answer of the child; raise the error that it tells of instead."""
        while True:
            kind, content = receive(process.end, ends)
            if kind == ANSWER:
                return content
            if kind == STAGE:
                tell(str(TEXTS.unpack(content)))
            else:
                _raise(content, self._memory)

    def close(self) -> int:
        """Kill the child, if there is one; return how it had ended before (0: it had not)."""
        process, self._process = self._process, None
        return process.end_it() if process is not None else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _ready(self) -> Process:
        """Return the child, a new one where there is none or it has worked enough."""
        if self._process is None or not self._left:
            self.close()
            self._left = self._uses
            self._process = self._begun()
        self._left -= 1
        return self._process

    def _begun(self) -> Process:
        """Return a new child that has said that it is ready."""
        ends = monotonic() + START_SECONDS
        try:
            self._process = made(self._serving, self._memory)
            self._heard(self._process, ends, silent)
        except TimeoutError:
            self.close()
            late = f"处理文件的进程 {START_SECONDS:.0f} 秒还没有启动，多半是机器太忙，请稍后再试"
            raise Stopped(late) from None
        return self._process


def in_child(
    work: Callable[[], T], *, seconds: float, memory: int, types: tuple[type, ...] = ()
) -> T:
    """Return what ``work`` returns, done in a child of its own; raises as :class:`Child` does.

    ``types`` are those that the answer may hold.
    """
    with Child[None, T](partial(_done, work), packing=Packing(types), memory=memory) as child:
        return child(None, seconds)


def _done(work: Callable[[], T], _: None) -> T:
    return work()


def _raise(content: bytes, memory: int) -> NoReturn:
    """Raise the error that a child tells of."""
    name, sentence, trace = TEXTS.unpack(content)
    kind = ERRORS[name]
    if kind is OutOfMemory:
        raise _too_large(memory)
    if kind is InternalFault:
        import logging

        logging.getLogger(__name__).debug("%s", trace)
        raise InternalFault(str(sentence), trace=str(trace))
    raise kind(str(sentence))


def _too_large(memory: int) -> OutOfMemory:
    return OutOfMemory(f"处理这份文件用的内存超过 {memory // 1_000_000} MB 的上限")


def _too_long(seconds: float) -> OutOfTime:
    return OutOfTime(f"{seconds:.0f} 秒还没有处理完，文件可能已损坏")


def _death(status: int, seconds: float, memory: int) -> GoujiError:
    """Return what a child died of, as an error."""
    if status == NO_MEMORY:
        return _too_large(memory)
    if status == system.SPENT:
        return _too_long(seconds)
    if status == system.KILLED:
        return Stopped("处理这份文件的进程被系统停掉了，多半是机器的内存不够")
    if name := system.crash(status):
        return Stopped(f"处理这份文件的进程崩溃了（{name}），文件可能已损坏")
    return Stopped("处理这份文件的进程中途退出了，文件可能已损坏")
