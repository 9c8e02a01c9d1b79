"""A child that does one piece of work after another, and what becomes of it when it fails."""

import multiprocessing
import os
import signal
import time

import pytest

from gouji.child import Child, in_child

MEMORY = 2_000_000_000


def work(order: str) -> object:
    match order.split():
        case ["pid"]:
            return os.getpid()
        case ["sleep", seconds]:
            time.sleep(float(seconds))
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["grow"]:
            return len(bytearray(MEMORY * 2))
        case ["fail"]:
            raise RuntimeError(order)
    return order


def test_one_child_does_many_things_and_is_replaced_in_time() -> None:
    with Child(work, memory=MEMORY, uses=2) as child:
        pids = [child("pid", 5) for _ in range(5)]
    assert [pids.index(pid) for pid in pids] == [0, 0, 2, 2, 4]
    assert os.getpid() not in pids


BAD = [("sleep 60", TimeoutError), ("die", ChildProcessError), ("grow", ChildProcessError)]


@pytest.mark.parametrize(("order", "error"), [*BAD, ("fail", ChildProcessError)])
def test_a_child_that_fails_costs_only_its_own_work(
    order: str, error: type[Exception], capfd: pytest.CaptureFixture[str]
) -> None:
    with Child(work, memory=MEMORY) as child:
        first = child("pid", 5)
        with pytest.raises(error):
            child(order, 0.5)
        assert (child("still here", 5), child("pid", 5) != first) == ("still here", True)
    assert capfd.readouterr() == ("", "")


def test_no_child_is_left_behind() -> None:
    with Child(work, memory=MEMORY) as child:
        pid = int(str(child("pid", 5)))
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def daemon(answers: "multiprocessing.SimpleQueue[int]") -> None:
    answers.put(in_child(lambda: 42, seconds=5, memory=MEMORY))


def test_a_daemon_may_have_one() -> None:
    answers: multiprocessing.SimpleQueue[int] = multiprocessing.SimpleQueue()
    process = multiprocessing.get_context("fork").Process(
        target=daemon, args=(answers,), daemon=True
    )
    process.start()
    assert answers.get() == 42
    process.join()
