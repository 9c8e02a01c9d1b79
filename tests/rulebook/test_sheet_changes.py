"""What a class leaves out stays as it is for all; that nothing holds for it can be written, too."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.errors import RuleFileError
from gouji.model.form import Strict
from gouji.model.packing import Packing
from gouji.model.written import derived
from gouji.rulebook import Rulebook
from gouji.rulebook.layers import load_layered
from gouji.rulebook.profile import Profile
from gouji.rulebook.sheet import Unwritten

PROFILE = """\
name: own
title: 本市
report: 30
groups: {GROUPS}
grades: [{title: 好, from: 90}, {title: 差}]
points: {A301: 1}
classes:
  - title: 乡镇
    bodies: [town]
    sheet: {CHANGE}
"""


def loaded(folder: Path, change: str) -> Rulebook:
    path = folder / "own.yaml"
    groups = ", ".join(f"{letter}: {{title: {letter}, cap: 5}}" for letter in "ADHLNPQRSY")
    text = PROFILE.replace("CHANGE", change).replace("GROUPS", groups)
    path.write_text(text, encoding="utf-8")
    return load_layered([], str(path))


def again_as_json(profile: Profile) -> Profile:
    """As the history keeps the profile of a year."""
    return Profile.model_validate(json.loads(profile.model_dump_json(by_alias=True)))


def again_as_packed(profile: Profile) -> Profile:
    """As a rulebook is kept."""
    packing = Packing((Unwritten, *derived(Strict)))
    kept: Profile = packing.unpack(packing.pack(profile))
    return kept


CHANGES = (
    ("", Decimal(30), {"A301": Decimal(1)}, Decimal(100)),
    ("report: null", None, {"A301": Decimal(1)}, Decimal(100)),
    ("report: 20, points: {A302: 2}", Decimal(20), {"A301": Decimal(1), "A302": Decimal(2)},
     Decimal(100)),
    ("out_of: 50", Decimal(30), {"A301": Decimal(1)}, Decimal(50)),
)  # fmt: skip


@pytest.mark.parametrize(("change", "report", "points", "out_of"), CHANGES)
def test_a_class_changes_what_it_writes(
    tmp_path: Path,
    change: str,
    report: Decimal | None,
    points: dict[str, Decimal],
    out_of: Decimal,
) -> None:
    profile = loaded(tmp_path, change).profile
    for each in (profile, again_as_json(profile), again_as_packed(profile)):
        sheet = each.sheet_of("乡镇")
        assert (sheet.report, sheet.points, sheet.out_of) == (report, points, out_of)
        assert each == profile
        assert (profile.report, profile.out_of) == (Decimal(30), Decimal(100))


def test_nothing_is_refused_where_there_must_be_something(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="own.yaml:10:13: 「grades」应是列表"):
        loaded(tmp_path, "grades: null")
