"""What a type checker and an editor know of ``import gouji``: mypy --strict over a program."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

PROGRAM = """
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import assert_type

import gouji

found = gouji.audit("a.pdf", rules=["ours"], previous=Path("b.pdf"), published=date(2025, 1, 20))
assert_type(found, gouji.AuditJson)
assert_type(found.score.low, str)
assert_type(found.cells["t3.total.other"].value, str | None)
assert_type([finding.code for finding in found.findings], list[str])
assert_type(found.report.year, int | None)
assert_type(found.to_json(), str)

book = gouji.load_rulebook([Path("ours"), "theirs"], profile="strict")
assert_type(book, gouji.Rulebook)
auditor = gouji.Auditor(book, today=date(2025, 1, 20), isolated=False)
assert_type(auditor.audit("a.docx", peers=["b.pdf", Path("c.pdf")], body="town"), gouji.AuditJson)

def told(files: Sequence[str]) -> str:
    try:
        return gouji.audit(files[0]).to_json()
    except gouji.DocumentError as error:
        return str(error)

gouji.audit(1)
gouji.audit("a.pdf", published="2025-01-20")
gouji.nothing_of_the_kind
"""

SAID = """
program.py:28: error: Argument 1 to "audit" has incompatible type "int"; expected "str | Path"  [arg-type]
program.py:29: error: Argument "published" to "audit" has incompatible type "str"; expected "date | None"  [arg-type]
program.py:30: error: Module has no attribute "nothing_of_the_kind"  [attr-defined]
"""


def test_a_program_is_checked_as_it_should_be(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    done = subprocess.run(
        [*command, "--config-file=", f"--cache-dir={tmp_path / 'cache'}", "program.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"MYPYPATH": str(ROOT / "engine")},
        check=False,
    )
    assert done.stdout.strip().splitlines() == SAID.strip().splitlines(), done.stderr
