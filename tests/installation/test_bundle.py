"""The offline bundle is made, and installs, audits, serves and grades where there is no network."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from bundlekit import cut_off, offline

from ports import free_port

ROOT = Path(__file__).parents[2]
EXTRAS = "web"

SERVE = """
import subprocess, sys, time, urllib.request
gouji, port = sys.argv[1:]
with subprocess.Popen([gouji, "serve", "--port", port, "--workers", "1"]) as server:
    while server.poll() is None:
        try:
            said = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").read()
            print(said.decode(), end="")
            break
        except OSError:
            time.sleep(0.1)
    server.terminate()
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the archive unpacks to; making it takes the network."""
    checkout = tmp_path_factory.mktemp("made") / "gouji"
    shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(".*", "dist", "reports_out"))
    made = subprocess.run(
        ["sh", "scripts/bundle.sh", EXTRAS],
        cwd=checkout, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    (archive,) = (checkout / "dist").iterdir()
    with tarfile.open(archive) as packed:
        packed.extractall(checkout, filter="data")
    return checkout / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def installed(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("target") / "有 空格的目录"
    done = offline(["/bin/sh", str(bundle / "install.sh"), str(target)], target.parent)
    assert done.returncode == 0, done.stderr
    assert f"已装在 {target}（附加组件：{EXTRAS}）" in done.stderr
    return target


def test_it_has_a_list_of_what_is_in_it(bundle: Path) -> None:
    wheels = {path.name.split("-")[0].lower() for path in (bundle / "wheels").iterdir()}
    listed = (bundle / "LICENCES.txt").read_text(encoding="utf-8").splitlines()[2:]
    named = {line.split()[0].replace("-", "_").replace(".", "_").lower() for line in listed}
    assert {name.replace(".", "_") for name in wheels} == named
    licences = dict(line.split("\t") for line in listed)
    (docxtpl,) = (told for name, told in licences.items() if name.startswith("docxtpl "))
    assert "LGPL" in docxtpl or "Lesser" in docxtpl
    for carried in ("install.sh", "README.txt", "LICENSE", "deploy/gouji.service"):
        assert (bundle / carried).is_file()


def test_it_audits(installed: Path, bundle: Path, tmp_path: Path) -> None:
    gouji = str(installed / "bin/gouji")
    done = offline([gouji, "audit", str(bundle / "samples/clean-2024.pdf")], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    done = offline([gouji, "audit", str(bundle / "samples/wuzhong-2024.pdf")], tmp_path)
    assert done.returncode == 1
    assert "R412" in done.stdout


def test_it_serves(installed: Path, tmp_path: Path) -> None:
    python, gouji = (str(installed / "bin" / name) for name in ("python", "gouji"))
    done = offline([python, "-c", SERVE, gouji, str(free_port())], tmp_path)
    assert done.stdout == "ok\n", done.stderr


def test_it_grades(installed: Path, bundle: Path, tmp_path: Path) -> None:
    gouji = str(installed / "bin/gouji")
    done = offline(
        [gouji, "grade", str(bundle / "samples"), "--office", "某市", "--output", "out"], tmp_path
    )
    assert done.returncode in {0, 1}, done.stderr
    assert list((tmp_path / "out").rglob("*.xlsx"))


def test_it_is_renewed_in_its_place_but_nothing_else_is_overwritten(
    installed: Path, bundle: Path, tmp_path: Path
) -> None:
    install = ["/bin/sh", str(bundle / "install.sh")]
    (part,) = installed.glob("lib/*/site-packages/gouji/version.py")
    part.write_text("damaged", encoding="utf-8")
    (installed / "bin/python").unlink()
    (installed / "bin/python").symlink_to(tmp_path / "a Python that is gone")
    assert offline([*install, str(installed)], tmp_path).returncode == 0
    assert offline([str(installed / "bin/gouji"), "--version"], tmp_path).returncode == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("mine", encoding="utf-8")
    done = offline([*install, str(tmp_path / "mine")], tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path}/mine 里已有别的内容，请换一个目录：sh install.sh 目录\n"


def test_a_bundle_that_was_not_copied_whole_is_not_installed(bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bundle, copy)
    (click,) = (copy / "wheels").glob("click-*.whl")
    whole = click.read_bytes()
    click.write_bytes(whole[:-1])
    install = ["/bin/sh", str(copy / "install.sh"), str(tmp_path / "t")]
    done = offline(install, tmp_path)
    assert done.returncode == 1
    assert "\n安装没有成功，多半是安装包没有拷全" in done.stderr
    assert not list((tmp_path / "t").glob("lib/*/site-packages/*"))
    # Copied anew, it goes where it was to go.
    click.write_bytes(whole)
    assert offline(install, tmp_path).returncode == 0


def test_there_is_no_network_there(tmp_path: Path) -> None:
    if not cut_off():
        pytest.skip("needs the right to a network of its own")
    ask = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
    done = offline([sys.executable, "-c", ask], tmp_path)
    assert "Network is unreachable" in done.stderr
