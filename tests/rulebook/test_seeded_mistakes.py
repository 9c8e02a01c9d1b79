"""Two hundred seeded mistakes in the shipped rule files: each is rejected, placed and explained."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from gouji.errors import RuleFileError
from gouji.rulebook import builtin_directory, load_rulebook

SEED = 20240131
HOW_MANY = 200

Mutation = Callable[[str, Random], str | None]
"""Returns the line with a mistake in it, or None where it would be harmless there."""

REQUIRED = "code|title|clause|severity|points|judges|message|remedy|fails_when"
KEY = re.compile(rf"^    ({REQUIRED}|where|expected|actual|review_when|unless|examples): ?")
PLACED = re.compile(r"^rules/[\w/.-]+\.yaml:\d+:\d+: .{4,}$")
HINT = re.compile(
    r"（.+）|请|缺少「|应[是写改为当小]|可用的有|是不是|不能[是用为]|不合格式|最[多少低]|要给出|至少"
)


def rename_key(line: str, random: Random) -> str | None:
    found = KEY.match(line)
    if found is None:
        return None
    name = found[1]
    at = random.randrange(len(name))
    return line.replace(name, name[:at] + "q" + name[at:], 1)


def drop(line: str, _: Random) -> str | None:
    found = re.match(rf"^    ({REQUIRED}): .+$", line)
    return "" if found else None


def twice(line: str, _: Random) -> str | None:
    return line + line if re.match(r"^    \w+: \S", line) else None


def wrong_type(line: str, random: Random) -> str | None:
    found = re.match(
        r"^    (title|severity|points|judges|message|remedy|where|clause|fails_when): ", line
    )
    if found is None:
        return None
    values = ["[一, 二]", "{一: 二}", ""]
    if found[1] in {"where", "clause", "fails_when"}:
        values = ["[一, 二]", "一句话", "7"]
    return f"{found[0]}{random.choice(values)}\n"


def unknown(pattern: str) -> Mutation:
    """Spoil the name that ``pattern`` finds (its first group)."""

    def spoil(line: str, random: Random) -> str | None:
        found = re.search(pattern, line)
        if found is None:
            return None
        start, end = found.span(1)
        at = random.randrange(start, end)
        return line[:at] + "zq" + line[at:]

    return spoil


def indent(line: str, random: Random) -> str | None:
    return (
        " " * random.choice([1, 2]) + line
        if re.match(r"^    (title|severity|judges|remedy): ", line)
        else None
    )


def outdent(line: str, _: Random) -> str | None:
    return line[1:] if re.match(r"^    (severity|judges|points|remedy|message): ", line) else None


def tab(line: str, _: Random) -> str | None:
    return "\t" + line.lstrip() if re.match(r"^    \w+: \S", line) else None


def unclosed(line: str, _: Random) -> str | None:
    found = re.match(r"^    (clause|fails_when|where): .*\}$", line.rstrip())
    return line.rstrip()[:-1] + "\n" if found else None


def no_colon(line: str, _: Random) -> str | None:
    found = re.match(r"^    (title|severity|judges): (\S+)$", line.rstrip())
    return f"    {found[1]} {found[2]}\n" if found else None


def open_brace(line: str, _: Random) -> str | None:
    found = re.match(r"^    (message|expected|actual): .*\{\w+\}", line)
    return line.replace("}", "", 1) if found else None


def example_gone(line: str, _: Random) -> str | None:
    return "" if re.match(r"^      (pass|fail): \[", line) else None


def negative(line: str, random: Random) -> str | None:
    value = random.choice(["-1", "1000", "1e3", "0x10", "1:30", "三分"])
    return f"    points: {value}\n" if line.startswith("    points: ") else None


def not_a_code(line: str, random: Random) -> str | None:
    value = random.choice(["r411", "R41", "R4111", "RR11", "411"])
    return f"  - code: {value}\n" if line.startswith("  - code: ") else None


def another_code(line: str, random: Random) -> str | None:
    others = [code for code in ("R411", "S101", "P206", "N604") if code not in line]
    return f"  - code: {random.choice(others)}\n" if line.startswith("  - code: ") else None


MUTATIONS: list[Mutation] = [
    rename_key, drop, twice, wrong_type, indent, outdent, tab, unclosed, no_colon, open_brace,
    example_gone, negative, not_a_code, another_code,
    unknown(r"^    judges: (\w+)"),
    unknown(r"^    severity: (\w+)"),
    unknown(r"^    (?:message|expected|actual): .*\{(\w+)\}"),
    unknown(r"^    where: \{(\w+):"),
    unknown(r"^    (?:fails_when|review_when|unless): \{(\w+): [^{\[]"),
    unknown(r"^    fails_when: \{\w+: \{(\w+): "),
    unknown(r"^      (?:pass|fail): \[\{(\w+): "),
    unknown(r"^      (pass|fail): "),
]  # fmt: skip


def mistakes() -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line number, old line and new line of each mistake; no two are the same."""
    random = Random(SEED)  # noqa: S311 - not for secrets
    root = builtin_directory()
    files = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8").splitlines(
            keepends=True
        )
        for path in sorted(root.glob("rules/*.yaml"))
    }
    probe = Random(0)  # noqa: S311 - not for secrets
    seen: set[tuple[str, int, str]] = set()
    turn = 0
    while len(seen) < HOW_MANY:
        mutation = MUTATIONS[turn % len(MUTATIONS)]
        turn += 1
        name = random.choice(sorted(files))
        places = [i for i, line in enumerate(files[name]) if mutation(line, probe) is not None]
        if not places:
            continue
        at = random.choice(places)
        new = mutation(files[name][at], random)
        if new is None or (name, at, new) in seen:
            continue
        seen.add((name, at, new))
        yield name, at, files[name][at], new


MISTAKES = list(mistakes())


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(builtin_directory(), tmp_path_factory.mktemp("seeded") / "rules"))


def test_there_are_two_hundred() -> None:
    assert len(MISTAKES) == HOW_MANY
    assert len({name for name, *_ in MISTAKES}) == len(
        list(builtin_directory().glob("rules/*.yaml"))
    )


@pytest.mark.parametrize(
    ("name", "at", "old", "new"),
    MISTAKES,
    ids=[f"{n}:{a + 1}-{i}" for i, (n, a, *_) in enumerate(MISTAKES)],
)
def test_a_mistake_is_placed_and_explained(
    rules: Path, name: str, at: int, old: str, new: str
) -> None:
    path = rules / name
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    assert lines[at] == old
    path.write_text("".join([*lines[:at], new, *lines[at + 1 :]]), encoding="utf-8")
    try:
        with pytest.raises(RuleFileError) as error:
            load_rulebook.__wrapped__(rules)
    finally:
        path.write_text(text, encoding="utf-8")
    told = str(error.value).splitlines()
    assert all(PLACED.match(line) for line in told), told
    assert all(HINT.search(line.split(": ", 1)[1]) for line in told), (new, told)
