"""Files for their owner's eyes only."""

import os
from pathlib import Path

from gouji.errors import UsageError


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole, readable by its owner only; raises ``UsageError``."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)
    except OSError as error:
        raise UsageError(f"写不进 {path}（{error.strerror}）") from None
