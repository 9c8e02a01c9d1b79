"""A mistake in a profile is refused at its line and column, with a hint."""

from pathlib import Path

import pytest

from gouji.errors import RuleFileError
from gouji.rulebook.layers import load_layered

GOOD = (Path(__file__).parents[2] / "docs/profiles/laiyuan.yaml").read_text(encoding="utf-8")

MISTAKES = [
    ("kind: minus", "kind: minos", "「kind」不能是「minos」（是不是「minus」？）"),
    ("report: 60", "report: 65", "评分项共 40 分，满分 100 分，report 应是 60"),
    ("plus: 8", "plus: 0", "有加分项，要写 plus（加分合计最多多少分）"),
    ("bodies: [town]", "bodies: [towns]", "没有「towns」这种机关（是不是「town」？）"),
    ("title: 部门\n", "title: 乡镇\n", "「乡镇」写了两次"),
    ("bodies: [town]", "bodies: []", "「乡镇」没有写是哪些机关（bodies、leagues 或 agencies）"),
    ("R411: 2", "R419: 2", "没有规则「R419」"),
    ("weight: 0.5", "weigth: 0.5", "没有「weigth」这个键（是不是「weight」？）"),
    ("weight: 0.5", "weight: 11", "「weight」太大，最多是 10"),
    ("from: 95", "from: 80", "等次要从高到低排列"),
    ("{title: 一般}", "{title: 一般, quota: 5}", "最低一等不能有名额（其余的都要有等次）"),
    ("from: 95", "from: 95, quota: 120", "「quota」太大，最多是 100"),
    ("id: incident", "id: praise", "「praise」写了两次"),
    ("plus: 8", "plus: 8\nrequire: [S199]", "没有规则「S199」"),
    ("plus: 8", "plus: 8\nrequire: [S101]", "规则「S101」本来就用，不必写在这里"),
    ("plus: 8", "plus: 8\npoints: {S113: 2}", "规则「S113」平时不用；要用它，请写进 require"),
    (
        "plus: 8",
        "plus: 8\nlate: {filed: {due: 02-30, steps: [{days: 1, points: 5}]}}",
        "截止日写成 月-日，如 01-20；这里是「02-30」",
    ),
    (
        "plus: 8",
        "plus: 8\nlate: {filed: {due: 01-20, steps: [{days: 5, points: 5}, {days: 1, points: 9}]}}",
        "各档的天数和分值都要一档比一档大",
    ),
    (
        "plus: 8",
        "plus: 8\nlate: {published: {due: 01-31, steps: [{days: 1, points: 5}]}}",
        "迟公开按天扣分，规则 D001 又扣一次（请在 points 里写 D001: 0）",
    ),
    ("plus: 8", "plus: 8\nunmended: {points: 5, most: 2}", "most 比一次的 points 还少"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_a_mistake_is_told_where_it_stands(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    path = tmp_path / "profiles" / "laiyuan.yaml"
    path.parent.mkdir()
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(RuleFileError) as refused:
        load_layered([], str(path))
    first, *_ = str(refused.value).splitlines()
    place, _, sentence = first.partition(": ")
    assert sentence.startswith(told)
    name, line, column = place.rsplit(":", 2)
    assert name.endswith("profiles/laiyuan.yaml")
    assert (int(line) > 1, int(column) >= 1) == (True, True)
