"""Mistakes in rule files are errors at load, with file:line:column and a hint."""

import shutil
from pathlib import Path

import pytest

from gouji.errors import RuleFileError
from gouji.rulebook import builtin_directory, load_rulebook

RULE = """\
rules:
  - code: S101
    title: 标题
    clause: {instrument: 某通知}
    severity: error
    points: 3
    judges: title
    where: {}
    fails_when: {has_year: false}
    message: "标题是{title}"
    remedy: 改
    examples: {pass: [{has_year: true}], fail: [{has_year: false}]}
"""

MISTAKES = [
    ("an unknown key", ("fails_when:", "fails_wen:"), [
        "2:5: 缺少「fails_when」",
        "9:5: 没有「fails_wen」这个键（是不是「fails_when」？）",
    ]),
    ("an unknown kind", ("judges: title", "judges: titel"), [
        "7:5: 没有「titel」这类事实（是不是「title」？）"]),
    ("an unknown field", ("{has_year: false}\n", "{has_yaer: false}\n"), [
        "9:18: 「title」没有字段「has_yaer」（是不是「has_year」？）"]),
    ("an unknown operator", ("fails_when: {has_year: false}", "fails_when: {has_year: {nee: 1}}"), [
        "9:29: 没有运算符“nee”，是不是“ne”？"]),
    ("a value of another type", ("fails_when: {has_year: false}", "fails_when: {has_year: 0}"), [
        "9:18: 字段「has_year」是true 或 false，这里写的是「0」"]),
    ("an order on a truth value", ("{has_year: false}\n", "{has_year: {lt: 3}}\n"), [
        "9:29: 字段「has_year」不是整数，不能用「lt」比较"]),
    ("a variable that is never filled", ("{title}", "{titel}"), [
        "10:5: 「title」没有可填的变量「titel」（是不是「title」？）"]),
    ("an open brace", ("{title}", "{title"), ["10:5: 模板里的花括号不成对（变量写成 {变量名}）"]),
    ("a variable with a format", ("{title}", "{title:>9}"), [
        "10:5: 模板变量只写名称，如 {left}；这里是「{title}」"]),
    ("a missing example", (", fail: [{has_year: false}]", ""), ["12:5: 缺少「fail」"]),
    ("an empty list of examples", ("fail: [{has_year: false}]", "fail: []"), [
        "12:42: 「fail」不能是空的"]),
    ("an unknown field in an example", ("pass: [{has_year: true}]", "pass: [{has_yr: true}]"), [
        "12:24: 「title」没有字段「has_yr」（是不是「has_year」？）"]),
    ("an unknown severity", ("severity: error", "severity: eror"), [
        "5:5: 「severity」不能是「eror」（是不是「error」？）"]),
    ("a malformed code", ("S101", "S1"), ["2:5: 「code」写成了「S1」，不合格式 ^[A-Z]\\d{3}$"]),
    ("advice that costs points", ("severity: error", "severity: advice"), [
        "6:5: 建议（advice）不扣分，分值应为 0"]),
    ("points in words", ("points: 3", "points: many"), ["6:5: 「points」应是数，这里是「many」"]),
    ("negative points", ("points: 3", "points: -1"), ["6:5: 「points」太小，至少是 0"]),
    ("a key twice", ("    points: 3\n", "    points: 3\n    points: 4\n"), [
        "7:5: 键「points」写了两次（请只留一个）"]),
    ("an empty condition", ("fails_when: {has_year: false}", "fails_when: {any: []}"), [
        "9:18: 列表是空的，至少要有一个条件"]),
    ("an unknown edition", ("    judges", "    editions: ['2012']\n    judges"), [
        "7:5: 没有「2012」这一版格式（是不是「2021」？）"]),
    ("an anchor", ("judges: title", "judges: &a title\n    remark: *a"), [
        "8:13: 规则文件不用锚点和引用（请直接写出内容）"]),
    ("broken YAML", ("title: 标题\n", "title: [标题\n"), [
        "4:11: 不是正确的 YAML：方括号没有成对，或者少了逗号（请查看这一行和上一行的缩进、冒号、引号和括号；缩进用空格，不用制表符）"]),
]  # fmt: skip


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the shipped rules with one rule file only."""
    root = tmp_path / "rules"
    shutil.copytree(builtin_directory(), root)
    for path in (root / "rules").glob("*.yaml"):
        path.unlink()
    return root


def test_the_rule_of_this_table_is_right(rules: Path) -> None:
    (rules / "rules/one.yaml").write_text(RULE, encoding="utf-8")
    assert list(load_rulebook(rules).rules) == ["S101"]


@pytest.mark.parametrize(("name", "change", "expected"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_mistake(rules: Path, name: str, change: tuple[str, str], expected: list[str]) -> None:
    assert change[0] in RULE, name
    (rules / "rules/one.yaml").write_text(RULE.replace(*change), encoding="utf-8")
    with pytest.raises(RuleFileError) as error:
        load_rulebook(rules)
    assert str(error.value).splitlines() == [f"rules/rules/one.yaml:{line}" for line in expected]


def test_a_code_is_used_once(rules: Path) -> None:
    (rules / "rules/one.yaml").write_text(RULE, encoding="utf-8")
    (rules / "rules/two.yaml").write_text(RULE, encoding="utf-8")
    with pytest.raises(
        RuleFileError,
        match=r"^rules/rules/two.yaml:2:5: 规则编号「S101」已经用过（S102 还没有用）$",
    ):
        load_rulebook(rules)


def test_an_unknown_tie_is_named(rules: Path) -> None:
    text = RULE.replace("judges: title", "judges: tie").replace("where: {}", "where: {tie: rowsum}")
    text = text.replace("has_year: false", "gap: 1").replace("has_year: true", "gap: 0")
    text = text.replace("{title}", "{left}")
    (rules / "rules/one.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as error:
        load_rulebook(rules)
    assert str(error.value) == (
        "rules/rules/one.yaml:8:13: 没有「rowsum」这条勾稽关系（是不是「row_sum」？）"
    )


PROFILE_MISTAKES = [
    ("groups:\n", "points: {S999: 1}\ngroups:\n", "没有规则「S999」"),
    ("  S: {title", "  SS: {title", "规则组用一个大写字母表示，不能是「SS」"),
    ("  - {title: 不合格, from: 0}\n", "", "最低一等要从 0 分起"),
    ("from: 80", "from: 95", "等次要从高到低排列"),
    ("cap: 60", "cap: 600", "「cap」太大，最多是 100"),
]


@pytest.mark.parametrize(("old", "new", "expected"), PROFILE_MISTAKES)
def test_mistakes_in_a_profile(rules: Path, old: str, new: str, expected: str) -> None:
    (rules / "rules/one.yaml").write_text(RULE, encoding="utf-8")
    path = rules / "profiles/default.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"^rules/profiles/default.yaml:\d+:\d+: ") as error:
        load_rulebook(rules)
    assert expected in str(error.value)


HOSTILE = [
    ("an empty file", b"", "文件是空的"),
    ("not UTF-8", b"\xff\xfe\x00a\xd8", "不是正确的 YAML"),
    ("deep nesting", b"[" * 500 + b"]" * 500, "嵌套超过 40 层"),
    ("a list instead of a mapping", b"- 1\n", "「内容」应是「键: 值」的形式"),
    ("too large", b"# " + b"x" * 2_000_001, "规则文件超过 2000000 字节"),
    ("a sexagesimal number", b"rules: 1:30\n", "整数「1:30」请写成十进制"),
]


@pytest.mark.parametrize(("name", "text", "expected"), HOSTILE, ids=[h[0] for h in HOSTILE])
def test_hostile_files(rules: Path, name: str, text: bytes, expected: str) -> None:
    (rules / "rules/one.yaml").write_bytes(text)
    with pytest.raises(RuleFileError) as error:
        load_rulebook(rules)
    assert str(error.value).startswith("rules/rules/one.yaml:1:"), name
    assert expected in str(error.value)


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="没有找到规则文件"):
        load_rulebook(tmp_path)
