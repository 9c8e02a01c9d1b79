"""Spreads calls over workers, a bounded number at a time, whichever executor does the work."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from gouji.libraries import unforeseen
from gouji.records import dataclass

K = TypeVar("K")
R = TypeVar("R")

SHORT = 4
"""Calls of milliseconds that a worker is handed at once: else the way to it takes as long."""
_MOST_DEATHS = 2
"""Times that workers may die of a call, before it is given up."""


@dataclass(slots=True)
class Call(Generic[K]):
    """One call: what it is for, and its arguments; ``deaths`` counts the workers it has cost."""

    key: K
    arguments: tuple[Any, ...]
    deaths: int = 0


def give_up(executor: Executor, at_work: bool) -> None:  # noqa: FBT001
    """End an executor of this machine with all that is under way, if it is ``at_work``.

    One without work is waited for. Left to end by itself it may do so just when Python ends, which
    wakes it by a pipe that is being closed and tells that as a traceback.
    """
    executor.shutdown(wait=not at_work, cancel_futures=True)


class Workers:
    """An executor that is made anew when its workers die.

    ``make`` gives an executor and ``end`` gives it up, ``width`` is how many calls are under way
    at most, ``leave`` is called at the very end.
    """

    def __init__(
        self,
        make: Callable[[], Executor],
        width: int,
        leave: Callable[[], object] = lambda: None,
        end: Callable[[Executor, bool], object] = give_up,
    ) -> None:
        self._make = make
        self._width = width
        self._leave = leave
        self._give_up = end
        self._executor: Executor | None = None

    def begin(self, ready: Callable[[], object], calls: int) -> None:
        """Start the workers that so many calls will need; ``ready`` loads what the calls take.

        A call that is made meanwhile waits for it.
        """
        for _ in range(min(calls, self._width)):
            self._submit(ready, ())

    def spread(
        self,
        function: Callable[..., R],
        calls: Iterable[Call[K]],
        lost: Callable[[str], R],
        together: int = 1,
    ) -> Iterator[tuple[K, R]]:
        """Yield the results as they come; a call that workers die of gives ``lost``.

        A worker is handed ``together`` calls at once. When workers die, or one of several calls
        fails, any call under way may be why: each is made again alone, so that none but the guilty
        is charged.
        """
        waiting = iter(calls)
        suspects: list[Call[K]] = []
        running: dict[Future[list[R]], list[Call[K]]] = {}
        while True:
            for some in self._next(suspects, waiting, len(running), together):
                arguments = [call.arguments for call in some]
                running[self._submit(_each, (function, arguments))] = some
            if not running:
                return
            alone = len(running) == 1
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                some = running.pop(future)
                error = future.exception()
                if error is None:
                    yield from zip((call.key for call in some), future.result(), strict=True)
                elif _is_given_up(some, error, alone=alone):
                    yield some[0].key, lost(_sentence(error))
                else:
                    suspects += some

    def _next(
        self, suspects: list[Call[K]], waiting: Iterator[Call[K]], running: int, together: int
    ) -> Iterator[list[Call[K]]]:
        """Yield the calls to be made now: one suspect alone, or as many as there is room for."""
        if suspects:
            if not running:
                yield [suspects.pop(0)]
            return
        for _ in range(running, self._width):
            some = list(islice(waiting, together))
            if not some:
                return
            yield some

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers; what is under way after an error is given up."""
        self._end(at_work=error is not None)
        self._leave()

    def _end(self, *, at_work: bool) -> None:
        if self._executor is not None:
            self._give_up(self._executor, at_work)
            self._executor = None

    def _submit(self, function: Callable[..., R], arguments: tuple[Any, ...]) -> "Future[R]":
        if self._executor is None:
            self._executor = self._make()
        try:
            return self._executor.submit(function, *arguments)
        except BrokenExecutor:
            self._end(at_work=True)
            self._executor = self._make()
            return self._executor.submit(function, *arguments)


def _each(function: Callable[..., R], several: list[tuple[Any, ...]]) -> list[R]:
    """Call ``function``, in a worker, with several tuples of arguments one after another."""
    return [function(*arguments) for arguments in several]


def _is_given_up(some: list[Call[K]], error: BaseException, *, alone: bool) -> bool:
    """Charge a call that was made by itself and failed; tell whether it is not made again."""
    if len(some) > 1:
        return False
    some[0].deaths += alone or not isinstance(error, BrokenExecutor)
    return some[0].deaths >= _MOST_DEATHS or not _is_of_workers(error)


def _is_of_workers(error: BaseException) -> bool:
    """Tell whether workers died, rather than the call failed; a cluster has its own words."""
    return isinstance(error, BrokenExecutor) or type(error).__module__.startswith("distributed")


def _sentence(error: BaseException) -> str:
    if _is_of_workers(error):
        return "处理这份文件的进程反复中途停止"
    return str(unforeseen(error))
