"""The text of a list that a user wrote: of members, of reports to grade."""

from pathlib import Path

from gouji.errors import DocumentError, UsageError
from gouji.reading.decode import decode

_MOST_BYTES = 20_000_000


def list_text(path: Path) -> str:
    """Return the text of the list at ``path``, in UTF-8 or GBK; raises :class:`UsageError`."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{path}：没有这个清单文件") from None
    except OSError as error:
        raise UsageError(f"{path}：清单打不开（{error.strerror}）") from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{path}：清单太大")
    try:
        return decode(data).removeprefix("\ufeff")
    except DocumentError:
        raise UsageError(f"{path}：清单不是文本文件，请另存为 CSV") from None
