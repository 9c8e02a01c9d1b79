"""What took long to work out, kept for the next time in the cache directory of the user.

Nothing hangs on it: an entry is made of what it was made of, by whoever asks, and where there is
none, or none that can be believed, the work is done again. Believed is what lies in a file of this
user alone, in a folder of this user alone, whole, and under the very key that is asked for. An
entry is written beside its place and then moved there: who reads meanwhile sees the old one or
the new one, and who is stopped leaves no half of one. Where nothing can be written, nothing is.
"""

import os
import stat
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic_ns

SETTING = "GOUJI_CACHE"
"""The variable of the environment that names the folder, or is empty where none is to be used."""

ENTRIES = 64
"""Entries that are kept; the oldest go."""
MOST_BYTES = 20_000_000
"""Bytes of one entry."""

_FORM = b"gouji 1"
_DIGEST = sha256().digest_size
_ITSELF: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Opens a file, not what a link names, and waits for nobody."""
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | _ITSELF
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def kept(kind: str, key: str) -> bytes | None:
    """Return what was kept of ``kind`` under ``key``, a hash; None if nothing is to be believed."""
    folder = cache_folder()
    if folder is None or not _is_own(folder):
        return None
    with suppress(OSError), os.fdopen(os.open(_place(folder, kind, key), _READING), "rb") as file:
        entry = file.read(_DIGEST + MOST_BYTES + 1) if _is_own(file.fileno()) else b""
        content = entry[_DIGEST:]
        if entry[:_DIGEST] == _digest(kind, key, content):
            return content
    return None


def keep(kind: str, key: str, content: bytes) -> bool:
    """Keep ``content`` for :func:`kept`, if that is possible; tell whether it was."""
    folder = cache_folder()
    if folder is None or len(content) > MOST_BYTES:
        return False
    with suppress(OSError):
        _make(folder)
        if _is_own(folder):
            _write(_place(folder, kind, key), _digest(kind, key, content) + content)
            _clear(folder)
            return True
    return False


def cache_folder() -> Path | None:
    """Return where entries lie: where the setting says (nothing: nowhere), else as is usual."""
    given = os.environ.get(SETTING)
    if given is not None:
        return Path(given) if given else None
    home, local = os.environ.get("HOME", ""), os.environ.get("LOCALAPPDATA", "")
    usual = {"win32": Path(local), "darwin": Path(home, "Library/Caches")}
    above = Path(os.environ.get("XDG_CACHE_HOME") or usual.get(sys.platform, Path(home, ".cache")))
    return above / "gouji" if above.is_absolute() else None


def _make(folder: Path) -> None:
    """Make the folder, unless in one of another user (whose home root may have been given)."""
    if folder.exists():
        return
    above = next(each for each in folder.absolute().parents if each.exists())
    if sys.platform == "win32" or above.stat().st_uid in (os.geteuid(), 0):
        folder.mkdir(mode=0o700, parents=True)


def _is_own(what: Path | int) -> bool:
    """Tell whether a folder by its path, or an open file, is this user's and nobody else's.

    On Windows what lies in a user's own folders is, by the rights of those.
    """
    if isinstance(what, int):
        found, is_kind = os.fstat(what), stat.S_ISREG
    else:
        try:
            found, is_kind = what.lstat(), stat.S_ISDIR
        except OSError:
            return False
    if not is_kind(found.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _place(folder: Path, kind: str, key: str) -> Path:
    return folder / f"{kind}-{key}"


def _digest(kind: str, key: str, content: bytes) -> bytes:
    return sha256(b"\n".join((_FORM, kind.encode(), key.encode(), content))).digest()


def _write(place: Path, entry: bytes) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}.{monotonic_ns()}")
    try:
        with os.fdopen(os.open(beside, _WRITING, 0o600), "wb") as file:
            file.write(entry)
        beside.replace(place)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _clear(folder: Path) -> None:
    """Remove what is beyond the newest entries, halves of them that were left behind included."""
    files = [(file.stat().st_mtime_ns, file.path) for file in os.scandir(folder) if file.is_file()]
    for _, path in sorted(files, reverse=True)[ENTRIES:]:
        Path(path).unlink(missing_ok=True)
