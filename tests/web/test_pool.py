"""Whatever a file does to the process that audits it, its sender gets a sentence and others go on."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from servekit import PATIENCE, ROOT, held, until, workers_here

from gouji.rulebook import load_rulebook
from gouji.web.pool import Pool
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits
from gouji.web.work import Job, Outcome

TODAY = date(2026, 1, 2)
REPORT = ROOT / "fixtures/wuzhong-2024.pdf"


@contextmanager
def pool(**limits: float) -> Iterator[Pool]:
    made = Pool(load_rulebook(), Limits(workers=1, **limits))  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.close()


def audited(pool: Pool, folder: Path, *, people: bool = False) -> Outcome:
    job = Job(folder, REPORT, "a.pdf", TODAY, people=people)
    return pool.submit(job, "a").result(timeout=PATIENCE)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_goes_on(tmp_path: Path) -> None:
    with pool(job_seconds=0.001) as slow:
        for _ in range(2):
            outcome = audited(slow, tmp_path)
            assert (outcome.status, outcome.products) == (504, ())
            assert "还没有审核完，已经停下" in outcome.sentence


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    with pool(job_memory=2_000_000) as tight:
        for _ in range(2):
            outcome = audited(tight, tmp_path)
            assert (outcome.status, outcome.products) == (422, ())
            assert "内存超过 2 MB 的上限" in outcome.sentence


def test_workers_that_are_killed_are_started_anew(tmp_path: Path) -> None:
    with pool() as killed:
        first = audited(killed, tmp_path)
        assert first.products == ("audit.json",)
        for process in multiprocessing.active_children():
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join()
        lost = killed.submit(Job(tmp_path, REPORT, "a.pdf", TODAY), "a")
        if lost.exception(timeout=PATIENCE):
            # The loss was noticed only after the job was taken.
            assert audited(killed, tmp_path).status == 200
        assert audited(killed, tmp_path).digest == first.digest


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "ab"]
    with pool() as one:
        for folder in folders:
            folder.mkdir()
            assert len(audited(one, folder, people=True).products) == 5
    first, second = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in folders)
    assert first == second


def test_a_bug_of_ours_is_logged_and_told_without_its_words(tmp_path: Path) -> None:
    with pool() as one:
        gone = Job(tmp_path / "gone", REPORT, "a.pdf", TODAY)
        outcome = one.submit(gone, "a").result(timeout=PATIENCE)
        assert outcome.status == 500
        assert outcome.sentence == "程序内部出错，已经记录，请告诉管理员"
        assert "FileNotFoundError" in outcome.trace


def test_a_queue_is_full_when_it_is_full(tmp_path: Path) -> None:
    with pool(queue=2) as small:
        small.start()
        until(small.has_workers)
        with held(workers_here()):
            waiting = [small.submit(Job(tmp_path, REPORT, "a.pdf", TODAY), "a") for _ in range(2)]
            with pytest.raises(Refusal) as caught:
                small.submit(Job(tmp_path, REPORT, "a.pdf", TODAY), "a")
        assert caught.value.status == 503
        assert [future.result(timeout=PATIENCE).status for future in waiting] == [200, 200]
        assert audited(small, tmp_path).status == 200
