"""What is made of a thing is made once, and of its equal again."""

import gc
from weakref import ref

from gouji.once import once, once_a_text


class Part:
    """Equal to every other part, and not to be hashed, as rules are dear to."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part)


def test_a_thing_is_known_by_its_identity_alone() -> None:
    asked: list[str] = []

    @once
    def named(part: Part) -> str:
        asked.append(part.name)
        return part.name

    first, second = Part("一"), Part("二")
    assert [named(first), named(second), named(first)] == ["一", "二", "一"]
    assert asked == ["一", "二"]


def test_what_is_kept_of_a_thing_is_never_told_of_another_in_its_place_in_memory() -> None:
    @once
    def named(part: Part) -> str:
        return part.name

    for number in range(500):
        assert named(Part(str(number))) == str(number)


def test_things_out_of_use_are_let_go() -> None:
    @once
    def named(part: Part) -> str:
        return part.name

    old = Part("旧")
    gone = ref(old)
    named(old)
    del old
    for number in range(500):
        named(Part(str(number)))
    gc.collect()
    assert gone() is None


def test_a_text_is_asked_once_beside_each_thing() -> None:
    asked: list[tuple[str, str]] = []

    @once_a_text(2)
    def joined(text: str, part: Part) -> str:
        asked.append((text, part.name))
        return text + part.name

    first, second = Part("一"), Part("二")
    told = [joined("第", first), joined("第", second), joined("第", first)]
    assert told == ["第一", "第二", "第一"]
    assert asked == [("第", "一"), ("第", "二")]
