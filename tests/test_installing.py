"""What is told to type names the Python in use and works from wherever gouji came."""

import subprocess
import sys
from importlib.metadata import PathDistribution, version
from pathlib import Path
from shlex import split

import pytest

from gouji import installing
from gouji.errors import InternalFault, LibraryError
from gouji.installing import python_in_use, to_add, to_install
from gouji.libraries import check_parts, loading, unforeseen

ROOT = Path(__file__).parents[1]
METADATA = """Metadata-Version: 2.4
Name: gouji
Version: 0.1.0
Requires-Dist: click>=8.1
Requires-Dist: jinja2>=3.1; extra == 'report'
Requires-Dist: pypdf>=5.1; extra == "report"
Requires-Dist: gouji[report]; extra == 'office'
Requires-Dist: numpy>=2.0; extra == 'office'
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """gouji as a wheel brings it: no checkout around it, its metadata beside it."""
    folder = tmp_path / "gouji-0.1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(METADATA, encoding="utf-8")
    (folder / "INSTALLER").write_text("pip\n", encoding="utf-8")
    monkeypatch.setattr(installing, "_CHECKOUT", tmp_path)
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: PathDistribution(folder))
    monkeypatch.setattr("importlib.metadata.requires", lambda _: PathDistribution(folder).requires)
    return folder


def without_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "find_spec", lambda _: None)


def test_from_a_checkout() -> None:
    assert to_add("web") == f"请先运行 {sys.executable} -m pip install -e '{ROOT}[web]'"


@pytest.mark.usefixtures("installed")
def test_from_a_wheel() -> None:
    command = f"{sys.executable} -m pip install 'jinja2>=3.1' 'pypdf>=5.1' 'numpy>=2.0'"
    assert to_add("office") == f"请先运行 {command}"


@pytest.mark.usefixtures("installed")
def test_from_the_offline_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    without_pip(monkeypatch)
    assert to_add("office") == (
        "请在能上网的同类机器上运行 sh scripts/bundle.sh office 另做一个离线安装包，"
        f"再用其中的 install.sh 装到 {sys.prefix}"
    )


def test_from_uv(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_pip(monkeypatch)
    (installed / "INSTALLER").write_text("uv", encoding="utf-8")
    command = f"uv pip install --python {sys.executable} 'jinja2>=3.1' 'pypdf>=5.1'"
    assert to_add("report") == f"请先运行 {command}"


def test_the_command_is_one_that_a_shell_and_pip_take(tmp_path: Path) -> None:
    """A file name with a blank in it, and a requirement with signs that a shell knows."""
    python = tmp_path / "a folder" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    code = "from gouji.installing import to_install; print(to_install('--dry-run', 'click>=8.1'))"
    told = subprocess.run(
        [python, "-c", code],
        env={
            "PYTHONPATH": f"{ROOT / 'engine'}:{next(p for p in sys.path if 'site-packages' in p)}"
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert split(told.stdout) == [str(python), "-m", "pip", "install", "--dry-run", "click>=8.1"]


def test_what_does_not_load_is_built_again() -> None:
    with (
        pytest.raises(LibraryError) as error,
        loading("规则引擎 durable-rules ", "durable-rules==2.0.28"),
    ):
        raise ImportError("undefined symbol: PyEval_CallObject")
    assert str(error.value) == (
        f"规则引擎 durable-rules 在 {python_in_use()}里不能用"
        "（undefined symbol: PyEval_CallObject），请重新编译安装："
        f"CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject {sys.executable} -m pip install "
        "--force-reinstall --no-cache-dir --no-deps durable-rules==2.0.28"
    )


def test_a_part_that_is_gone_is_named_with_the_version_to_take() -> None:
    check_parts("pypdf", {str: "upper lower"})
    with pytest.raises(LibraryError) as error:
        check_parts("pypdf", {str: "upper below above", bytes: "below"})
    assert str(error.value) == (
        f"{python_in_use()}里的 pypdf {version('pypdf')} 与这一版 gouji 不配"
        "（没有 str.below、str.above、bytes.below），"
        f"请换成核对过的版本：{to_install('pypdf==7.1.1')}"
    )


def test_only_what_a_known_library_no_longer_has_is_its_fault() -> None:
    theirs = ImportError("cannot import name 'x' from 'docx.text'", name="docx.text")
    ours = ImportError("cannot import name 'x' from 'gouji.api'", name="gouji.api")
    faults = [unforeseen(each) for each in (theirs, ours, ImportError("x"), ValueError("x"))]
    assert [type(fault) for fault in faults] == [LibraryError, *[InternalFault] * 3]


def test_an_engine_that_does_not_load_ends_a_command_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol: x')")
    reports = [str(ROOT / f"fixtures/{name}-2024.txt") for name in ("clean", "wuzhong")]
    done = subprocess.run(
        [sys.executable, "-c", "from gouji.cli import main; main()", "audit", *reports],
        env={"PYTHONPATH": f"{tmp_path}:{ROOT / 'engine'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        f"规则引擎 durable-rules 在 {python_in_use()}里不能用（undefined symbol: x）"
    )
