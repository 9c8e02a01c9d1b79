"""Every name in ``claims.yaml`` is resolved at load, with its line, column and the nearest one."""

import re
import shutil
from pathlib import Path

import pytest

from gouji.errors import RuleFileError
from gouji.rulebook import builtin_directory, load_rulebook

MISTAKES = [
    ("says: {object: [application], event: [accepted, received+accepted]}", "accepted]", "acepted]",
     "没有「acepted」这个event 词类（是不是「accepted」？）"),
    ("says: {object: [normative, regulation], event: [made, received]}", "normative", "normativ",
     "没有「normativ」这个object 词类（是不是「normative」？）"),
    ("cells: [t3.carried_out.total]}", "t3.carried_out.total", "t3.carried_on.total",
     "没有「t3.carried_on.total」这一格（是不是「t3.carried_out.total」？）"),
    ('cells: ["t3.denied_*.{applicant}"]}', "denied_*", "deny_*", "没有「t3.deny_*.total」这一格"),
    ("also: [raised, handled, answered]", "raised", "rised", "没有「rised」这个词类（是不是「raised」？）"),
    ("units: documents", "documents", "document", "没有「document」这个单位组（是不是「documents」？）"),
    ("within: [total]", "total", "totl", "没有「totl」这个框架（是不是「total」？）"),
    ("locus: t4.{object}.pending", "t4", "t5", "没有「t5」这个表（是不是「t4」？）"),
    ("every: {answered: all_done}", "answered", "answerd", "没有「answerd」这个event 词类"),
    ("every: {answered: all_done}", "all_done", "all_don", "没有「all_don」这个框架（是不是「all_done」？）"),
    ("frames: [suit_raised]}", "suit_raised", "suit_risen", "没有「suit_risen」这个框架（是不是「suit_raised」？）"),
    ("stands_for: application", "application", "aplication", "没有「aplication」这个同一槽的词类"),
    ("{title: 其中, role: opener,", "opener", "openr", "「role」不能是「openr」（是不是「opener」？）"),
    ("slot: applicant, stands_for: natural", "applicant", "aplicant", "（是不是「applicant」？）"),
    ("title: 申请\n    slot: object\n    marks: [request]", "request", "reqest", "是不是「request」？）"),
    ("cases: [件, 起", "起", "起起", "没有「起起」这个单位"),
    ("role: link, words: [和, 与,", "和", "其中", "「其中」已经属于词类「opener」（一个词只属一类，请在一处删去）"),
    ('title: "新收·{applicant}"', "{applicant}", "{aplicant}", "没有「aplicant」这个槽（是不是「applicant」？）"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "old", "new", "fault"), MISTAKES)
def test_a_mistyped_name_is_told_with_its_place(
    line: str, old: str, new: str, fault: str, tmp_path: Path
) -> None:
    root = tmp_path / "rules"
    shutil.copytree(builtin_directory(), root)
    file = root / "claims.yaml"
    text = file.read_text(encoding="utf-8")
    assert line in text
    at = text.index(line) + line.index(old)
    file.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    row = text.count("\n", 0, at) + 1
    with pytest.raises(RuleFileError) as error:
        load_rulebook(root)
    told = [each for each in str(error.value).split("\n") if fault in each]
    assert told, error.value
    assert re.match(rf"rules/claims.yaml:{row}:\d+: ", told[0]), told
