"""Names that one rule file takes from another are resolved at load, with their place."""

import re
import shutil
from pathlib import Path

import pytest

from gouji.errors import RuleFileError
from gouji.rulebook import builtin_directory, load_rulebook

EDITION, LAWS, WORDING, CLAIMS = "editions/2021.yaml", "laws.yaml", "wording.yaml", "claims.yaml"

MISTAKES = [
    (EDITION, "received: t3.new", "t3.new", "t3.news", "没有「t3.news」这一行（是不是「t3.new」？）"),
    (EDITION, "    total: total", ": total", ": totl", "没有「totl」这一列（是不是「total」？）"),
    (EDITION, "  disputes: t4", "t4", "t5", "没有「t5」这张表（是不是「t4」？）"),
    (EDITION, "  fees: t2.fee.amount", "t2.fee.amount", "t2.fee.amont",
     "没有「t2.fee.amont」这一格（是不是「t2.fee.amount」？）"),
    (EDITION, "valid: t2.regulation.valid", "t2.regulation.valid", "t2.regulation.valide",
     "没有「t2.regulation.valide」这一格（是不是「t2.regulation.valid」？）"),
    (LAWS, "unpaid: {statement: fee_disclosure}", "fee_disclosure", "fee_disclosed",
     "没有「fee_disclosed」这句交代（是不是「fee_disclosure」？）"),
    (LAWS, "sections: [s1, s5, s6]", "s5", "s7", "没有「s7」这个部分（是不是「s6」？）"),
    (LAWS, "department_bodies: [office, department]", "office", "offices",
     "不能是「offices」（是不是「office」？）"),
    (WORDING, "    section: s5", "s5", "s9", "没有「s9」这个部分（是不是"),
    (CLAIMS, "doubted_tables: [t4]", "t4", "t9", "没有「t9」这张表（是不是"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "line", "old", "new", "fault"), MISTAKES)
def test_a_name_that_nothing_has(
    file: str, line: str, old: str, new: str, fault: str, tmp_path: Path
) -> None:
    root = tmp_path / "rules"
    shutil.copytree(builtin_directory(), root)
    text = (root / file).read_text(encoding="utf-8")
    assert line in text
    wrong = text.replace(line, line.replace(old, new, 1), 1)
    (root / file).write_text(wrong, encoding="utf-8")
    row = next(n for n, each in enumerate(wrong.split("\n"), 1) if new in each)
    with pytest.raises(RuleFileError) as error:
        load_rulebook(root)
    first = str(error.value).split("\n")[0]
    assert re.match(rf"rules/{file}:{row}:\d+: ", first), first
    assert fault in first
