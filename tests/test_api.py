"""``import gouji``: the names it gives, what they take and give, and what importing it costs."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import gouji
from gouji.cli import run

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
WUZHONG = FIXTURES / "wuzhong-2024.txt"
CLEAN = FIXTURES / "clean-2024.txt"


def test_the_exported_names() -> None:
    assert gouji.__all__ == [
        "AuditJson",
        "Auditor",
        "DamagedDocument",
        "DocumentError",
        "GoujiError",
        "HistoryError",
        "InternalFault",
        "JudgementError",
        "LibraryError",
        "LimitExceeded",
        "NotAReport",
        "OutOfMemory",
        "OutOfTime",
        "RuleFileError",
        "Rulebook",
        "Stopped",
        "UnreadableFile",
        "UnsupportedFormat",
        "UsageError",
        "__version__",
        "audit",
        "load_rulebook",
    ]
    assert set(gouji.__all__) <= set(dir(gouji))
    assert all(getattr(gouji, name) is not None for name in gouji.__all__)


def test_every_error_is_exported() -> None:
    from gouji import errors

    family = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert family == {name for name in gouji.__all__ if name in vars(errors)}


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'gouji' has no attribute 'adit'"):
        gouji.adit  # type: ignore[attr-defined] # noqa: B018


LOADED = """
import sys
before = set(sys.modules)
import {module}
print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
"""
HEAVY = {"lxml", "pdfminer", "pydantic", "rich", "yaml", "durable_rules_engine", "numpy", "jinja2"}


def loaded(module: str) -> set[str]:
    """Return the packages that importing ``module`` brings in, in a fresh interpreter."""
    code = LOADED.format(module=module)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_gouji_costs_nothing() -> None:
    assert loaded("gouji") - set(sys.stdlib_module_names) == {"gouji"}


def test_the_command_line_starts_without_the_heavy_parts() -> None:
    assert loaded("gouji.cli") & HEAVY == set()


AUDITED = """
import gouji, sys
gouji.Auditor(isolated=False).audit({path!r})
print(*sys.modules)
"""
OF_OTHERS = {
    "lxml", "pdfminer", "pypdfium2", "pypdfium2_raw", "cryptography", "charset_normalizer",
    "tinycss2", "cssselect2", "rich", "sqlalchemy", "alembic", "numpy", "matplotlib",
    "jinja2", "multiprocessing",
}  # fmt: skip
"""What only other formats, other commands, a terminal or a password need."""
OF_PDF = {"pdfminer", "pypdfium2_raw"}


@pytest.mark.parametrize(
    ("name", "needed"), [("clean-2024.txt", set()), ("clean-2024.pdf", OF_PDF)]
)
def test_an_audit_imports_what_its_format_needs(name: str, needed: set[str]) -> None:
    code = AUDITED.format(path=str(FIXTURES / name))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & OF_OTHERS - needed == set()


@pytest.mark.parametrize("path", [WUZHONG, str(WUZHONG)], ids=["Path", "str"])
def test_an_audit_is_that_of_the_command_line(
    path: Path | str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = gouji.audit(path)
    assert isinstance(found, gouji.AuditJson)
    run(["audit", "--format", "json", str(path)])
    assert found.to_json() + "\n" == capsys.readouterr().out


def test_what_stands_beside_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    peers = [str(FIXTURES / "zhongwei-2024.txt"), tmp_path / "no.txt"]
    found = gouji.audit(
        CLEAN, previous=str(WUZHONG), published=date(2025, 12, 1), peers=peers, body="department"
    )
    beside = ["--previous", str(WUZHONG), "--published", "2025-12-01", "--body", "department"]
    run(["audit", "--format", "json", str(CLEAN), *beside, "--peer", *[peers[0]]])
    assert json.loads(found.to_json()) == json.loads(capsys.readouterr().out)
    assert "D001" in {finding.code for finding in found.findings}
    assert caplog.messages == [f"{tmp_path / 'no.txt'}：没有这个文件"]


def test_rules_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text("ignore: [P206]\n", encoding="utf-8")
    shipped, ours = gouji.audit(WUZHONG), gouji.audit(WUZHONG, rules=[str(tmp_path)])
    assert {f.code for f in shipped.findings} - {f.code for f in ours.findings} == {"P206"}
    auditor = gouji.Auditor(gouji.load_rulebook([tmp_path]), today=date(2026, 1, 1))
    assert auditor.audit(str(WUZHONG)) == ours


def test_reading_here_gives_the_same() -> None:
    assert gouji.Auditor(isolated=False).audit(CLEAN) == gouji.audit(CLEAN)


def test_what_raises_what(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会议通知\n" * 20, encoding="utf-8")
    (tmp_path / "members.json").write_text("{}", encoding="utf-8")
    (tmp_path / "overrides.yaml").write_text("ignor: [P206]\n", encoding="utf-8")
    auditor = gouji.Auditor()
    with pytest.raises(gouji.UnreadableFile, match="^没有这个文件$"):
        auditor.audit(tmp_path / "no.pdf")
    with pytest.raises(gouji.NotAReport):
        auditor.audit(tmp_path / "a.txt")
    with pytest.raises(gouji.UnreadableFile, match=r"no\.pdf：没有这个文件$"):
        auditor.audit(CLEAN, previous=tmp_path / "no.pdf")
    with pytest.raises(gouji.UsageError, match="成员清单应写成"):
        auditor.audit(CLEAN, members=tmp_path / "members.json")
    with pytest.raises(gouji.UsageError, match="没有「省级」这种机关，可用的有：government"):
        auditor.audit(CLEAN, body="省级")
    with pytest.raises(gouji.RuleFileError, match=r"overrides\.yaml:1:1"):
        gouji.audit(CLEAN, rules=[tmp_path])
    with pytest.raises(gouji.UsageError, match="没有评分标准「srtict」"):
        gouji.load_rulebook(profile="srtict")


@pytest.mark.parametrize("name", ["rules", "peers"])
def test_one_path_is_no_sequence_of_paths(name: str) -> None:
    """A text is a sequence of its letters; it must not be taken for as many paths."""
    with pytest.raises(TypeError, match=f"^{name} is a sequence of "):
        gouji.audit(CLEAN, **{name: "ours"})  # type: ignore[arg-type]
