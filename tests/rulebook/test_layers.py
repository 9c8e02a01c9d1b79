"""An office's own rules lie over those that ship; every mistake in them is placed."""

from decimal import Decimal
from pathlib import Path

import pytest

from gouji.errors import RuleFileError, UsageError
from gouji.rulebook import load_rulebook
from gouji.rulebook.layers import load_layered

BASE = load_rulebook()

RULE = """\
rules:
  - code: S190
    title: 标题写年度
    clause: {instrument: 本市通知}
    severity: error
    points: 3
    judges: title
    fails_when: {has_year: false}
    message: "标题是{title}"
    remedy: 改
    examples: {pass: [{has_year: true}], fail: [{has_year: false}]}
"""

TIES = """\
ties:
  "2021":
    - id: own
      title: 结转不多于收到
      table: t3
      relation: ge
      left: ["new.{column}", "carried_over.{column}"]
      right: ["carried_out.{column}"]
      locus: "t3.own:{column}"
      columns: [natural, total]
"""

WAIVERS = """\
waivers:
  - {code: R411, agency: 甲局, reason: 系统升级, who: 张三, until: 2026-12-31}
"""

PROFILE = """\
name: strict
title: 从严
groups:
  {groups}
points: {R411: 9}
grades: [{title: 合格, from: 60}, {title: 不合格, from: 0}]
""".replace("{groups}", "\n  ".join(f"{c}: {{title: 组, cap: 50}}" for c in BASE.profile.groups))


def layer(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_rules_are_added_to_those_that_ship(tmp_path: Path) -> None:
    book = load_layered([layer(tmp_path / "ours", {"rules/own.yaml": RULE})])
    assert set(book.rules) - set(BASE.rules) == {"S190"}
    assert list(book.rules) == sorted(book.rules)
    assert [each.name for each in book.layers] == ["ours"]
    assert book.sha256 != BASE.sha256


def test_without_layers_nothing_changes() -> None:
    assert load_layered([]) == BASE


def test_the_hash_covers_every_file_and_no_path(tmp_path: Path) -> None:
    files = {"rules/own.yaml": RULE, "waivers.yaml": WAIVERS, "overrides.yaml": "ignore: [N605]\n"}
    first = load_layered([layer(tmp_path / "a/ours", files)])
    again = load_layered([layer(tmp_path / "b/ours", files)])
    assert (first.sha256, first.layers) == (again.sha256, again.layers)
    for name, text in files.items():
        changed = layer(tmp_path / name.replace("/", "-") / "ours", files)
        (changed / name).write_text(text + "# 注\n", encoding="utf-8")
        assert load_layered([changed]).sha256 != first.sha256, name


SELECTIONS = [
    ("select: [S]\n", lambda code: code[0] == "S"),
    ("select: [S, R411]\n", lambda code: code[0] == "S" or code == "R411"),
    ("ignore: [Q, N605]\n", lambda code: code[0] != "Q" and code != "N605"),
    ("select: [S]\nignore: [S101]\n", lambda code: code[0] == "S" and code != "S101"),
]


@pytest.mark.parametrize(("text", "keeps"), SELECTIONS, ids=[s[0] for s in SELECTIONS])
def test_rules_are_selected_and_ignored(tmp_path: Path, text: str, keeps) -> None:  # noqa: ANN001
    book = load_layered([layer(tmp_path / "ours", {"overrides.yaml": text})])
    assert set(book.rules) == {code for code in BASE.rules if keeps(code)}


def test_a_rule_weighs_what_the_layer_says(tmp_path: Path) -> None:
    text = "change:\n  R411: {severity: warning, points: 0.5}\n"
    files = {"overrides.yaml": text, "profiles/strict.yaml": PROFILE}
    book = load_layered([layer(tmp_path / "ours", files)], "strict")
    rule = book.rules["R411"]
    assert (rule.severity, rule.points) == ("warning", Decimal("0.5"))
    assert book.profile.points == {}
    assert rule.title == BASE.rules["R411"].title


def test_a_later_layer_is_stronger(tmp_path: Path) -> None:
    city = layer(tmp_path / "city", {"rules/own.yaml": RULE, "profiles/strict.yaml": PROFILE})
    district = layer(tmp_path / "district", {"overrides.yaml": "change: {S190: {points: 1}}\n"})
    book = load_layered([city, district], "strict")
    assert book.rules["S190"].points == 1
    assert (book.profile.title, book.profile.points) == ("从严", {"R411": 9})
    assert [each.name for each in book.layers] == ["city", "district"]


def test_a_profile_is_a_name_or_a_file(tmp_path: Path) -> None:
    path = layer(tmp_path, {"mine/strict.yaml": PROFILE}) / "mine/strict.yaml"
    book = load_layered([], str(path))
    assert (book.profile.name, book.layers[0].name) == ("strict", "strict.yaml")
    assert book.sha256 != BASE.sha256
    with pytest.raises(UsageError, match="没有评分标准「defalt」（是不是「default」？）"):
        load_layered([], "defalt")


def test_ties_of_an_offices_own(tmp_path: Path) -> None:
    book = load_layered([layer(tmp_path / "ours", {"ties.yaml": TIES})])
    assert [tie.id for tie in book.forms["2021"].ties][-1] == "own"
    assert book.forms["2019"] == BASE.forms["2019"]


MISTAKES = [
    ("overrides.yaml", "slect: [S]\n", ["1:1: 没有「slect」这个键（是不是「select」？）"]),
    ("overrides.yaml", "select: [R441]\n", ["1:10: 没有规则或规则组「R441」（是不是「R4"]),
    ("overrides.yaml", "ignore: [Z]\n", ["1:10: 没有规则或规则组「Z」（可用的有："]),
    ("overrides.yaml", "change: {R999: {points: 1}}\n", ["1:10: 没有规则「R999」（"]),
    ("overrides.yaml", "change: {R411: {severity: eror}}\n", ["1:17: 「severity」不能是「eror」（"]),
    ("overrides.yaml", "change: {R411: {severity: advice}}\n", ["1:10: 建议（advice）不扣分，「R411」"]),
    ("overrides.yaml", "change: {R411: {}}\n", ["1:10: 没有写要改什么（可写 severity、points）"]),
    ("overrides.yaml", "select: [S101]\nignore: [S]\n", ["1:1: 一条规则也没有留下（"]),
    ("overide.yaml", "select: [S]\n", ["1:1: 规则目录里没有「overide.yaml」这种文件（是不是「overrides.yaml」？）"]),
    ("edition/2021.yaml", "a: 1\n", ["1:1: 规则目录里没有「edition/2021.yaml」这种文件（"]),
    ("rules/own.yaml", RULE.replace("S190", "S101"), ["2:5: 规则编号「S101」已经用过（S1"]),
    ("rules/own.yaml", RULE.replace("has_year: false}", "has_yer: false}", 1), ["8:18: 「title」没有字段「has_yer」（"]),
    ("waivers.yaml", WAIVERS.replace("R411", "R999"), ["2:6: 没有规则「R999」（"]),
    ("waivers.yaml", WAIVERS.replace("2026-12-31", "2026-02-30"), ["2:53: 没有「2026-02-30」这一天，应写日期"]),
    ("waivers.yaml", WAIVERS.replace("2026-12-31", "明年"), ["2:53: 应写日期，如 2026-12-31"]),
    ("waivers.yaml", WAIVERS.replace(", who: 张三", ""), ["2:5: 缺少「who」"]),
    ("profiles/strict.yaml", PROFILE.replace("title: 从严", "titel: 从严"), ["1:1: 缺少「title」", "2:1: 没有「titel」这个键（是不是「title」？）"]),
    ("ties.yaml", TIES.replace("carried_out.{", "carriedout.{"), ["8:15: 「t3」没有「carriedout.natural」这一格（是不是「carried_out.natural」？）"]),
    ("ties.yaml", TIES.replace("[natural, total]", "[natral]"), ["10:17: 「t3」没有「natral」（是不是「natural」？）"]),
    ("ties.yaml", TIES.replace("id: own", "id: row_sum"), ["3:7: 勾稽关系「row_sum」已经有了（请换一个编号）"]),
    ("ties.yaml", TIES.replace("t3.own:{column}", "t3.own"), ["9:7: 位置「t3.own」已经用过（"]),
    ("ties.yaml", TIES.replace("t3.own:{column}", "t3.own:{row}"), ["9:7: 「{row}」没有可填的值（"]),
    ("ties.yaml", TIES.replace("table: t3", "table: t9"), ["5:7: 没有「t9」这张表（"]),
    ("ties.yaml", TIES.replace("2021", "2012"), ["2:3: 没有「2012」这一版格式（是不是「2021」？）"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "expected"), MISTAKES, ids=[f"{m[0]}-{i}" for i, m in enumerate(MISTAKES)]
)
def test_mistake(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    with pytest.raises(RuleFileError) as error:
        load_layered([layer(tmp_path / "ours", {name: text})])
    lines = str(error.value).splitlines()
    assert [
        line
        for line, want in zip(lines, expected, strict=True)
        if f"ours/{name}:{want}" not in line
    ] == [], lines


def test_all_faults_of_all_files_are_told(tmp_path: Path) -> None:
    files = {
        "overrides.yaml": "ignore: [Z]\n",
        "rules/a.yaml": RULE.replace("judges: title", "judges: titel"),
        "rules/b.yaml": "rules: 1\n",
        "profiles/p.yaml": "name: p\n",
    }
    with pytest.raises(RuleFileError) as error:
        load_layered([layer(tmp_path / "ours", files)])
    named = {line.split(":")[0] for line in str(error.value).splitlines()}
    assert named == {f"ours/{name}" for name in files}


def test_a_group_without_a_cap_names_the_rule(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="「ours」的规则「Z190」属于新的组 Z（已有的组是 "):
        load_layered([layer(tmp_path / "ours", {"rules/own.yaml": RULE.replace("S190", "Z190")})])


@pytest.mark.parametrize("make", [False, True], ids=["missing", "empty"])
def test_a_directory_without_rules_is_an_error(tmp_path: Path, make: bool) -> None:
    if make:
        (tmp_path / "ours").mkdir()
    with pytest.raises(RuleFileError, match=r"ours:1:1: 没有.*（.+）"):
        load_layered([tmp_path / "ours"])
