"""The folder that reports are put into; what a person has laid there or changed is left alone."""

import json
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from gouji.collecting.kept import FOLDER
from gouji.errors import UsageError
from gouji.oserrors import not_written
from gouji.reporting.media.files import Names, safe_name, write_whole

_LEDGER = ".files.jsonl"


class Folder:
    """A folder, and a ledger of the files that were put there, with their hashes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ledger = path / FOLDER / _LEDGER
        self._written: dict[str, set[str]] = defaultdict(set)
        for name, digest in self._lines():
            self._written[name].add(digest)

    def put(self, stem: str, suffix: str, body: bytes) -> str:
        """Write a report, unless it lies there already; return the name of its file.

        Another name is taken where a file of this one is not as gouji wrote it. What gouji wrote
        for this report in another format before goes.
        """
        names = Names()
        name = names.name(stem, suffix)
        while (self.path / name).exists() and not self._is_ours(name):
            name = names.name(stem, suffix)
        digest = sha256(body).hexdigest()
        if self._hash(name) != digest:
            self._note(name, digest)
            write_whole(self.path / name, body)
        for other in sorted(self._written):
            if other != name and Path(other).stem == stem and self._is_ours(other):
                (self.path / other).unlink()
        return name

    def _note(self, name: str, digest: str) -> None:
        """Note what is about to be written; a run that is killed would not note it after."""
        self._written[name].add(digest)
        line = json.dumps([name, digest], ensure_ascii=False)
        try:
            self._ledger.parent.mkdir(parents=True, exist_ok=True)
            with self._ledger.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        except OSError as error:
            raise UsageError(f"写不进 {self._ledger}（{not_written(error)}）") from None

    def _is_ours(self, name: str) -> bool:
        return self._hash(name) in self._written.get(name, ())

    def _hash(self, name: str) -> str:
        try:
            return sha256((self.path / name).read_bytes()).hexdigest()
        except OSError:
            return ""

    def _lines(self) -> Iterator[tuple[str, str]]:
        """Yield what was noted; a line that a killed run has cut off says nothing."""
        try:
            lines = self._ledger.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return
        for line in lines:
            try:
                name, digest = json.loads(line)
            except (ValueError, TypeError):
                continue
            yield str(name), str(digest)


def stems(titles: list[tuple[str, str]]) -> list[str]:
    """Return a name for each title; those that would share one have a mark of their address."""
    names = [safe_name(title) for title, _ in titles]
    folded = [name.casefold() for name in names]
    marks = [sha256(url.encode()).hexdigest()[:8] for _, url in titles]
    return [
        name if folded.count(name.casefold()) == 1 else f"{name}-{mark}"
        for name, mark in zip(names, marks, strict=True)
    ]
