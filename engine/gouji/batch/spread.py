"""Spreads calls over workers, a bounded number at a time, whichever executor does the work."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from gouji.errors import internal_fault

K = TypeVar("K")
R = TypeVar("R")

_MOST_ATTEMPTS = 3
"""Times that a call may be on its way when workers die, before it is given up."""


@dataclass(slots=True)
class Call(Generic[K]):
    """One call: what it is for, and its arguments."""

    key: K
    arguments: tuple[Any, ...]
    attempts: int = 0


def give_up(executor: Executor) -> None:
    """End an executor of this machine with all that is under way."""
    executor.shutdown(wait=False, cancel_futures=True)


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
        end: Callable[[Executor], object] = give_up,
    ) -> None:
        self._make = make
        self._width = width
        self._leave = leave
        self._give_up = end
        self._executor: Executor | None = None

    def spread(
        self,
        function: Callable[..., R],
        calls: Iterable[Call[K]],
        lost: Callable[[str], R],
    ) -> Iterator[tuple[K, R]]:
        """Yield the results as they come; a call whose workers keep dying gives ``lost``."""
        waiting = iter(calls)
        again: list[Call[K]] = []
        running: dict[Future[R], Call[K]] = {}
        while True:
            while len(running) < self._width and (call := _next(again, waiting)) is not None:
                running[self._submit(function, call)] = call
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                call = running.pop(future)
                error = future.exception()
                if error is None:
                    yield call.key, future.result()
                elif call.attempts >= _MOST_ATTEMPTS or not _is_of_workers(error):
                    yield call.key, lost(_sentence(error))
                else:
                    again.append(call)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers; what is under way is given up."""
        self._end()
        self._leave()

    def _end(self) -> None:
        if self._executor is not None:
            self._give_up(self._executor)
            self._executor = None

    def _submit(self, function: Callable[..., R], call: Call[K]) -> "Future[R]":
        call.attempts += 1
        if self._executor is None:
            self._executor = self._make()
        try:
            return self._executor.submit(function, *call.arguments)
        except BrokenExecutor:
            self._end()
            self._executor = self._make()
            return self._executor.submit(function, *call.arguments)


def _next(again: list[Call[K]], waiting: Iterator[Call[K]]) -> Call[K] | None:
    return again.pop() if again else next(waiting, None)


def _is_of_workers(error: BaseException) -> bool:
    """Tell whether workers died, rather than the call failed; a cluster has its own words."""
    return isinstance(error, BrokenExecutor) or type(error).__module__.startswith("distributed")


def _sentence(error: BaseException) -> str:
    if _is_of_workers(error):
        return "处理这份文件的进程反复中途停止"
    return internal_fault(error)
