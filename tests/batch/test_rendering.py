"""What a worker loads before its children are made does for all that they render."""

import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

from gouji.batch.crossing import Letter
from gouji.batch.tasks import kit
from gradingkit import BOOK, Made, audited

_RENDERED = """
import pickle
import sys
from pathlib import Path
from gouji.auditor import Auditor
from gouji.batch.rendering import _render, load_papers
kit, *said = pickle.loads(Path(sys.argv[1]).read_bytes())
auditor = Auditor(kit.book())
load_papers()
loaded = set(sys.modules)
made = _render(auditor, *said)
print(bool(made.notice), sorted(set(sys.modules) - loaded))
"""


def test_nothing_is_left_to_load_for_a_page_and_a_notice(tmp_path: Path) -> None:
    call = tmp_path / "call"
    document = audited(Made("a.txt", faults=("sum_row_new",))).to_json()
    letter = Letter(date(2025, 1, 2), date(2025, 1, 17))
    call.write_bytes(pickle.dumps((kit(BOOK, None), document, "清梧市水利局", letter)))
    shown = subprocess.run(
        [sys.executable, "-c", _RENDERED, str(call)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert shown.stdout == "True []\n"
