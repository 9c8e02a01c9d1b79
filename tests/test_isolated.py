"""An auditor in a child: the same audits as in this process, and one child for many files."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.auditor import Auditor
from gouji.errors import NotAReport, OutOfTime, UnreadableFile
from gouji.isolated import IsolatedAuditor
from gouji.model.context import Context
from gouji.reporting.public.audit_json import to_explained, to_public
from gouji.rulebook import load_rulebook

FIXTURES = Path(__file__).parents[1] / "fixtures"
CLEAN, WUZHONG = FIXTURES / "clean-2024.txt", FIXTURES / "wuzhong-2024.txt"
DIRECT = Auditor(load_rulebook())


@pytest.fixture(scope="module")
def isolated() -> IsolatedAuditor:
    return IsolatedAuditor(DIRECT)


@pytest.mark.parametrize("path", [CLEAN, WUZHONG])
def test_the_same_audit(isolated: IsolatedAuditor, path: Path) -> None:
    filing = DIRECT.read_filing(WUZHONG)
    context = Context(previous=replace(filing, year=2023), peers=(filing,))
    direct = DIRECT.audit_file(path, "名字", context)
    found = isolated.audit_file(path, "名字", context)
    assert (found.audit, found.notes) == (to_public(direct), direct.notes)
    assert found.costly == direct.has_costly_findings
    assert isolated.read_filing(path) == DIRECT.read_filing(path)
    assert isolated.explain_file(path) == to_explained(DIRECT.audit_file(path))


def process(_auditor: Auditor) -> int:
    return os.getpid()


def test_one_child_serves_many_files_also_those_that_are_refused(
    isolated: IsolatedAuditor, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("会议通知", encoding="utf-8")
    pid = isolated.do(process)
    with pytest.raises(NotAReport):
        isolated.audit_file(tmp_path / "letter.txt")
    with pytest.raises(UnreadableFile, match="^没有这个文件$"):
        isolated.audit_file(tmp_path / "no.pdf")
    assert isolated.do(process) == pid != os.getpid()


def test_all_of_it_is_bounded() -> None:
    with pytest.raises(OutOfTime):
        IsolatedAuditor(DIRECT, seconds=0.001).audit_file(CLEAN)
