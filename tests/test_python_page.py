"""The page on gouji from Python is run as it stands, its blocks one after another."""

import re
import shutil
from pathlib import Path

import pytest

import gouji

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

PRINTED = """\
吴忠市公安局 2024 92.5 92.5
A304 t2.fee.amount
P205 notice
P206 contact
P210 download
R411 t3.row:total
R412 t3.column:other
R413 t3.balance:other
report.txt 优秀
draft.txt 优秀
"""


def test_the_blocks_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, fixture in (("report", "wuzhong"), ("draft", "clean"), ("last", "zhongwei")):
        shutil.copy(ROOT / f"fixtures/{fixture}-2024.txt", f"{name}.txt")
    Path("ours").mkdir()
    Path("ours/overrides.yaml").write_text("ignore: [P210]\n", encoding="utf-8")
    names: dict[str, object] = {}
    for block in BLOCKS:
        exec(compile(block, "docs/python.md", "exec"), names)  # noqa: S102 - our own page
    said = capsys.readouterr().out
    assert re.sub(r"^([A-Z]\d{3} \S+) .*", r"\1", said, flags=re.MULTILINE) == PRINTED


def test_the_table_of_errors_is_whole() -> None:
    table = re.findall(r"^\| (?:[├└] )?`(\w+)` \|", PAGE, re.MULTILINE)
    errors = {name for name in gouji.__all__ if isinstance(getattr(gouji, name), type)}
    assert set(table) == errors - {"AuditJson", "Auditor", "Rulebook", "GoujiError"}
