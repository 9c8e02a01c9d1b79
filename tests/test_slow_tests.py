"""The list of slow tests names tests that there are."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_slow_test_is_there() -> None:
    lines = (ROOT / "tests/slow.txt").read_text(encoding="utf-8").splitlines()
    named = [line.split()[1].partition("::") for line in lines]
    gone = [
        f"{path} {name}"
        for path, _, name in named
        if not (ROOT / path).is_file()
        or (name and f"def {name}(" not in (ROOT / path).read_text("utf-8"))
    ]
    assert gone == []
