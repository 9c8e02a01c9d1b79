"""The built wheel carries the package, the rules and the schema, and works without the repository."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the wheel installed into it, without its dependencies."""
    work = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = ["wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(work)]
    subprocess.run([*pip, *build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = work.glob("gouji-*.whl")
    site = work / "site"
    target = ["install", "--no-index", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run([*pip, *target], check=True, capture_output=True)
    with zipfile.ZipFile(wheel) as archive:
        (work / "names.txt").write_text("\n".join(archive.namelist()), encoding="utf-8")
    return work


def test_the_wheel_carries_rules_and_schema(installed: Path) -> None:
    names = set((installed / "names.txt").read_text(encoding="utf-8").splitlines())
    rules = {
        f"gouji/rules/{p.relative_to(ROOT / 'rules')}" for p in (ROOT / "rules").rglob("*.yaml")
    }
    assert rules <= names
    assert {"gouji/py.typed", "gouji/schema/audit.schema.json"} <= names


def test_it_audits_a_fixture_by_itself(installed: Path, tmp_path: Path) -> None:
    code = "import gouji, sys; from gouji.cli import run; print(gouji.__file__, file=sys.stderr); sys.exit(run())"
    report = ROOT / "fixtures/wuzhong-2024.txt"
    done = subprocess.run(
        [sys.executable, "-c", code, "audit", "--format", "json", str(report)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed / "site"), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert str(installed / "site") in done.stderr
    assert done.returncode == 1
    assert json.loads(done.stdout)["report"]["agency"] == "吴忠市公安局"
