"""The corpus of sample reports through the command line: every cell, finding and diagnosis.

The corpus lies beside the repository; without it these tests are skipped.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gouji.cli import run
from gouji.rulebook import load_rulebook

CORPUS = Path(__file__).parents[1] / "../shared/corpus"
CODES = set(load_rulebook().rules)
CASES = sorted(p.parent for p in CORPUS.glob("*/truth.json")) if CORPUS.is_dir() else []
READABLE = [
    case for case in CASES if case.name.split("-")[0] in ("txt", "pdf", "docx", "html", "multi")
]

pytestmark = pytest.mark.skipif(not CASES, reason="the corpus of sample reports is not there")


@pytest.fixture(scope="module")
def results() -> dict[str, Counter[str]]:
    """Counts by format and layout, printed as a table when the module is done."""
    return {}


@pytest.fixture(scope="module", autouse=True)
def table(results: dict[str, Counter[str]], request: pytest.FixtureRequest) -> Any:
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n{'format and layout':30} {'cells right':>12} {'findings right':>15}")
        for name, counts in sorted(results.items()):
            cells = f"{counts['cells']}/{counts['all cells']}"
            findings = f"{counts['findings']}/{counts['all findings']}"
            print(f"{name:30} {cells:>12} {findings:>15}")


@pytest.mark.parametrize("case", READABLE, ids=[case.name for case in READABLE])
def test_case(
    case: Path, results: dict[str, Counter[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    truth = json.loads((case / "truth.json").read_text(encoding="utf-8"))
    (report,) = case.glob("report.*")
    status = run(["audit", str(report), "--format", "json", *_options(case, truth)])
    audit = json.loads(capsys.readouterr().out)

    cells = {name: cell["value"] for name, cell in audit["cells"].items()}
    wanted = {(f["code"], f["locus"], f["severity"]) for f in truth["findings"]}
    wanted = {finding for finding in wanted if finding[0] in CODES}
    found = {(f["code"], f["locus"], f["severity"]) for f in audit["findings"]}
    allowed = {(f["code"], f["locus"], f["severity"]) for f in truth.get("disputable", [])}

    counts = results.setdefault(f"{truth['format']} {truth['layout']}", Counter())
    counts["cells"] += sum(cells[name] == value for name, value in truth["cells"].items())
    counts["all cells"] += len(truth["cells"])
    counts["findings"] += len(found & wanted)
    counts["all findings"] += len(found | wanted)

    assert cells == truth["cells"]
    assert found - allowed == wanted - allowed
    assert audit["report"] == truth["report"]
    assert audit["reviews"] == []
    assert status == (1 if any(severity != "advice" for _, _, severity in found) else 0)
    assert _diagnosis(audit) == _expected_diagnosis(truth)


def _options(case: Path, truth: dict[str, Any]) -> list[str]:
    given = truth["options"]
    options = []
    if "previous" in given:
        options += ["--previous", str(case / given["previous"])]
    if "published" in given:
        options += ["--published", given["published"]]
    if "members" in given:
        options += ["--members", str(case / "manifest.json")]
    return options


def _diagnosis(audit: dict[str, Any]) -> tuple[list[tuple[str, str, str]], bool] | None:
    if not audit["diagnoses"]:
        return None
    first = audit["diagnoses"][0]
    return sorted((c["cell"], c["from"], c["to"]) for c in first["changes"]), first["unique"]


def _expected_diagnosis(truth: dict[str, Any]) -> tuple[list[tuple[str, str, str]], bool] | None:
    diagnosis = truth.get("diagnosis")
    if diagnosis is None:
        return None
    changes = sorted((c["cell"], c["from"], c["to"]) for c in diagnosis["changes"])
    return changes, diagnosis["unique"]
