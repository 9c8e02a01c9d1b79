"""Does work in a child process that can be killed, under limits of memory and time.

Whatever hostile input does to the child, the parent goes on, and hears of it as what it is. The
child is not believed either: its answers are packed, and an answer that is none is its death.
"""

import logging
import struct
import traceback
from collections.abc import Callable
from contextlib import suppress
from signal import SIGKILL, SIGXCPU, Signals
from socket import socket
from time import monotonic
from types import TracebackType
from typing import Generic, NoReturn, Self, TypeVar

from gouji.errors import (
    ERRORS,
    GoujiError,
    InternalFault,
    OutOfMemory,
    OutOfTime,
    Stopped,
    internal_fault,
)
from gouji.isolation import here
from gouji.isolation.here import Tell, silent
from gouji.isolation.system import NO_MEMORY, Process, bound_processor
from gouji.isolation.wire import ANSWER, CALL, ERROR, STAGE, receive, send
from gouji.model.packing import Packing, PackingError

T = TypeVar("T")
A = TypeVar("A")

USES = 100
"""Pieces of work after which a child is replaced, so that no leak or fragment adds up."""

_GRACE = 30
"""Seconds of processor time beyond what is allowed, after which a child ends by itself."""

_SECONDS = struct.Struct(">d")
_TEXTS = Packing(())

_log = logging.getLogger(__name__)


class Child(Generic[A, T]):
    """A child process that does one piece of work after another, and is replaced when it fails.

    ``packing`` packs what ``work`` takes and returns; ``memory`` is the address space in bytes.
    The child is made when first needed and knows all that its parent had loaded by then.
    """

    def __init__(
        self, work: Callable[[A], T], *, packing: Packing, memory: int, uses: int = USES
    ) -> None:
        self._work = work
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
        packed = self._packing.pack(argument)
        process = self._ready()
        done = False
        try:
            answer: T = self._packing.unpack(self._asked(process, packed, seconds, tell))
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

    def _asked(self, process: Process, packed: bytes, seconds: float, tell: Tell) -> bytes:
        end, ends = process.end, monotonic() + seconds
        send(end, CALL, _SECONDS.pack(seconds) + packed, ends)
        while True:
            kind, content = receive(end, ends)
            if kind == ANSWER:
                return content
            if kind == STAGE:
                tell(str(_TEXTS.unpack(content)))
            else:
                _raise(content, self._memory)

    def close(self) -> int:
        """Kill the child, if there is one; return how it had ended before (0: it had not)."""
        process, self._process = self._process, None
        return process.end_it() if process is not None else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _ready(self) -> Process:
        """Return the child, a new one where there is none or it has worked enough."""
        if self._process is None or not self._left:
            self.close()
            self._process, self._left = Process(self._serve, self._memory), self._uses
        self._left -= 1
        return self._process

    def _serve(self, end: socket) -> None:
        """In the child: answer one call after another, until the parent is gone."""
        with suppress(EOFError, ConnectionError):
            while True:
                _, content = receive(end)
                (seconds,) = _SECONDS.unpack_from(content)
                bound_processor(seconds + _GRACE)
                here.begin(seconds, lambda stage: send(end, STAGE, _TEXTS.pack(stage)))
                send(end, *_answer(self._packing, self._work, content[_SECONDS.size :]))


def in_child(
    work: Callable[[], T], *, seconds: float, memory: int, types: tuple[type, ...] = ()
) -> T:
    """Return what ``work`` returns, done in a child of its own; raises as :class:`Child` does.

    ``types`` are those that the answer may hold.
    """
    with Child[None, T](lambda _: work(), packing=Packing(types), memory=memory) as child:
        return child(None, seconds)


def _answer(packing: Packing, work: Callable[[A], T], packed: bytes) -> tuple[bytes, bytes]:
    """Return the message that answers a call, whatever becomes of it."""
    try:
        return ANSWER, packing.pack(work(packing.unpack(packed)))
    except MemoryError:
        return ERROR, _TEXTS.pack((OutOfMemory.__name__, "", ""))
    except GoujiError as error:
        return ERROR, _TEXTS.pack((type(error).__name__, str(error), ""))
    except Exception as error:  # noqa: BLE001 - the parent hears of it as an internal fault
        told = internal_fault(error), traceback.format_exc()
        return ERROR, _TEXTS.pack((InternalFault.__name__, *told))


def _raise(content: bytes, memory: int) -> NoReturn:
    """Raise the error that a child tells of."""
    name, sentence, trace = _TEXTS.unpack(content)
    kind = ERRORS[name]
    if kind is OutOfMemory:
        raise _too_large(memory)
    if kind is InternalFault:
        _log.debug("%s", trace)
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
    if status == -SIGXCPU:
        return _too_long(seconds)
    if status == -SIGKILL:
        return Stopped("处理这份文件的进程被系统停掉了，多半是机器的内存不够")
    if status < 0:
        name = Signals(-status).name if -status in set(Signals) else f"信号 {-status}"
        return Stopped(f"处理这份文件的进程崩溃了（{name}），文件可能已损坏")
    return Stopped("处理这份文件的进程中途退出了，文件可能已损坏")
