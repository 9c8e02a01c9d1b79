"""A rulebook as it was once compiled from its files, kept by what these files say.

It stands for the same files only, read by the same gouji with the same libraries. Files that do
not load are never kept: their faults are told each time.
"""

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from gouji import caching
from gouji.fingerprint import code_hash, hashed, versions
from gouji.model.form import Strict
from gouji.model.packing import Packing, PackingError
from gouji.model.written import derived
from gouji.rulebook.book import Layer, Rulebook, builtin_directory
from gouji.rulebook.condition import All, AnyOf, Test
from gouji.rulebook.sheet import Unwritten

_KIND = "rulebook"
_CODE = ("facts", "model", "rulebook")
_LIBRARIES = ("msgpack", "pydantic", "pydantic-core", "PyYAML")
_MOST_FILES = 1000
_MOST_BYTES = 4_000_000
"""Larger files, and more of them, do not load or are not worth it."""


class Unclear(Exception):
    """What a directory of rules holds cannot be said in advance."""


def rulebook_key(layers: Sequence[Path], profile: str) -> str | None:
    """Return what the rulebook of ``layers`` and ``profile`` hangs on; None where that is unclear.

    Then loading tells what is wrong.
    """
    try:
        files = [_told(each.resolve()) for each in (builtin_directory(), *layers)]
        named = Path(profile)
        own = _content(named) if named.suffix in {".yaml", ".yml"} else ""
    except (OSError, Unclear):
        return None
    made_by = code_hash(*_CODE), versions(*_LIBRARIES), sys.version
    return hashed(made_by, files, named.name if own else profile, own)


def kept_rulebook(key: str) -> Rulebook | None:
    """Return the rulebook that was kept under ``key``, if there is one."""
    packed = caching.kept(_KIND, key)
    if packed is None:
        return None
    try:
        book = _packing().unpack(packed)
    except PackingError:
        return None
    return book if isinstance(book, Rulebook) else None


def keep_rulebook(key: str, book: Rulebook) -> bool:
    """Keep ``book`` for :func:`kept_rulebook`; tell whether that was possible."""
    return caching.keep(_KIND, key, _packing().pack(book))


def _packing() -> Packing:
    return Packing((Rulebook, Layer, Test, All, AnyOf, Unwritten, *derived(Strict)))


def _told(root: Path) -> tuple[str, list[tuple[str, str]]]:
    """Return the name of a directory of rules, and every YAML file that it has, by content."""
    paths = sorted({*root.glob("*.y*ml"), *root.glob("*/*.y*ml")})
    if not paths or len(paths) > _MOST_FILES:
        raise Unclear
    return root.name, [(path.relative_to(root).as_posix(), _content(path)) for path in paths]


def _content(path: Path) -> str:
    """Return the hash of a file that is one, and no larger than files of rules may be."""
    if not path.is_file():  # but a folder, or a pipe that never ends
        raise Unclear
    with path.open("rb") as file:
        text = file.read(_MOST_BYTES + 1)
    if len(text) > _MOST_BYTES:
        raise Unclear
    return sha256(text).hexdigest()
