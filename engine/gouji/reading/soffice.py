"""Finds LibreOffice: by the search path, and where its installers put it on each system."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_NAMES = ("soffice", "libreoffice")
_USUAL = (
    ("/opt", "libreoffice*/program/soffice"),
    ("/Applications", "LibreOffice*.app/Contents/MacOS/soffice"),
)
_PROGRAMS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")
"""Variables that name the folders of programs on Windows."""
_BELOW = "LibreOffice*/program/soffice.com"
"""The program of the command line; ``soffice.exe`` beside it need not wait until it is done."""


def libreoffice() -> str | None:
    """Return the program that converts documents, or nothing where there is none."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next(map(str, filter(Path.is_file, _installed())), None)


def _installed() -> Iterator[Path]:
    """Yield where it may lie, the newest first where there are several."""
    folders = dict.fromkeys(filter(None, map(os.environ.get, _PROGRAMS)))
    for folder, below in (*_USUAL, *((folder, _BELOW) for folder in folders)):
        yield from sorted(Path(folder).glob(below), reverse=True)
