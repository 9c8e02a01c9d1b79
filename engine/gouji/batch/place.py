"""The directory of the outputs, which people move, delete and fill while a run goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gouji.errors import GoujiError
from gouji.oserrors import not_written
from gouji.reporting.media.files import CannotWrite

_AGAIN = "再运行一次，就接着做"


class OutputLost(GoujiError):
    """The directory of the outputs went away, or took no more, in the middle of a run."""


@contextmanager
def lasting(directory: Path, *, history: bool) -> Iterator[None]:
    """Make ``directory``, and say so in one sentence where it does not last to the end.

    ``history`` tells that the history lies in it, too.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        before = _identity(directory)
    except OSError as error:
        raise CannotWrite(f"写不进 {directory}（{not_written(error)}）") from error
    try:
        yield
    except (GoujiError, OSError) as error:
        if _identity_or_none(directory) != before:
            raise OutputLost(_gone(directory, history=history)) from error
        if isinstance(error, CannotWrite):
            raise OutputLost(f"{error}。已经记入历史记录的都在；解决以后{_AGAIN}") from error
        raise


def _gone(directory: Path, *, history: bool) -> str:
    if history:
        return (
            f"结果目录 {directory} 在运行中被移走或删掉了，历史记录也在里面；请放回原处，{_AGAIN}"
        )
    return (
        f"结果目录 {directory} 在运行中被移走或删掉了。已经记入历史记录的都在；请放回原处，{_AGAIN}"
    )


def _identity(directory: Path) -> tuple[int, int]:
    found = directory.stat()
    return found.st_dev, found.st_ino


def _identity_or_none(directory: Path) -> tuple[int, int] | None:
    try:
        return _identity(directory)
    except OSError:
        return None
