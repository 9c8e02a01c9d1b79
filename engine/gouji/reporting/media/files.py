"""Files that reports are written to: whole or not at all, safely named, always the same bytes."""

import io
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkstemp

from gouji.errors import UsageError
from gouji.model.invisible import INVISIBLE
from gouji.oserrors import not_written

_UNSAFE = re.compile(rf'[<>:"/\\|?*\t-\r\x85\u2028\u2029{INVISIBLE}]+')
_LONGEST = 80
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644


class CannotWrite(UsageError):
    """A file cannot be written where it was asked for."""


def write_whole(path: Path, data: bytes | str, *, private: bool = False) -> None:
    """Write ``data`` to ``path``, whole or not at all; raises :class:`CannotWrite` if it cannot.

    What is ``private`` can be read by nobody but its owner.
    """
    write_parts(path, [data], private=private)


def write_parts(path: Path, parts: Iterable[bytes | str], *, private: bool = False) -> None:
    """Write ``parts`` one after another, as :func:`write_whole` writes one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged(path.parent, parts, private=private).replace(path)
    except OSError as error:
        raise CannotWrite(f"写不进 {path}（{not_written(error)}）") from error


def staged(
    directory: Path, parts: Iterable[bytes | str], *, private: bool = False, prefix: str = "."
) -> Path:
    """Write ``parts`` into a hidden file of ``directory``, to be put into its place at once."""
    descriptor, name = mkstemp(dir=directory, prefix=prefix)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(part.encode() if isinstance(part, str) else part for part in parts)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if not private:  # a temporary file is its owner's only
        path.chmod(_READABLE & ~_umask())
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def safe_name(text: str) -> str:
    """Return ``text`` as one part of a file name that no system trips over."""
    name = _UNSAFE.sub("_", text).strip(" .")[:_LONGEST]
    return name or "_"


class Names:
    """Gives each file of a directory a name of its own; the same order gives the same names."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def name(self, text: str, suffix: str = "") -> str:
        """Return a safe name for ``text``, numbered where it was given before."""
        stem, number = safe_name(text), 1
        name = stem
        while name.casefold() in self._used:
            number += 1
            name = f"{stem}-{number}"
        self._used.add(name.casefold())
        return name + suffix


def dateless(package: bytes) -> bytes:
    """Return a zip package (DOCX, XLSX) without the times at which its parts were written."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return zipped((part.filename, source.read(part)) for part in source.infolist())


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip package of ``parts``, each with its name, without a date."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, data)
    return packed.getvalue()
