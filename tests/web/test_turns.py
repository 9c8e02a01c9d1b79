from hypothesis import given
from hypothesis import strategies as st

from gouji.web.turns import Turns


def test_clients_take_turns_and_keep_their_own_order() -> None:
    turns: Turns[str] = Turns()
    for thing in ("a1", "a2", "a3", "b1", "c1", "c2"):
        turns.put(thing[0], thing)
    assert list(iter(turns.take, None)) == ["a1", "b1", "c1", "a2", "c2", "a3"]


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.integers(0, 30))
def test_what_is_said_to_be_ahead_is_what_is_taken_first(sent: list[str], taken: int) -> None:
    turns: Turns[int] = Turns()
    for number, client in enumerate(sent):
        turns.put(client, number)
    gone = {turns.take() for _ in range(min(taken, len(sent)))}
    told = {n: turns.ahead(client, n) for n, client in enumerate(sent) if n not in gone}
    order = list(iter(turns.take, None))
    assert told == {number: place for place, number in enumerate(order)}
