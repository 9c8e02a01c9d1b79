"""The workers: a bounded number of processes, and a bounded queue before them."""

import logging
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from http import HTTPStatus
from typing import TypeVar

from gouji.rulebook import Rulebook
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits
from gouji.web.work import Job, Outcome, Worker, summary_page

T = TypeVar("T")

_log = logging.getLogger(__name__)
_RETRY_AFTER = 20.0

_workers: list[Worker] = []
"""In a worker process: the one that works there."""


class Pool:
    """Processes that audit; made anew when the system kills one of them."""

    def __init__(self, book: Rulebook, limits: Limits) -> None:
        self._book = book
        self._limits = limits
        self._lock = threading.Lock()
        self._pending = 0
        self._executor = self._started()

    def submit(self, job: Job) -> "Future[Outcome]":
        """Put ``job`` into the queue; raises :class:`Refusal` where it is full.

        The outcome is one also where the worker died.
        """
        return self._submit(_perform, job)

    def sum_up(self, where: str, year: int) -> "Future[str]":
        """Put the annual summary of the history at ``where`` into the queue, as a page."""
        return self._submit(_sum_up, where, year)

    def _submit(self, work: Callable[..., T], *arguments: object) -> "Future[T]":
        self.check_room()
        try:
            future = self._executor.submit(work, *arguments)
        except BrokenExecutor:
            _log.warning("a worker was killed; all are started anew")
            self._executor = self._started()
            future = self._executor.submit(work, *arguments)
        with self._lock:
            self._pending += 1
        future.add_done_callback(self._done)
        return future

    def check_room(self, jobs: int = 1) -> None:
        """Raise :class:`Refusal` where the queue has no room for ``jobs`` more."""
        if self._pending + jobs > self._limits.queue:
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, wait=_RETRY_AFTER)

    def warm(self) -> None:
        """Start the workers, so that the first visitor need not wait for them."""
        for _ in range(self._limits.workers):
            self._executor.submit(_ready)

    def close(self) -> None:
        """End the workers; what is under way is given up."""
        for process in multiprocessing.active_children():
            process.terminate()
        self._executor.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        limits = self._limits
        return ProcessPoolExecutor(
            limits.workers,
            # Started afresh, not forked: the server has threads.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(self._book, limits.job_seconds, limits.job_memory),
        )

    def _done(self, _: "Future[T]") -> None:
        with self._lock:
            self._pending -= 1


def _start(book: Rulebook, seconds: float, memory: int) -> None:
    _workers.append(Worker(book, seconds, memory))


def _perform(job: Job) -> Outcome:
    return _workers[0].perform(job)


def _sum_up(where: str, year: int) -> str:
    return summary_page(where, year, _workers[0].book)


def _ready() -> None:
    """Do nothing: a worker is there."""
