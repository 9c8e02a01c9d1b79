"""The workers: a bounded number of processes, and a bounded queue before them, fair to all.

Each worker is a process of its own with a thread that hands it work, so that whatever kills one
costs the work it had in hand and no other. Workers are killed with the server, however that ends:
the system kills a process with the thread that started it.
"""

import logging
import multiprocessing
import os
import signal
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from gouji.isolation.system import die_with_parent
from gouji.rulebook import Rulebook
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits
from gouji.web.shelf import RESTARTED
from gouji.web.turns import Turns
from gouji.web.work import Job, Outcome, Worker, summary_page

T = TypeVar("T")

_log = logging.getLogger(__name__)
_RETRY_AFTER = 20.0
_PAUSE = 1.0
"""Seconds before another worker is started where one did not come up."""
_YOUR_SHARE = "您这里已有 {number} 份在排队，请等审完一些再送"
_LOST = "审核这份文件的进程被系统中止了，请再试一次"

_workers: list[Worker] = []
"""In a worker process: the one that works there."""


class _Call(Future[Any]):
    """Work that waits for a worker, and what becomes of it."""

    def __init__(self, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
        super().__init__()
        self.work = work
        self.arguments = arguments


class Pool:
    """Processes that audit; one that is killed is replaced. ``passing`` is for what they write."""

    def __init__(self, book: Rulebook, limits: Limits, passing: Path | None = None) -> None:
        self._book = book
        self._limits = limits
        self._passing = passing
        self._changed = threading.Condition()
        self._turns: Turns[Future[Any]] = Turns()
        self._pending: Counter[str] = Counter()
        self._threads: list[threading.Thread] = []
        self._pids: set[int] = set()
        self._closed = False

    def submit(self, job: Job, client: str) -> "Future[Outcome]":
        """Put ``job`` into the queue; raises :class:`Refusal` where there is no room.

        The future has a :class:`Refusal` where the worker died or the server stops.
        """
        return self._submit(client, _perform, job)

    def sum_up(self, where: str, year: int, client: str) -> "Future[str]":
        """Put the annual summary of the history at ``where`` into the queue, as a page."""
        return self._submit(client, _sum_up, where, year)

    def _submit(self, client: str, work: Callable[..., T], *arguments: object) -> "Future[T]":
        self.start()
        call = _Call(work, arguments)
        with self._changed:
            self._check_room(client, 1)
            self._pending[client] += 1
            self._turns.put(client, call)
            self._start_another(self._pending.total())
            self._changed.notify()
        call.add_done_callback(lambda _: self._done(client))
        return call

    def check_room(self, client: str, jobs: int = 1) -> None:
        """Raise :class:`Refusal` where the queue has no room for ``jobs`` more of ``client``."""
        with self._changed:
            self._check_room(client, jobs)

    def _check_room(self, client: str, jobs: int) -> None:
        own = self._pending[client]
        if own + jobs > self._limits.client_queue:
            sentence = _YOUR_SHARE.format(number=own)
            raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, sentence, wait=_RETRY_AFTER)
        if self._closed or self._pending.total() + jobs > self._limits.queue:
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, wait=_RETRY_AFTER)

    def _done(self, client: str) -> None:
        with self._changed:
            self._pending -= Counter({client: 1})

    def ahead(self, client: str, call: "Future[Any]") -> int:
        """Return how many are taken up before ``call``."""
        with self._changed:
            return self._turns.ahead(client, call)

    def has_workers(self) -> bool:
        """Tell whether there is a worker that came up and takes what is sent in."""
        with self._changed:
            return bool(self._pids) and not self._closed

    def start(self) -> None:
        """Start one worker, so that the first visitor need not wait; others when there is work."""
        with self._changed:
            self._start_another(1)

    def _start_another(self, needed: int) -> None:
        """Start a worker more, where fewer than ``needed`` are there and there may be more."""
        if len(self._threads) < min(needed, self._limits.workers) and not self._closed:
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """End the workers; what is under way is given up, and whoever waits is told at once."""
        with self._changed:
            self._closed = True
            waiting = list(iter(self._turns.take, None))
            for process in multiprocessing.active_children():
                if process.pid in self._pids:
                    process.kill()
            self._changed.notify_all()
        for call in waiting:
            if call.set_running_or_notify_cancel():
                call.set_exception(Refusal(HTTPStatus.SERVICE_UNAVAILABLE, RESTARTED))
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """Hand work to one worker after another, until the pool is closed."""
        while not self._closed:
            with self._started() as worker:
                try:
                    pid = worker.submit(os.getpid).result()
                except BrokenExecutor:
                    with self._changed:
                        if not self._changed.wait_for(lambda: self._closed, _PAUSE):
                            _log.warning("a worker did not start")
                    continue
                with self._changed:
                    self._pids.add(pid)
                self._work_off(worker)
                with self._changed:
                    self._pids.discard(pid)

    def _work_off(self, worker: ProcessPoolExecutor) -> None:
        """Hand work to a worker until it dies or the pool is closed."""
        while (call := self._next()) is not None:
            if not call.set_running_or_notify_cancel():
                continue
            try:
                result = worker.submit(call.work, *call.arguments).result()
            except BrokenExecutor:
                told = RESTARTED if self._closed else _LOST
                call.set_exception(Refusal(HTTPStatus.SERVICE_UNAVAILABLE, told))
                if not self._closed:
                    _log.warning("a worker was killed; another is started")
                return
            except Exception as error:  # noqa: BLE001 - whoever waits for the result is told
                call.set_exception(error)
            else:
                call.set_result(result)

    def _next(self) -> "_Call | None":
        """Wait for work and return it; ``None`` where the pool is closed."""
        with self._changed:
            while not self._closed:
                call = self._turns.take()
                if isinstance(call, _Call):
                    return call
                self._changed.wait()
        return None

    def _started(self) -> ProcessPoolExecutor:
        limits = self._limits
        return ProcessPoolExecutor(
            1,
            # Started afresh, not forked: the server has threads.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(self._book, limits.job_seconds, limits.job_memory, self._passing),
        )


def _start(book: Rulebook, seconds: float, memory: int, passing: Path | None) -> None:
    die_with_parent()
    server = multiprocessing.parent_process()
    if server is None or not server.is_alive():  # it ended before that took hold
        os._exit(1)
    for number in (signal.SIGINT, signal.SIGTERM):  # the server decides what they end
        signal.signal(number, signal.SIG_IGN)
    if passing is not None:
        tempfile.tempdir = str(passing)
        os.environ["TMPDIR"] = str(passing)
    _workers.append(Worker(book, seconds, memory))


def _perform(job: Job) -> Outcome:
    return _workers[0].perform(job)


def _sum_up(where: str, year: int) -> str:
    return summary_page(where, year, _workers[0].book)
