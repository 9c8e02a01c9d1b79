import pytest

from gouji.web import rates
from gouji.web.rates import Delay, Rate


def test_a_client_may_do_so_much_in_a_window_and_then_waits() -> None:
    now = [0.0]
    rate = Rate(2, 10, lambda: now[0])
    told = []
    for second in (0, 1, 2, 9, 10, 11, 30):
        now[0] = float(second)
        wait = rate.wait("a")
        told.append(wait)
        if not wait:
            rate.count("a")
    # 0 and 1 are counted; at 10 the first is over, at 11 the second.
    assert told == [0, 0, 8, 1, 0, 0, 0]
    assert rate.wait("b") == 0


def test_an_event_can_be_taken_back() -> None:
    rate = Rate(1, 10, lambda: 0.0)
    rate.count("a")
    assert rate.wait("a") == 10
    rate.forgive("a")
    rate.forgive("a")
    rate.forgive("unknown")
    assert rate.wait("a") == 0


def test_only_so_many_clients_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_MOST_CLIENTS", 3)
    rate = Rate(1, 10, lambda: 0.0)
    for client in "abcad":
        rate.count(client)
    # b was silent longest when d came.
    assert [client for client in "abcd" if rate.wait(client)] == ["a", "c", "d"]


def test_each_failure_beyond_the_free_ones_doubles_the_wait() -> None:
    now = [0.0]
    delay = Delay(2, 10, 100, lambda: now[0])
    waits = []
    for _ in range(8):
        delay.count("a")
        waits.append(delay.wait("a"))
    assert waits == [0, 1, 2, 4, 8, 10, 10, 10]
    now[0] = 9
    assert (delay.wait("a"), delay.wait("b")) == (1, 0)
    now[0] = 101
    assert delay.wait("a") == 0
    delay.count("a")
    assert delay.wait("a") == 0  # forgotten, it begins anew
    for _ in range(9):
        delay.count("b")
    delay.forgive("b")
    assert delay.wait("b") == 0
