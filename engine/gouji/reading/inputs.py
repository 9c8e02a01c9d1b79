"""What a user names becomes files to read: files, folders with all below them, zip archives."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gouji.errors import DamagedDocument, DocumentError, LimitExceeded, UnreadableFile
from gouji.isolation.lodging import lodging
from gouji.reading.evidence import START_BYTES, ZIP, Evidence
from gouji.reading.formats import ARCHIVE
from gouji.reading.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_ENTRIES,
    MAX_COMPRESSION,
    MAX_FILE_BYTES,
)
from gouji.reading.sniff import format_of

_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "~$")
_SMALL = 1_000_000
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Input:
    """A file to audit: ``name`` is what the user is told, ``path`` where it lies.

    ``error`` is set where it cannot even be opened; then ``path`` is not to be read.
    """

    name: str
    path: Path
    error: DocumentError | None = None


@contextmanager
def opened(paths: Iterable[Path]) -> Iterator[Iterator[Input]]:
    """Give the files behind ``paths``; what archives hold lies in a folder that goes at the end."""
    with ExitStack() as stack:
        yield _inputs(paths, stack)


def _inputs(paths: Iterable[Path], stack: ExitStack) -> Iterator[Input]:
    folder: Path | None = None
    for number, path in enumerate(paths):
        try:
            if path.is_dir():
                yield from _in_folder(path)
            elif _is_archive(path):
                folder = folder or stack.enter_context(lodging()).folder
                yield from _in_archive(path, folder / str(number))
            else:
                yield Input(str(path), path)
        except DocumentError as error:
            yield Input(str(path), path, error)


def _in_folder(path: Path) -> Iterator[Input]:
    found = [p for p in sorted(path.rglob("*")) if p.is_file() and not _is_ignored(p.name)]
    if not found:
        raise UnreadableFile("文件夹里没有文件")
    for file in found:
        yield Input(str(file), file)


def _is_ignored(name: str) -> bool:
    return Path(name).name.startswith(".") or any(mark in name for mark in _IGNORED)


def _is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive, and not a document that is a zip package."""
    try:
        with path.open("rb") as file:
            start = file.read(START_BYTES)
        if not start.startswith(ZIP):
            return False
        with zipfile.ZipFile(path) as archive:
            return format_of(Evidence(start, archive.namelist())) is ARCHIVE
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


def _in_archive(path: Path, folder: Path) -> Iterator[Input]:
    """Unpack the files of an archive under numbers of our own, so that no path leads outside."""
    folder.mkdir()
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [
                e for e in archive.infolist() if not e.is_dir() and not _is_ignored(_name(e))
            ]
            if len(entries) > MAX_ARCHIVE_ENTRIES:
                raise LimitExceeded(f"压缩包里超过 {MAX_ARCHIVE_ENTRIES} 个文件")
            for number, entry in enumerate(entries):
                name = f"{path}/{_name(entry)}"
                total += entry.file_size
                try:
                    _check(entry, total)
                    target = folder / f"{number}{Path(_name(entry)).suffix[:8]}"
                    target.write_bytes(_content(archive, entry))
                except DocumentError as error:
                    yield Input(name, path, error)
                else:
                    yield Input(name, target)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
        raise DamagedDocument("这个压缩包已损坏，打不开") from error
    if not entries:
        raise UnreadableFile("压缩包里没有文件")


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; archives made on Chinese systems write it in GBK."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _check(entry: zipfile.ZipInfo, total: int) -> None:
    if entry.file_size > MAX_FILE_BYTES or total > MAX_ARCHIVE_BYTES:
        raise LimitExceeded(f"压缩包里的文件超过 {MAX_FILE_BYTES // 1_000_000} MB，或者合计太大")
    if entry.file_size > _SMALL and entry.file_size > MAX_COMPRESSION * max(entry.compress_size, 1):
        raise LimitExceeded("压缩包里的文件压缩比例异常，不予解开")
    if entry.flag_bits & 1:
        raise DamagedDocument("压缩包加了密码，请先解开再审核")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what an entry holds, never more than it declares."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise LimitExceeded("压缩包里的文件比它声明的大，不予解开")
    return data
