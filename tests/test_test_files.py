"""The list of slow tests names tests that there are, and all tests can be collected together."""

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
    assert gone == [], "a slow test was renamed or is gone: mend its line in tests/slow.txt"


def test_no_two_test_files_have_one_name() -> None:
    """Pytest collects neither of two modules of one name."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
