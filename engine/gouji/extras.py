"""What the core install leaves out is said in a sentence, not in a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from gouji.errors import UsageError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import inside what ``pip install 'gouji[name]'`` brings; raises :class:`UsageError`."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("gouji"):
            raise
        raise UsageError(
            f"这个功能要用到 {error.name}，还没有安装；请先运行 pip install 'gouji[{name}]'"
        ) from None
