"""A child that does one piece of work after another, and what becomes of it when it fails."""

import mmap
import multiprocessing
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from childkit import LONG, MEMORY, PLAIN, Order, breaks, child, interrupts, never, work
from gouji import errors
from gouji.errors import GoujiError, InternalFault, OutOfMemory, OutOfTime, Stopped, UsageError
from gouji.isolation import spawned, system
from gouji.isolation.child import Child, in_child
from gouji.isolation.memory import MemoryWatch
from gouji.model.packing import PackingError
from processes import lives
from waiting import PATIENCE, until

ROOT = Path(__file__).parents[2]
PATH = [str(ROOT / "engine"), str(ROOT / "tests")]


@pytest.fixture(autouse=True, params=["fork", "spawn"])
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How children are made: all that follows holds either way."""
    monkeypatch.setenv("GOUJI_CHILD", request.param)
    return str(request.param)


def test_one_child_does_many_things_and_is_replaced_in_time() -> None:
    with child(uses=2) as two:
        pids = [two(("pid",), PATIENCE) for _ in range(5)]
    assert [pids.index(pid) for pid in pids] == [0, 0, 2, 2, 4]
    assert os.getpid() not in pids


BAD = [
    (("sleep", LONG), OutOfTime, "0 秒还没有处理完，文件可能已损坏"),
    (("spin",), OutOfTime, "300 秒还没有处理完，文件可能已损坏"),
    (("grow",), OutOfMemory, "处理这份文件用的内存超过 2000 MB 的上限"),
    (("die of", 9), Stopped, "处理这份文件的进程被系统停掉了，多半是机器的内存不够"),
    (("crash",), Stopped, "处理这份文件的进程崩溃了（SIGSEGV），文件可能已损坏"),
    (("die of", 6), Stopped, "处理这份文件的进程崩溃了（SIGABRT），文件可能已损坏"),
    (("leave", 3), Stopped, "处理这份文件的进程中途退出了，文件可能已损坏"),
    (("fail",), InternalFault, "程序内部出错（RuntimeError：fail），请报告给开发者"),
]


@pytest.mark.parametrize(("order", "kind", "sentence"), BAD)
def test_a_child_that_fails_costs_only_its_own_work_and_says_of_what(
    order: Order, kind: type[GoujiError], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with child() as one:
        first = one(("pid",), PATIENCE)
        with pytest.raises(GoujiError) as error:
            one(order, 0.4 if "sleep" in order else PATIENCE)
        assert (type(error.value), str(error.value)) == (kind, sentence)
        assert one(("echo", "still here"), PATIENCE) == "still here"
        assert one(("pid",), PATIENCE) != first
    assert capfd.readouterr() == ("", "")


def test_an_internal_fault_has_its_trace_beside_the_sentence() -> None:
    with child() as one, pytest.raises(InternalFault) as error:
        one(("fail",), PATIENCE)
    assert "in fail\n" in error.value.trace
    assert error.value.trace.endswith("RuntimeError: fail\n")


@pytest.mark.parametrize("name", sorted(set(errors.ERRORS) - {"InternalFault", "OutOfMemory"}))
def test_every_error_crosses_as_what_it_is(name: str) -> None:
    with child() as one:
        first = one(("pid",), PATIENCE)
        with pytest.raises(GoujiError) as error:
            one(("refuse", name), PATIENCE)
        assert (type(error.value).__name__, str(error.value)) == (name, "这份文件不行")
        assert one(("pid",), PATIENCE) == first


def test_the_list_of_errors_is_whole() -> None:
    family = [GoujiError]
    for each in family:
        family += each.__subclasses__()
    own = {each for each in family if each.__module__ == "gouji.errors"}
    assert set(errors.ERRORS.values()) == own


def test_what_is_not_on_the_list_does_not_cross() -> None:
    with child() as one, pytest.raises(InternalFault, match="builtins.object is not on the list"):
        one(("strange",), PATIENCE)
    with pytest.raises(PackingError):
        one((object(),), PATIENCE)


def test_work_knows_its_time_and_is_heard() -> None:
    heard: list[str] = []
    with child() as one:
        assert one(("in time",), PATIENCE) is True
        assert one(("tell", "一", "二"), PATIENCE, heard.append) == [None, None]
    assert heard == ["一", "二"]


def test_an_interrupt_ends_all() -> None:
    with Child(interrupts, packing=PLAIN, memory=MEMORY) as one, pytest.raises(KeyboardInterrupt):
        one("", PATIENCE)


def test_no_child_is_left_behind() -> None:
    with child() as one:
        pid = int(str(one(("pid",), PATIENCE)))
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_the_parent_holds_is_not_counted() -> None:
    with mmap.mmap(-1, 2 * MEMORY), child() as one:
        assert one(("echo", "42"), PATIENCE) == "42"
        with pytest.raises(OutOfMemory):
            one(("grow",), PATIENCE)


def test_memory_is_watched_where_the_system_does_not_bound_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOUJI_CHILD", "spawn")
    monkeypatch.setattr(system, "BOUNDS_MEMORY", False)
    monkeypatch.setattr(
        spawned, "MemoryWatch", lambda process, _: MemoryWatch(process, 400_000_000)
    )
    with child() as one:
        first = one(("pid",), PATIENCE)
        with pytest.raises(OutOfMemory, match="处理这份文件用的内存超过 2000 MB 的上限"):
            one(("fill",), PATIENCE)
        assert one(("pid",), PATIENCE) != first


WAITING = """
import sys, time
sys.path += {path!r}
from childkit import alone, child
one = {one}()
print(one(("pid",), {long}), flush=True)
{then}
"""
POOL = """
import sys, time
sys.path += {path!r}
import multiprocessing
from childkit import watch
start = multiprocessing.get_context("spawn")
pids = start.SimpleQueue()
process = start.Process(target=watch, args=(pids,))
process.start()
print(pids.get(), flush=True)
time.sleep({long})
"""
AT_WORK, IDLE = f'one(("sleep", {LONG}), {LONG})', f"time.sleep({LONG})"


def assert_ends(program: str) -> None:
    """Assert that the process that ``program`` tells of ends when the program is killed."""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        os.kill(pid, 0)
        parent.kill()
    until(lambda: not lives(pid))


@pytest.mark.parametrize("then", [AT_WORK, IDLE], ids=["at work", "idle"])
@pytest.mark.parametrize("one", ["child", "alone"])
def test_a_child_ends_with_its_parent_however_that_ends(how: str, one: str, then: str) -> None:
    if how == "fork" and one == "alone":
        pytest.skip("where a child is forked, the system ends it with its parent")
    assert_ends(WAITING.format(path=PATH, one=one, then=then, long=LONG))


def test_a_worker_of_a_pool_ends_with_its_parent_however_that_ends() -> None:
    assert_ends(POOL.format(path=PATH, long=LONG))


def test_a_fault_of_what_prepares_is_told(how: str) -> None:
    kind = InternalFault if how == "spawn" else RuntimeError
    with Child(never, packing=PLAIN, memory=MEMORY, prepare=breaks) as one, pytest.raises(kind):
        one("", PATIENCE)


def test_a_setting_that_means_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CHILD", "thread")
    with child() as one, pytest.raises(UsageError) as error:
        one(("pid",), PATIENCE)
    told = "环境变量 GOUJI_CHILD 写成了「thread」，这台机器上只能写 fork 或 spawn"
    assert str(error.value) == told


def daemon(answers: "multiprocessing.SimpleQueue[object]") -> None:
    answers.put(in_child(partial(work, ("echo", "42")), seconds=PATIENCE, memory=MEMORY))


def test_a_daemon_may_have_one() -> None:
    answers: multiprocessing.SimpleQueue[object] = multiprocessing.SimpleQueue()
    process = multiprocessing.get_context("fork").Process(
        target=daemon, args=(answers,), daemon=True
    )
    process.start()
    assert answers.get() == "42"
    process.join()
