"""What gouji is built on: told from a fault of a document where it does not load or has changed.

Each sentence names the Python in use and what to type for it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

from gouji.errors import LibraryError
from gouji.installing import BUILD, python_in_use, to_install


@contextmanager
def loading(title: str, requirement: str) -> Iterator[None]:
    """Import inside what is of no use unless it loads; raises :class:`LibraryError`.

    ``requirement`` is what is installed anew where it does not: built again, not taken from what
    an earlier build has left.
    """
    try:
        yield
    except ImportError as error:
        anew = to_install("--force-reinstall", "--no-cache-dir", "--no-deps", requirement)
        raise LibraryError(
            f"{title}在 {python_in_use()}里不能用（{error}），请重新编译安装：{BUILD} {anew}"
        ) from error


def check_parts(library: str, tried: str, parts: Mapping[type, str]) -> None:
    """Raise :class:`LibraryError` where ``library`` lacks what gouji relies on.

    ``parts`` names attributes by their owner; ``tried`` is a version that is known to have them.
    """
    missing = [
        f"{owner.__name__}.{name}"
        for owner, names in parts.items()
        for name in names.split()
        if not hasattr(owner, name)
    ]
    if missing:
        known = to_install(f"{library}=={tried}")
        raise LibraryError(
            f"{python_in_use()}里的 {library} {_version(library)}与这一版 gouji 不配"
            f"（没有 {'、'.join(missing)}），请换成核对过的版本：{known}"
        )


def _version(library: str) -> str:
    try:
        return f"{version(library)} "
    except PackageNotFoundError:
        return ""
