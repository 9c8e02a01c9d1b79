"""Zip archives, and those within them: what they hold is read one file at a time.

Of an archive nothing is kept but the names: a file is unpacked when it is asked for, and of the
archives within it only the one that is at work lies on the disk, in a file without a name.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from itertools import takewhile
from os import SEEK_END
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Self

from gouji.errors import (
    DamagedDocument,
    DocumentError,
    LimitExceeded,
    UnreadableFile,
    UnsupportedFormat,
)
from gouji.reading.entry_names import entry_name
from gouji.reading.evidence import LAST, LAST_BYTES, ZIP, Evidence
from gouji.reading.formats import ARCHIVE
from gouji.reading.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_DEPTH,
    MAX_ARCHIVE_ENTRIES,
    MAX_COMPRESSION,
    MAX_DIRECTORY_BYTES,
    MAX_FILE_BYTES,
    MAX_INNER_ARCHIVE_BYTES,
)
from gouji.reading.sniff import format_of
from gouji.records import dataclass

_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "~$")
_SMALL = 1_000_000
_SUFFIX = ".zip"
_COPIED_AT_ONCE = 1_000_000
_LAST_64 = b"PK\x06\x06"
_IN_LARGE = 0xFFFFFFFF
"""The size that says: see the record of large archives."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    NotImplementedError,
    EOFError,
    RuntimeError,
)
"""What is raised of archives that are broken, or packed in a way that is not known."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in an archive; ``name`` is its path there, through the archives within.

    ``error`` is set where it cannot be unpacked.
    """

    name: str
    places: tuple[int, ...]
    """Its place in its archive's directory, behind those of the archives that hold that one."""
    error: DocumentError | None = None


def is_ignored(name: str) -> bool:
    """Tell whether a file is one of those that programs leave behind."""
    return Path(name).name.startswith(".") or any(mark in name for mark in _IGNORED)


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive, and not a document that is a zip package."""
    try:
        with path.open("rb") as file:
            return _is_archive(file)
    except OSError:
        return False


def is_packed(path: Path) -> bool:
    """Tell whether a file among others is a zip archive, by its name first."""
    return path.name.lower().endswith(_SUFFIX) and is_archive(path)


def refusal(data: bytes) -> DocumentError:
    """Return why a zip archive is no document: it is damaged, it is empty, it holds documents."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except _BROKEN:
        return DamagedDocument("这个压缩包已损坏，打不开")
    if not names:
        return UnreadableFile("压缩包里没有文件")
    return UnsupportedFormat("这份文件是压缩包（ZIP），请先解开")


def _is_archive(file: IO[bytes]) -> bool:
    try:
        with _opened(file) as archive:
            return _holds_files(archive)
    except LimitExceeded:
        return True
    except _BROKEN:
        return False


def _holds_files(archive: zipfile.ZipFile) -> bool:
    return format_of(Evidence(ZIP[0], archive.namelist())) is ARCHIVE


@dataclass(frozen=True, slots=True)
class _Inner:
    """An archive within another, unpacked: its place there, itself, and what closes it."""

    place: int
    archive: zipfile.ZipFile
    stack: ExitStack


class Archive:
    """A zip archive at work. ``files`` are those in it and in archives within, in their order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inner: list[_Inner] = []
        """The archives within that lead to the one at work, outermost first."""
        self._count = self._total = 0
        self.files: tuple[Packed, ...] = ()

    def __enter__(self) -> Self:
        """List what the archive holds; raises :class:`DocumentError` where nothing can be read."""
        with ExitStack() as opening:
            try:
                self._outer = opening.enter_context(_opened(self._path))
                opening.callback(self._leave, 0)
                self.files = tuple(self._listed((), ""))
            except _BROKEN as error:
                raise DamagedDocument("这个压缩包已损坏，打不开") from error
            if not self.files:
                raise UnreadableFile("压缩包里没有文件")
            self._stack = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archive, and the one within it that is at work."""
        self._stack.close()

    def read(self, packed: Packed) -> bytes:
        """Return what a file of the archive holds; raises :class:`DocumentError`."""
        if packed.error is not None:
            raise packed.error
        *around, place = packed.places
        try:
            archive = self._archive(around)
            entry = archive.infolist()[place]
            _check_size(entry, MAX_FILE_BYTES)
            with archive.open(entry) as file:
                return file.read(entry.file_size)
        except _BROKEN as error:
            raise DamagedDocument("压缩包里的这个文件已损坏，解不开") from error

    def _listed(self, around: tuple[int, ...], folder: str) -> Iterator[Packed]:
        """Yield the files of the archive at ``around``, which the user knows as ``folder``."""
        taken: set[str] = set()
        for place, entry in enumerate(self._archive(around).infolist()):
            name = entry_name(entry)
            if entry.orig_filename.endswith(("/", "\\")) or is_ignored(name):
                continue
            name = _unlike(f"{folder}{name}", taken)
            self._count += 1
            if self._count > MAX_ARCHIVE_ENTRIES:
                raise _TooManyError(f"压缩包里超过 {MAX_ARCHIVE_ENTRIES} 个文件")
            try:
                yield from self._file(Packed(name, (*around, place)), entry)
            except _TooManyError:
                raise
            except DocumentError as error:
                yield Packed(name, (*around, place), error)

    def _file(self, packed: Packed, entry: zipfile.ZipInfo) -> Iterator[Packed]:
        """Yield a file, or those in it where it is an archive in its turn."""
        self._total += entry.file_size
        if self._total > MAX_ARCHIVE_BYTES:
            raise LimitExceeded(f"压缩包里的文件合计超过 {MAX_ARCHIVE_BYTES // 10**9} GB")
        if entry.flag_bits & 1:
            raise DamagedDocument("压缩包加了密码，请先解开再审核")
        if packed.name.lower().endswith(_SUFFIX) and self._is_archive(packed.places, entry):
            yield from self._within(packed)
        else:
            _check_size(entry, MAX_FILE_BYTES)
            yield packed

    def _is_archive(self, places: tuple[int, ...], entry: zipfile.ZipInfo) -> bool:
        """Tell whether an entry is an archive, not something else with such a name."""
        _check_size(entry, MAX_INNER_ARCHIVE_BYTES)
        if len(places) > MAX_ARCHIVE_DEPTH:
            raise LimitExceeded(f"压缩包里套压缩包超过 {MAX_ARCHIVE_DEPTH} 层")
        try:
            return _holds_files(self._archive(places))
        except _BROKEN:
            return False

    def _within(self, packed: Packed) -> Iterator[Packed]:
        before = self._count
        yield from self._listed(packed.places, f"{packed.name}/")
        if self._count == before:
            raise UnreadableFile("压缩包里没有文件")

    def _archive(self, places: Sequence[int]) -> zipfile.ZipFile:
        """Return the archive at ``places``; only those that lead to it stay open."""
        same = zip(self._inner, places, strict=False)
        shared = sum(1 for _ in takewhile(lambda both: both[0].place == both[1], same))
        self._leave(shared)
        for place in places[shared:]:
            self._inner.append(_unpacked(self._innermost, place))
        return self._innermost

    @property
    def _innermost(self) -> zipfile.ZipFile:
        return self._inner[-1].archive if self._inner else self._outer

    def _leave(self, depth: int) -> None:
        """Close the archives within that are deeper than ``depth``."""
        while len(self._inner) > depth:
            self._inner.pop().stack.close()


class _TooManyError(LimitExceeded):
    """The archive as a whole is refused, not an entry of it."""


def _unpacked(archive: zipfile.ZipFile, place: int) -> _Inner:
    """Unpack an archive within another to a file that has no name and goes when it is closed."""
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        with archive.open(archive.infolist()[place]) as packed:
            copyfileobj(packed, file, _COPIED_AT_ONCE)
        inner = stack.enter_context(_opened(file))
        return _Inner(place, inner, stack.pop_all())


@contextmanager
def _opened(file: Path | IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Open an archive, but not one whose list of files alone would fill the memory."""
    with ExitStack() as stack:
        binary = stack.enter_context(file.open("rb")) if isinstance(file, Path) else file
        if _directory_bytes(binary) > MAX_DIRECTORY_BYTES:
            raise _TooManyError(f"压缩包里超过 {MAX_ARCHIVE_ENTRIES} 个文件")
        yield stack.enter_context(zipfile.ZipFile(binary))


def _directory_bytes(file: IO[bytes]) -> int:
    """Return how large an archive's list of files is, as the record at its end says."""
    size = file.seek(0, SEEK_END)
    file.seek(max(size - LAST_BYTES, 0))
    end = file.read()
    at, large = end.rfind(LAST), end.rfind(_LAST_64)
    if at < 0:
        return 0
    (declared,) = struct.unpack_from("<I", end, at + 12)
    if declared == _IN_LARGE and large >= 0:
        (declared,) = struct.unpack_from("<Q", end, large + 40)
    return int(declared)


def _check_size(entry: zipfile.ZipInfo, most: int) -> None:
    if entry.file_size > most:
        raise LimitExceeded(
            f"文件有 {entry.file_size // 1_000_000} MB，超过 {most // 1_000_000} MB 的上限"
        )
    if entry.file_size > _SMALL and entry.file_size > MAX_COMPRESSION * max(entry.compress_size, 1):
        raise LimitExceeded("压缩包里的文件压缩比例异常，不予解开")


def _unlike(name: str, taken: set[str]) -> str:
    """Return ``name``, told apart from those in ``taken`` where an archive has it twice."""
    unlike, number = name, 1
    while unlike in taken:
        number += 1
        unlike = f"{name}（第{number}份）"
    taken.add(unlike)
    return unlike
