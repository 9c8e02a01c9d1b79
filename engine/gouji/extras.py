"""What the core install leaves out is said in a sentence, not in a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from gouji.errors import UsageError
from gouji.installing import python_in_use, to_add


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import inside what the extra ``name`` brings; raises :class:`UsageError`."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("gouji"):
            raise
        raise UsageError(
            f"这个功能要用到 {error.name}，{python_in_use()}里还没有安装；{to_add(name)}"
        ) from None
