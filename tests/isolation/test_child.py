"""A child that does one piece of work after another, and what becomes of it when it fails."""

import ctypes
import faulthandler
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable

import pytest

from gouji import errors
from gouji.errors import GoujiError, InternalFault, OutOfMemory, OutOfTime, Stopped
from gouji.isolation import Child, in_child
from gouji.isolation.here import seconds_left, tell
from gouji.model.packing import Packing, PackingError

MEMORY = 2_000_000_000
PLAIN = Packing(())


def spin() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.RLIM_INFINITY))
    while True:
        pass


def die_of(number: int) -> None:
    faulthandler.disable()
    os.kill(os.getpid(), number)


def crash() -> None:
    faulthandler.disable()
    ctypes.string_at(0)


def fail() -> None:
    raise RuntimeError("fail")


def refuse(name: str) -> None:
    raise errors.ERRORS[name]("这份文件不行")


ORDERS: dict[str, Callable[..., object]] = {
    "echo": str,
    "pid": os.getpid,
    "sleep": time.sleep,
    "spin": spin,
    "die of": die_of,
    "crash": crash,
    "leave": os._exit,
    "grow": lambda: len(bytearray(MEMORY * 2)),
    "fail": fail,
    "refuse": refuse,
    "strange": object,
    "in time": lambda: 1 < seconds_left() <= 5,
    "tell": lambda *stages: [tell(stage) for stage in stages],
}

Order = tuple[object, ...]


def work(order: Order) -> object:
    name, *arguments = order
    return ORDERS[str(name)](*arguments)


def child(uses: int = 100) -> Child[Order, object]:
    return Child(work, packing=PLAIN, memory=MEMORY, uses=uses)


def test_one_child_does_many_things_and_is_replaced_in_time() -> None:
    with child(uses=2) as two:
        pids = [two(("pid",), 5) for _ in range(5)]
    assert [pids.index(pid) for pid in pids] == [0, 0, 2, 2, 4]
    assert os.getpid() not in pids


BAD = [
    (("sleep", 60), OutOfTime, "0 秒还没有处理完，文件可能已损坏"),
    (("spin",), OutOfTime, "5 秒还没有处理完，文件可能已损坏"),
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
        first = one(("pid",), 5)
        with pytest.raises(GoujiError) as error:
            one(order, 0.4 if "sleep" in order else 5)
        assert (type(error.value), str(error.value)) == (kind, sentence)
        assert (one(("echo", "still here"), 5), one(("pid",), 5) != first) == ("still here", True)
    assert capfd.readouterr() == ("", "")


def test_an_internal_fault_has_its_trace_beside_the_sentence() -> None:
    with child() as one, pytest.raises(InternalFault) as error:
        one(("fail",), 5)
    assert "in fail\n" in error.value.trace
    assert error.value.trace.endswith("RuntimeError: fail\n")


@pytest.mark.parametrize("name", sorted(set(errors.ERRORS) - {"InternalFault", "OutOfMemory"}))
def test_every_error_crosses_as_what_it_is(name: str) -> None:
    with child() as one:
        first = one(("pid",), 5)
        with pytest.raises(GoujiError) as error:
            one(("refuse", name), 5)
        assert (type(error.value).__name__, str(error.value)) == (name, "这份文件不行")
        assert one(("pid",), 5) == first


def test_the_list_of_errors_is_whole() -> None:
    family = [GoujiError]
    for each in family:
        family += each.__subclasses__()
    own = {each for each in family if each.__module__ == "gouji.errors"}
    assert set(errors.ERRORS.values()) == own


def test_what_is_not_on_the_list_does_not_cross() -> None:
    with child() as one, pytest.raises(InternalFault, match="builtins.object is not on the list"):
        one(("strange",), 5)
    with pytest.raises(PackingError):
        one((object(),), 5)


def test_work_knows_its_time_and_is_heard() -> None:
    heard: list[str] = []
    with child() as one:
        assert one(("in time",), 5) is True
        assert one(("tell", "一", "二"), 5, heard.append) == [None, None]
    assert heard == ["一", "二"]


def interrupts(_order: str) -> None:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)


def test_an_interrupt_ends_all() -> None:
    with Child(interrupts, packing=PLAIN, memory=MEMORY) as one, pytest.raises(KeyboardInterrupt):
        one("", 30)


def test_no_child_is_left_behind() -> None:
    with child() as one:
        pid = int(str(one(("pid",), 5)))
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
