"""What the core install lacks is said in one sentence that leads to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from gouji.installing import python_in_use

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
EXTRA = (
    "PIL", "alembic", "argon2", "brotli", "cv2", "distributed", "docx", "docxtpl", "fastapi", "httpcore", "httpx", "idna", "itsdangerous",
    "jinja2", "markupsafe", "matplotlib", "multipart", "numpy", "protego", "psycopg", "pypdf", "sqlalchemy",
    "starlette", "uvicorn", "xlsxwriter",
)  # fmt: skip
"""What only the extras bring; it is made missing here."""

WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {extra!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
from gouji.cli import run
sys.exit(run(sys.argv[1:]))
"""

NEEDED = [
    (["report", "wuzhong-2024.txt"], "report"),
    (["annotate", "wuzhong-2024.pdf"], "report"),
    (["notice-template", "template.docx"], "report"),
    (["collect", "list.csv"], "collect"),
    (["grade", "."], "office"),
    (["summary", "--year", "2024"], "office"),
    (["history"], "office"),
    (["serve"], "web"),
    (["serve-account", "list", "--accounts", "none"], "web"),
]


def without_extras(arguments: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", WITHOUT.format(extra=EXTRA), *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT / "engine"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("arguments", "extra"), NEEDED)
def test_what_is_missing_is_named_with_how_to_get_it(
    arguments: list[str], extra: str, tmp_path: Path
) -> None:
    for path in FIXTURES.glob("wuzhong-2024.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    done = without_extras(arguments, tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"，{python_in_use()}里还没有安装；" in done.stderr
    assert done.stderr.endswith(
        f"；请先运行 {sys.executable} -m pip install -e '{ROOT}[{extra}]'\n"
    )
    assert len(done.stderr.splitlines()) == 1


def test_the_core_audits_compares_and_exports_without_extras(tmp_path: Path) -> None:
    faulty, clean = (str(FIXTURES / name) for name in ("wuzhong-2024.pdf", "clean-2024.txt"))
    for arguments, status in (
        (["audit", faulty], 1),
        (["audit", clean], 0),
        (["diff", faulty, clean], 0),
        (["export", "sarif", faulty], 0),
        (["read", clean], 0),
    ):
        done = without_extras(arguments, tmp_path)
        assert (done.returncode, done.stderr) == (status, "")
