"""LibreOffice is found where its installers put it; the search path comes first."""

from pathlib import Path

import pytest

from gouji.reading import soffice

PLACES = {
    "the search path": "bin/soffice",
    "another name": "bin/libreoffice",
    "the newest of Linux": "opt/libreoffice25.8/program/soffice",
    "one of Linux": "opt/libreoffice24.2/program/soffice",
    "macOS": "Applications/LibreOffice.app/Contents/MacOS/soffice",
    "Windows": "Program Files/LibreOffice/program/soffice.com",
    "Windows, 32 bits": "Program Files (x86)/LibreOffice 5/program/soffice.com",
}
"""Each goes before those that stand below it."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system of which nothing is installed."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Program Files"))
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path / "Program Files (x86)"))
    monkeypatch.setattr(
        soffice, "_USUAL", [(f"{tmp_path}{top}", below) for top, below in soffice._USUAL]
    )
    return tmp_path


def test_it_is_found_where_installers_put_it(root: Path) -> None:
    assert soffice.libreoffice() is None
    for place in reversed(PLACES.values()):
        program = root / place
        program.parent.mkdir(parents=True, exist_ok=True)
        program.touch(mode=0o755)
        assert soffice.libreoffice() == str(program)


def test_a_folder_of_its_name_is_no_program(root: Path) -> None:
    (root / PLACES["macOS"]).mkdir(parents=True)
    assert soffice.libreoffice() is None
