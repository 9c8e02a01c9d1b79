"""What gouji wrote into a directory: what a person put there, or changed since, is never touched.

The ledger lies hidden in the directory. Each file in it has the hash of what was written, and the
key of what it was made from: the same key would give the same file, which need not be made again.
A file is noted before and after it is put into its place, so that a run that is killed leaves
nothing that the next one takes for a person's.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from os.path import lexists
from pathlib import Path, PurePosixPath
from typing import Any, Self

from gouji.isolation.system import lock
from gouji.oserrors import not_written
from gouji.records import dataclass, named
from gouji.reporting.media.files import CannotWrite, staged

LEDGER = ".outputs"
"""Name of the file that the ledger is kept in."""
_LOCK = ".outputs.lock"
_HALF = ".outputs-half-"
"""What the name of a file begins with that is not in its place yet, or was left by a killed run."""
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """What the files of a directory tell of: of which years, and of which region or league.

    ``office`` signed the notices; ``template`` is the hash of its own template, empty without one.
    """

    years: tuple[int, ...] = ()
    under: str | None = None
    league: str | None = None
    office: str | None = None
    template: str = ""

    @property
    def region(self) -> tuple[str | None, str | None]:
        """Which part of a year it is, whatever the year."""
        return self.under, self.league


@dataclass(frozen=True, slots=True)
class Written:
    """A file that lies at ``path``, written as ``name`` and made from what has ``key``.

    ``path`` differs from ``name`` where the place was taken. ``issued`` is the day that it names.
    """

    path: str
    name: str
    key: str
    sha256: str
    issued: str = ""


class Ledger:
    """The ledger of ``directory``, held by one process at a time until it is closed."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.scope = Scope()
        """What the files told of when the ledger was opened."""
        self._written: dict[str, Written] = {}
        self._by_name: dict[str, tuple[str, ...]] = {}
        self._hashes: dict[str, tuple[str, ...]] = {}
        self._left: dict[str, str | None] = {}
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._lock = (directory / _LOCK).open("ab")
            with suppress(OSError):  # some shared folders know no locks
                lock(self._lock.fileno(), wait=True)
                _clear(directory)
            for line in _lines(directory / LEDGER):
                self._learn(line)
            self._journal = (directory / LEDGER).open("a", encoding="utf-8")
        except OSError as error:
            raise CannotWrite(f"写不进 {directory}（{not_written(error)}）") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()
        self._lock.close()

    def __bool__(self) -> bool:
        """Tell whether anything was written into the directory."""
        return bool(self._written)

    def names(self) -> frozenset[str]:
        """Return the names of all files that were written."""
        return frozenset(each.name for each in self._written.values())

    def current(self, name: str, key: str, issued: str | None = None) -> str | None:
        """Return where the file ``name`` lies that was made from ``key``, if it does.

        With ``issued`` it must name that day, too. A person may have changed it since.
        """
        for path in sorted(self._by_name.get(name, ())):
            each = self._written[path]
            dated = issued is None or each.issued == issued
            if each.key == key and dated and (self._directory / path).exists():
                return path
        return None

    def write(
        self,
        name: str,
        parts: Iterable[bytes | str],
        key: str,
        *,
        issued: str = "",
        private: bool = False,
    ) -> str:
        """Write the file ``name``; return its path, which is another where that is a person's."""
        digest = sha256()
        at = self._directory / name
        try:
            if at.parent != self._directory:  # which was there, and is not made again
                at.parent.mkdir(exist_ok=True)
            new = staged(at.parent, _hashed(parts, digest), private=private, prefix=_HALF)
            path = self._place(name, digest.hexdigest())
            self._note(path=path, sha256=digest.hexdigest())
            new.replace(self._directory / path)
            self._put(Written(path, name, key, digest.hexdigest(), issued))
        except OSError as error:
            raise CannotWrite(f"写不进 {at}（{not_written(error)}）") from error
        return path

    def settled(self, name: str, content: bytes | str) -> str:
        """Write a file whose content is its key, where it is not there; return its path."""
        data = content.encode() if isinstance(content, str) else content
        key = sha256(data).hexdigest()
        return self.current(name, key) or self.write(name, [data], key)

    def drop_others(self, keep: Iterable[str]) -> None:
        """Delete what was written, but the paths to ``keep``.

        What a person changed stays, and is that person's from now on.
        """
        for path in sorted(self._written.keys() - set(keep)):
            at = self._directory / path
            if at.exists() and not (self._is_own(path) and _deleted(at)):
                self._left.setdefault(path, None)
            name = self._written.pop(path).name
            self._by_name[name] = tuple(each for each in self._by_name[name] if each != path)

    def finish(self, scope: Scope) -> tuple[str, ...]:
        """Note what the files tell of now; return what must be said of those left alone."""
        self._journal.close()
        rows = [named(self._written[path]) for path in sorted(self._written)]
        lines = (f"{_json(row)}\n" for row in ({"scope": named(scope)}, *rows))
        try:
            staged(self._directory, lines, prefix=_HALF).replace(self._directory / LEDGER)
        except OSError as error:
            raise CannotWrite(f"写不进 {self._directory}（{not_written(error)}）") from error
        return tuple(_told(self._left))

    def _place(self, name: str, digest: str) -> str:
        """Return the first of the places for ``name`` that is free or holds what gouji wrote."""
        for path in _places(name):
            at = self._directory / path
            if not lexists(at) or self._is_own(path) or _hash(at) == digest:
                if path != name:
                    self._left[name] = path
                return path
        raise AssertionError("there is no last place")

    def _is_own(self, path: str) -> bool:
        """Tell whether what lies at ``path`` is as gouji wrote it."""
        return _hash(self._directory / path) in self._hashes.get(path, ())

    def _learn(self, line: dict[str, Any]) -> None:
        if "scope" in line:
            scope = line["scope"]  # older ledgers know of no office
            self.scope = Scope(**{**scope, "years": tuple(scope["years"])})
        elif "name" in line:
            self._enter(Written(**line))
        else:
            _add(self._hashes, line["path"], line["sha256"])

    def _enter(self, written: Written) -> None:
        self._written[written.path] = written
        _add(self._by_name, written.name, written.path)
        _add(self._hashes, written.path, written.sha256)

    def _put(self, written: Written) -> None:
        self._enter(written)
        self._note(**named(written))

    def _note(self, **line: str) -> None:
        _add(self._hashes, line["path"], line["sha256"])
        self._journal.write(f"{_json(line)}\n")
        self._journal.flush()


def _add(to: dict[str, tuple[str, ...]], key: str, value: str) -> None:
    """Add to what ``key`` has, which is one nearly always: sets would take five times the room."""
    if value not in to.get(key, ()):
        to[key] = (*to.get(key, ()), value)


def _lines(ledger: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a ledger; one that a killed run left in pieces, or not ours, is none."""
    if not ledger.exists():
        return
    for text in ledger.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and _is_inside(str(line.get("path", ""))):
            yield line


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def _places(name: str) -> Iterator[str]:
    """Yield the names that a file may get, the first that is free."""
    path = PurePosixPath(name)
    yield name
    yield from (str(path.with_name(f"{path.stem}-{number}{path.suffix}")) for number in count(2))


def _hash(path: Path) -> str | None:
    """Return the hash of a file, ``None`` of whatever is no file that can be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _clear(directory: Path) -> None:
    """Delete what a killed run had not put into its place yet; nobody else is at work."""
    for half in (*directory.glob(f"{_HALF}*"), *directory.glob(f"*/{_HALF}*")):
        _deleted(half)


def _deleted(path: Path) -> bool:
    """Delete a file, unless another program has it; tell whether it is gone."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return not path.exists()


def _hashed(parts: Iterable[bytes | str], digest: Any) -> Iterator[bytes]:  # noqa: ANN401 - a hash
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(data)
        yield data


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False)


def _told(left: dict[str, str | None]) -> Iterator[str]:
    """Yield what is said of files left alone, each with the new one beside it if there is one."""
    named = [f"{path}（新的写在 {new}）" if new else path for path, new in sorted(left.items())]
    if named:
        more = f"等 {len(named)} 个文件" if len(named) > _MOST_TOLD else ""
        yield (
            f"别人放进来的、或者写出以后改过的文件，没有动：{'、'.join(named[:_MOST_TOLD])}{more}"
        )
