"""A library that lacks what gouji relies on costs one sentence, and no document is blamed."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from gouji.installing import python_in_use, to_install
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS

ROOT = Path(__file__).parents[2]
FAULTY = FAULTS["table_absent_t4"].plant(make(1)).content
CHANGED = [
    (
        "audit",
        "pdf-lines",
        "pdfminer.six==20260107",
        "pdfminer.pdfinterp",
        "PDFPageInterpreter.do_Tz",
    ),
    ("audit", "pdf-lines", "pdfminer.six==20260107", "pdfminer.pdffont", "TrueTypeFont"),
    ("annotate", "pdf-lines", "pypdf==7.1.1", "pypdf", "PdfWriter._add_object"),
    ("annotate", "pdf-lines", "pypdf==7.1.1", "pypdf.annotations", "Highlight"),
    ("annotate", "docx", "python-docx==1.2.0", "docx.document", "Document.add_comment"),
    ("annotate --correct", "docx", "python-docx==1.2.0", "docx.comments", "Comment.comment_id"),
    ("annotate", "docx", "python-docx==1.2.0", "docx.oxml.text.run", "CT_R"),
]
"""What a later release may lack, with what is then tried and what then fits."""

RUN = "from gouji.cli import main; main()"


@pytest.mark.parametrize(("command", "kind", "fits", "module", "part"), CHANGED)
def test_what_a_release_lacks_is_told_in_one_sentence(
    command: str, kind: str, fits: str, module: str, part: str, tmp_path: Path
) -> None:
    owner, _, lost = f"{module}.{part}".rpartition(".")
    lacking = f"import {module}\ndelattr({owner}, {lost!r})\n"
    (tmp_path / "sitecustomize.py").write_text(lacking, encoding="utf-8")
    report, copy = (tmp_path / f"{name}.{kind.partition('-')[0]}" for name in ("a", "b"))
    report.write_bytes(RENDERERS[kind](FAULTY))
    output = [] if command == "audit" else ["-o", copy]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *command.split(), report, *output],
        env={"PYTHONPATH": f"{tmp_path}:{ROOT / 'engine'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, copy.exists()) == (3, "", False)
    (line,) = done.stderr.splitlines()
    library, _, _ = fits.partition("==")
    assert line.startswith(
        f"{python_in_use()}里的 {library} {version(library)} 与这一版 gouji 不配（"
    )
    assert lost in line
    assert line.endswith(f"请换成核对过的版本：{to_install(fits)}")
