"""The hash of sources: the same for the same, wherever they lie; another after every change."""

import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from gouji import fingerprint
from gouji.caching import SETTING
from gouji.fingerprint import code_hash, versions


def forget() -> None:
    code_hash.cache_clear()
    versions.cache_clear()
    fingerprint._installed.cache_clear()
    fingerprint._stamps.cache_clear()


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A module of a package of its own; nothing is kept of it yet."""
    package = tmp_path / "gouji/reading"
    package.mkdir(parents=True)
    (package / "one.py").write_bytes(b"a = 1\n")
    monkeypatch.setattr(fingerprint, "_ROOT", tmp_path / "gouji")
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    yield package / "one.py"
    forget()


def hashed() -> str:
    forget()
    return code_hash("reading")


@pytest.mark.parametrize("just", [fingerprint._JUST, -1], ids=["read each time", "kept"])
def test_every_change_of_a_source_is_another_hash(
    one: Path, just: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "_JUST", just)
    first = hashed()
    (one.parent / "__pycache__").mkdir()
    (one.parent / "__pycache__/one.pyc").write_bytes(b"x")
    one.write_bytes(b"a = 1\r\n")
    assert hashed() == first
    one.write_bytes(b"a = 2\n")
    changed = hashed()
    one.rename(one.with_name("two.py"))
    assert len({first, changed, hashed()}) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no time of the last change")
def test_what_looks_the_same_to_make_is_another_file(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "_JUST", -1)
    first, before = hashed(), one.stat()
    one.write_bytes(b"a = 2\n")
    os.utime(one, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert one.stat().st_mtime_ns == before.st_mtime_ns
    assert hashed() != first


@pytest.mark.usefixtures("one")
def test_what_was_just_written_is_not_kept(tmp_path: Path) -> None:
    hashed()
    assert not (tmp_path / "cache").exists()


def test_versions_are_those_that_python_tells() -> None:
    libraries = ("pydantic", "PyYAML", "durable-rules", "pdfminer.six", "msgpack", "no-such")
    forget()
    told = dict(each.split("=") for each in versions(*libraries).split())
    assert told == {**{name: version(name) for name in libraries[:-1]}, "no-such": "none"}


def test_what_is_found_first_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/Some_lib-1.0.dist-info", "b/some.lib-2.0.dist-info", "b/own.egg-info"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "b/built-3.0-py3.11.egg-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path / each) for each in ("none", "a", "b")])
    forget()
    assert versions("some-lib", "own", "built") == "some-lib=1.0 own=unknown built=3.0"
    forget()
