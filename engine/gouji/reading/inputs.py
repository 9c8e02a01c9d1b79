"""What a user names becomes files to read: files, folders with all below them, zip archives."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gouji.errors import DocumentError, UnreadableFile
from gouji.reading.evidence import may_be_archive
from gouji.records import dataclass

_LONGEST_SUFFIX = 8


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
    """Give the files behind ``paths``, one after another.

    What an archive holds lies on the disk only until the next file is asked for.
    """
    inputs = _inputs(paths)
    try:
        yield inputs
    finally:
        inputs.close()


def _inputs(paths: Iterable[Path]) -> Generator[Input]:
    for path in paths:
        try:
            if path.is_dir():
                from gouji.reading.archives import is_packed

                for file in files_below(path):
                    yield from _of_file(file, packed=is_packed(file))
            else:
                yield from _of_file(path, packed=_is_archive(path))
        except DocumentError as error:
            yield Input(str(path), path, error)


def _is_archive(path: Path) -> bool:
    if not may_be_archive(path):
        return False
    from gouji.reading.archives import is_archive

    return is_archive(path)


def _of_file(path: Path, *, packed: bool) -> Iterator[Input]:
    try:
        if packed:
            yield from _in_archive(path)
        else:
            yield Input(str(path), path)
    except DocumentError as error:
        yield Input(str(path), path, error)


def files_below(folder: Path) -> list[Path]:
    """Return all files below ``folder`` in order; raises :class:`UnreadableFile` for none."""
    from gouji.reading.archives import is_ignored

    found = [p for p in sorted(folder.rglob("*")) if p.is_file() and not is_ignored(p.name)]
    if not found:
        raise UnreadableFile("文件夹里没有文件")
    return found


def _in_archive(path: Path) -> Iterator[Input]:
    """Unpack the files of an archive, each under a name of our own: no path leads outside."""
    from gouji.isolation.lodging import lodging
    from gouji.reading.archives import Archive

    with Archive(path) as archive, lodging() as home:
        for packed in archive.files:
            name = f"{path}/{packed.name}"
            target = home.folder / f"report{Path(packed.name).suffix[:_LONGEST_SUFFIX]}"
            try:
                target.write_bytes(archive.read(packed))
            except DocumentError as error:
                yield Input(name, path, error)
            else:
                yield Input(name, target)
                target.unlink(missing_ok=True)
