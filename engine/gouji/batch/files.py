"""The files that are at hand for a grading: below a folder, or in archives, read one at a time.

A list names them as people do: with backslashes, without the ending that Windows hides, with
brackets of another width, without the folder. What fits one file alone is that file; nothing else.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Self

from gouji.errors import DocumentError, UnreadableFile
from gouji.model.prose import fold
from gouji.reading import file_bytes
from gouji.reading.archives import Archive, Packed, is_archive, is_ignored, is_packed
from gouji.reading.inputs import files_below
from gouji.records import dataclass

_ON_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_MOST_TOLD = 3
_RELATIVE = "请写从清单所在文件夹算起的路径，如 水利局\\年报.docx"


@dataclass(frozen=True, slots=True)
class File:
    """A file at hand; ``name`` is what the user is told: its path below what was given.

    ``error`` is set where it cannot even be opened.
    """

    name: str
    read: Callable[[], bytes]
    error: DocumentError | None = None


class Files:
    """Files by their names, listed when first asked for; ``root`` is the folder of them, if any."""

    def __init__(self, listed: Callable[[], Iterable[File]], root: Path | None = None) -> None:
        self._listed = listed
        self._root = root

    @cached_property
    def all(self) -> tuple[File, ...]:
        """Every file, in the order of their names."""
        return tuple(sorted(self._listed(), key=lambda file: file.name))

    def beside(self, names: Iterable[str]) -> list[File]:
        """Return the files in the very folders that those with ``names`` lie in."""
        if self._root is None:
            return list(self.all)
        folders = {(self._root / name).parent for name in names}
        found = (file for folder in folders if folder.is_dir() for file in folder.iterdir())
        return [
            _lying(p, self._root) for p in sorted(found) if p.is_file() and not is_ignored(p.name)
        ]

    def named(self, written: str, beside: str = "") -> File:
        """Return the file that a list calls ``written``; one with an ``error`` if there is none.

        ``beside`` is the list itself, where it is one of the files.
        """
        folder = PurePosixPath(beside).parent
        plain = written.replace("\\", "/")
        paths = dict.fromkeys(str(folder / path) for path in (written, plain))
        found = self._at([*paths, plain])
        return found or self._alike_to(written, *paths)

    def _at(self, paths: Iterable[str]) -> File | None:
        """Return the file at one of ``paths``, the first that there is."""
        for path in paths:
            if self._root is not None and (self._root / path).is_file():
                return _lying(self._root / path, self._root)
            if self._root is None and path in self._by_name:
                return self._by_name[path]
        return None

    def _alike_to(self, written: str, *paths: str) -> File:
        if _ON_WINDOWS.match(written):
            return _missing(written, f"这是 Windows 上的完整路径，这里没有；{_RELATIVE}")
        *_, path = paths
        found = self._alike.get(_spelt(path)) or self._alike.get(_spelt(written)) or []
        if len(found) == 1:
            return found[0]
        if found:
            names = "、".join(file.name for file in found[:_MOST_TOLD])
            return _missing(path, f"没有这个文件；名称相符的有 {len(found)} 个：{names}，请写全")
        return _missing(path, f"没有这个文件{self._nearest(path)}")

    @cached_property
    def _by_name(self) -> dict[str, File]:
        return {file.name: file for file in self.all}

    @cached_property
    def _alike(self) -> dict[str, list[File]]:
        alike: dict[str, list[File]] = defaultdict(list)
        for file in self.all:
            for spelling in dict.fromkeys(_spellings(file.name)):
                alike[spelling].append(file)
        return alike

    def _nearest(self, path: str) -> str:
        stems = {_stem(file.name) for file in self.all}
        near = get_close_matches(_stem(path), sorted(stems), n=_MOST_TOLD)
        names = [file.name for stem in near for file in self.all if _stem(file.name) == stem]
        return f"；名称相近的有 {'、'.join(names[:_MOST_TOLD])}" if near else ""


@contextmanager
def files_in(path: Path, apart: Path | None = None) -> Iterator[Files]:
    """Give the files below a folder or in an archive, or the single file at ``path``.

    What lies below ``apart`` is not among them: what gouji itself writes there. Raises
    :class:`DocumentError` where an archive cannot be opened.
    """
    if path.is_dir():
        with _Archives() as archives:
            yield Files(partial(_below, path, apart, archives), path)
    elif is_archive(path):
        with Archive(path) as archive:
            files = [File(p.name, partial(archive.read, p), p.error) for p in archive.files]
            yield Files(lambda: files)
    else:
        yield Files(lambda: [_lying(path, path.parent)], path.parent)


class _Archives:
    """The archives in a folder, of which only the one at work is open."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._at_work: tuple[Path, Archive] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def files(self, path: Path, name: str) -> Iterator[File]:
        """Yield what is in the archive at ``path``, which the user knows by ``name``."""
        try:
            packed = self._opened(path).files
        except DocumentError as error:
            yield _refused(name, error)
            return
        for each in packed:
            yield File(f"{name}/{each.name}", partial(self._read, path, each), each.error)

    def _read(self, path: Path, packed: Packed) -> bytes:
        return self._opened(path).read(packed)

    def _opened(self, path: Path) -> Archive:
        if self._at_work is None or self._at_work[0] != path:
            self._stack.close()
            self._at_work = None
            self._at_work = path, self._stack.enter_context(Archive(path))
        return self._at_work[1]


def _below(folder: Path, apart: Path | None, archives: _Archives) -> Iterator[File]:
    inside = None if apart is None else folder / os.path.relpath(apart, folder)
    found = [file for file in files_below(folder) if inside not in file.parents]
    if not found:
        raise UnreadableFile("文件夹里没有文件")
    for path in found:
        file = _lying(path, folder)
        if is_packed(path):
            yield from archives.files(path, file.name)
        else:
            yield file


def _lying(file: Path, root: Path) -> File:
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
    return File(name, partial(file_bytes, file))


def _missing(name: str, why: str) -> File:
    return _refused(name, UnreadableFile(why))


def _refused(name: str, error: DocumentError) -> File:
    def read() -> bytes:
        raise error

    return File(name, read, error)


def _spellings(name: str) -> Iterator[str]:
    """Yield what a file may be called in a list: with or without its folder and its ending."""
    path = PurePosixPath(name)
    for whole in (name, path.name):
        yield _spelt(whole)
        yield _spelt(whole.removesuffix(path.suffix))


def _stem(name: str) -> str:
    return _spelt(PurePosixPath(name).stem)


def _spelt(name: str) -> str:
    """Return a name without what people leave out: an archive is unpacked to a folder."""
    return fold("".join(name.split())).removeprefix("./").lower().replace(".zip/", "/")
