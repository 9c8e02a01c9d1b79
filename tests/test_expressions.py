"""A regular expression that was kept is the very one that Python compiles."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgpack
import pytest

from gouji import caching, expressions
from gouji.caching import SETTING
from gouji.expressions import compiled, compiled_bytes, keep_compiled

TEXTS = [
    ("", 0),
    ("甲|乙|[一-丁戊\ue000-\uf8ff]", 0),
    (r"(?P<year>\d{4})年(?:(?P<month>\d\d?)月)?", 0),
    (r"(?<!\d)(?i:a)b++(c)?(?(1)x|y)", re.IGNORECASE),
    (r"(a)(?P<b>b)\1(?P=b)", re.DOTALL | re.MULTILINE),
    ("[\ud800-\udfff]", re.ASCII),
]


def forget() -> None:
    compiled.cache_clear()
    compiled_bytes.cache_clear()
    expressions._programs.cache_clear()


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept yet, and nothing was asked for."""
    monkeypatch.setenv(SETTING, str(tmp_path))
    monkeypatch.setattr(expressions, "_asked", {})
    forget()
    yield
    forget()


def made() -> list[re.Pattern[str]]:
    return [compiled(text, flags) for text, flags in TEXTS]


def test_what_was_kept_is_what_python_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [re.compile(text, flags) for text, flags in TEXTS]
    assert made() == plain
    keep_compiled()
    forget()
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled again"))
    again = made()
    assert again == plain
    for one, other in zip(again, plain, strict=True):
        assert (one.pattern, one.flags, one.groups) == (other.pattern, other.flags, other.groups)
        assert one.groupindex == other.groupindex
    found = again[2].search("2024年12月")
    assert found is not None
    assert (found.groupdict(), found.lastgroup) == ({"year": "2024", "month": "12"}, "month")


def test_bytes_and_text_are_told_apart() -> None:
    for _ in range(2):
        assert compiled_bytes(rb"\d\xff+", re.DOTALL) == re.compile(rb"\d\xff+", re.DOTALL)
        assert compiled(r"\d\xff+", re.DOTALL) == re.compile(r"\d\xff+", re.DOTALL)
        assert compiled(r"\d\xff+").search("１\xff") is not None
        keep_compiled()
        forget()
    assert sorted(expressions._programs()) == [r"0 \d\xff+", r"16 \d\xff+", r"16b \d\xff+"]


def test_what_is_wrong_is_told_as_python_does() -> None:
    with pytest.raises(re.error, match="missing"):
        compiled("(")


SPOILT = [
    b"junk",
    msgpack.packb([1]),
    msgpack.packb({"0 甲": None}),
    msgpack.packb({"0 甲": [0, b"123", 0, {}]}),
    msgpack.packb({"0 甲": [0, b"\xff\xff\xff\xff" * 9, 0, {}]}),
    msgpack.packb({"0 甲": [0, b"", 0, {"a": 7}]}),
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=range(len(SPOILT)))
def test_what_is_none_is_compiled(spoilt: bytes) -> None:
    caching.keep(expressions._KIND, expressions._KEY, spoilt)
    assert compiled("甲") == re.compile("甲")


def test_what_reading_needs_is_kept() -> None:
    command = "from gouji.rulesets import chosen_rulebook; chosen_rulebook()"
    subprocess.run([sys.executable, "-c", command], check=True)  # knows nothing yet
    kept = expressions._programs()
    assert len(kept) > 100
    assert max(map(len, kept)) > 5000, "the words of sentences"
    names = [name.partition(" ") for name in kept]
    assert 10 < sum(flags.endswith("b") for flags, _, _ in names) < len(kept) / 2, "of bytes"
    for (flags, _, text), program in zip(names, kept.values(), strict=True):
        if flags.endswith("b"):
            own = text.encode("latin-1")
            assert expressions._made(own, program) == re.compile(own, int(flags[:-1]))
        else:
            assert expressions._made(text, program) == re.compile(text, int(flags))
