"""What is kept comes back only to whom it belongs, whole and under its own key."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji import caching
from gouji.caching import SETTING, cache_folder, keep, kept

KEY, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entry(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_what_was_kept_comes_back_under_its_key_alone(folder: Path) -> None:
    assert kept("kind", KEY) is None
    keep("kind", KEY, b"content")
    assert (kept("kind", KEY), kept("kind", OTHER), kept("other", KEY)) == (b"content", None, None)
    keep("kind", KEY, b"anew")
    assert kept("kind", KEY) == b"anew"
    assert entry(folder).name == f"kind-{KEY}"
    if sys.platform != "win32":
        assert [p.stat().st_mode & 0o777 for p in (folder, entry(folder))] == [0o700, 0o600]


def turned(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[-1] ^= 1
    place.write_bytes(data)


def linked(place: Path) -> None:
    beside = place.rename(place.parent.with_name("elsewhere"))
    place.symlink_to(beside)


def moved(place: Path) -> None:
    keep("kind", OTHER, b"other")
    place.with_name(f"kind-{OTHER}").replace(place)


SPOILT: dict[str, Callable[[Path], object]] = {
    "another byte": turned,
    "cut off": lambda place: place.write_bytes(place.read_bytes()[:-1]),
    "more": lambda place: place.write_bytes(place.read_bytes() + b"more"),
    "empty": lambda place: place.write_bytes(b""),
    "what was kept under another key": moved,
    "a link": linked,
    "a folder": lambda place: (place.unlink(), place.mkdir()),
}
if sys.platform != "win32":
    SPOILT |= {
        "others may write it": lambda place: place.chmod(0o620),
        "others may read it": lambda place: place.chmod(0o604),
        "others may look into the folder": lambda place: place.parent.chmod(0o755),
        "a pipe": lambda place: (place.unlink(), os.mkfifo(place, 0o600)),
    }


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_spoilt_is_not_believed(folder: Path, spoil: Callable[[Path], object]) -> None:
    keep("kind", KEY, b"content")
    spoil(folder / f"kind-{KEY}")
    assert kept("kind", KEY) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no users by number")
def test_what_is_another_users_is_neither_read_nor_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("kind", KEY, b"content")
    monkeypatch.setattr(caching.os, "geteuid", lambda: os.getuid() + 1)
    assert kept("kind", KEY) is None
    keep("kind", OTHER, b"content")
    assert entry(folder).name == f"kind-{KEY}"


@pytest.mark.skipif(sys.platform == "win32", reason="no users by number")
def test_no_folder_is_made_in_another_users(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(tmp_path, 12_345, -1)
    else:
        monkeypatch.setattr(caching.os, "geteuid", lambda: os.getuid() + 1)
    assert not keep("kind", KEY, b"content")
    assert not folder.exists()


def test_without_a_place_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "file", tmp_path / "file/below", ""):
        monkeypatch.setenv(SETTING, str(place))
        keep("kind", KEY, b"content")
        assert kept("kind", KEY) is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("kind", KEY, b"content")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    keep("kind", OTHER, b"content")
    assert entry(folder).name == f"kind-{KEY}"


def test_the_oldest_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "ENTRIES", 2)
    monkeypatch.setattr(caching, "MOST_BYTES", 9)
    for number, key in enumerate("abc"):
        keep("kind", key, b"content")
        os.utime(folder / f"kind-{key}", (number, number))
    keep("kind", "d", b"content")
    keep("kind", "e", b"too much for it")
    assert sorted(path.name for path in folder.iterdir()) == ["kind-c", "kind-d"]


PLACES = [
    ("linux", {"HOME": "/home/a"}, "/home/a/.cache/gouji"),
    ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/var/a"}, "/var/a/gouji"),
    ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "here"}, None),
    ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/gouji"),
    ("linux", {}, None),
    ("linux", {"HOME": "/home/a", SETTING: "/b"}, "/b"),
    ("linux", {"HOME": "/home/a", SETTING: ""}, None),
]


@pytest.mark.parametrize(("platform", "environment", "place"), PLACES)
def test_the_usual_places(
    platform: str, environment: dict[str, str], place: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("HOME", "XDG_CACHE_HOME", SETTING):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == (Path(place) if place else None)
