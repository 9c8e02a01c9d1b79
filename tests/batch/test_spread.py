"""Calls spread over workers: every one answered, few at a time, workers replaced when they die."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from gouji.batch.spread import Call, Workers
from waiting import PATIENCE


def square(number: int) -> int:
    if number < 0:
        raise ValueError(number)
    return number * number


def lost(reason: str) -> str:
    return reason


def asked(
    workers: Workers, function: Callable[..., object], numbers: Iterator[int], together: int = 1
) -> object:
    calls = (Call(number, (number,)) for number in numbers)
    with workers:
        return dict(workers.spread(function, calls, lost, together))


@pytest.mark.parametrize("together", [1, 2, 5])
def test_every_call_is_answered_and_a_bug_is_told(together: int) -> None:
    workers = Workers(lambda: ThreadPoolExecutor(2), 3)
    answers = asked(workers, square, iter([1, -2, 3]), together)
    assert answers == {1: 1, -2: "程序内部出错（ValueError：-2），请报告给开发者", 3: 9}


@pytest.mark.parametrize("together", [1, 3])
def test_calls_are_made_as_they_are_needed(together: int) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    workers = Workers(lambda: ThreadPoolExecutor(2), 4)
    with workers:
        results = workers.spread(square, (Call(n, (n,)) for n in numbers()), lost, together)
        next(results)
        assert len(taken) <= 4 * together + 1
        assert len(list(results)) == 49


class _Ending(ThreadPoolExecutor):
    """Notes how it is ended."""

    ended: tuple[bool, bool] | None = None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.ended = self.ended or (wait, cancel_futures)
        super().shutdown(wait=wait, cancel_futures=cancel_futures)


@pytest.mark.parametrize(("fails", "waited"), [(False, True), (True, False)])
def test_workers_without_work_are_waited_for_and_others_given_up(
    fails: bool,
    waited: bool,
) -> None:
    made = _Ending(2)
    with suppress(KeyboardInterrupt), Workers(lambda: made, 3) as workers:
        assert dict(workers.spread(square, iter([Call(3, (3,))]), lost)) == {3: 9}
        if fails:
            raise KeyboardInterrupt
    assert made.ended == (waited, True)


def once_dead(mark: str, number: int) -> int:
    """Kill the worker the first time that it is asked for 3."""
    if number == 3 and not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return number


def always_dead(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def pool() -> Executor:
    return ProcessPoolExecutor(2)


def test_workers_that_die_are_replaced_and_nothing_is_lost(tmp_path: Path) -> None:
    calls = (Call(n, (str(tmp_path / "mark"), n)) for n in range(8))
    with Workers(pool, 4) as workers:
        assert dict(workers.spread(once_dead, calls, lost)) == {n: n for n in range(8)}


def test_a_call_that_kills_every_worker_is_given_up() -> None:
    with Workers(pool, 1) as workers:
        answers = dict(workers.spread(always_dead, (Call(n, (n,)) for n in range(6)), lost))
    assert answers == {
        0: 0,
        1: 1,
        2: 2,
        3: "处理这份文件的进程反复中途停止",
        4: 4,
        5: 5,
    }


@pytest.mark.parametrize("together", [1, 4])
def test_only_the_guilty_is_charged(together: int) -> None:
    answers = asked(Workers(pool, 8), always_dead, iter(range(20)), together)
    guilty = {3: "处理这份文件的进程反复中途停止"}
    assert answers == {n: n for n in range(20)} | guilty


class Counting(Executor):
    """Tells how many calls were under way at once; none is done before there were ``width``."""

    def __init__(self, width: int) -> None:
        self.most = 0
        self.submitted = 0
        self._width = width
        self._now = 0
        self._lock = threading.Lock()
        self._full = threading.Event()
        self._pool = ThreadPoolExecutor(8)

    def submit(
        self, fn: Callable[..., object], /, *args: object, **names: object
    ) -> "Future[object]":
        with self._lock:
            self._now += 1
            self.submitted += 1
            self.most = max(self.most, self._now)
        if self.most >= self._width:
            self._full.set()
        future = self._pool.submit(self._once_full, fn, *args, **names)
        future.add_done_callback(self._done)
        return future

    def _once_full(self, fn: Callable[..., object], *args: object, **names: object) -> object:
        assert self._full.wait(PATIENCE), "fewer are under way than may be"
        return fn(*args, **names)

    def _done(self, _future: "Future[object]") -> None:
        with self._lock:
            self._now -= 1


@pytest.mark.parametrize(("width", "together"), [(1, 1), (3, 1), (3, 4)])
def test_no_more_than_the_width_are_under_way(width: int, together: int) -> None:
    executor = Counting(width)
    asked(Workers(lambda: executor, width), square, iter(range(40)), together)
    assert executor.most == width


def test_as_many_calls_are_handed_over_at_once_as_may_be() -> None:
    executor = Counting(3)
    asked(Workers(lambda: executor, 3), square, iter(range(10)), 4)
    assert executor.submitted == 3
