"""Files for their owner's eyes only."""

import os
from pathlib import Path

from gouji.errors import UsageError
from gouji.oserrors import not_written


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole, readable by its owner only; raises ``UsageError``."""
    try:
        write_whole(path, text)
    except OSError as error:
        raise UsageError(f"写不进 {path}（{not_written(error)}）") from None


def write_whole(path: Path, text: str) -> None:
    """Do the same; raises ``OSError``, and leaves nothing half written."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
