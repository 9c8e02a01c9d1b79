"""What gouji is built on: told from a fault of a document where it does not load or has changed.

Each sentence names the Python in use and what to type for it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from gouji.errors import GoujiError, InternalFault, LibraryError

_TRIED = {"pdfminer.six": "20260107", "pypdf": "7.1.1", "python-docx": "1.2.0"}
"""Of the libraries that are relied on beyond their documented interface, a version that fits."""
_BY_MODULE = {"docx": "python-docx", "pdfminer": "pdfminer.six", "pypdf": "pypdf"}


@contextmanager
def loading(title: str, requirement: str) -> Iterator[None]:
    """Import inside what is of no use unless it loads; raises :class:`LibraryError`.

    ``requirement`` is what is installed anew where it does not: built again, not taken from what
    an earlier build has left.
    """
    try:
        yield
    except ImportError as error:
        from gouji.installing import BUILD, python_in_use, to_install

        anew = to_install("--force-reinstall", "--no-cache-dir", "--no-deps", requirement)
        raise LibraryError(
            f"{title}在 {python_in_use()}里不能用（{error}），请重新编译安装：{BUILD} {anew}"
        ) from error


def check_parts(library: str, parts: Mapping[type, str]) -> None:
    """Raise :class:`LibraryError` where ``library`` lacks what gouji relies on.

    ``parts`` names attributes by their owner.
    """
    missing = [
        f"{owner.__name__}.{name}"
        for owner, names in parts.items()
        for name in names.split()
        if not hasattr(owner, name)
    ]
    if missing:
        raise _changed(library, f"没有 {'、'.join(missing)}")


def unforeseen(error: BaseException) -> GoujiError:
    """Return what is told of an error that nobody foresaw, in place of a traceback.

    A name that cannot be imported is the fault of a library that no longer has it.
    """
    if isinstance(error, ImportError):
        library = _BY_MODULE.get((error.name or "").partition(".")[0])
        if library:
            return _changed(library, str(error))
    return InternalFault(f"程序内部出错（{type(error).__name__}：{error}），请报告给开发者")


def _changed(library: str, how: str) -> LibraryError:
    from gouji.installing import python_in_use, to_install

    known = to_install(f"{library}=={_TRIED[library]}")
    return LibraryError(
        f"{python_in_use()}里的 {library} {_version(library)}与这一版 gouji 不配（{how}），"
        f"请换成核对过的版本：{known}"
    )


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{version(library)} "
    except PackageNotFoundError:
        return ""
