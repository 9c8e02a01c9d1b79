"""The commands for people who write rules, and an audit with an office's own."""

import json
import re
import shutil
from pathlib import Path

import pytest

from gouji.cli import run
from gouji.facts.vocabulary import KINDS
from gouji.rulebook import load_rulebook

ROOT = Path(__file__).parents[1]
WUZHONG = ROOT / "fixtures/wuzhong-2024.txt"
CLEAN = ROOT / "fixtures/clean-2024.txt"

Capture = pytest.CaptureFixture[str]

WAIVERS = """\
waivers:
  - {code: P206, agency: 吴忠市公安局, reason: 网站改版, who: 张三, until: 2026-06-30}
  - {code: P207, agency: 吴中市公安局, reason: 网站改版, who: 张三, until: 2026-06-30}
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    (tmp_path / "ours/rules").mkdir(parents=True)
    return tmp_path / "ours"


def audited(capsys: Capture, *arguments: str) -> dict[str, object]:
    run(["audit", "--format", "json", str(WUZHONG), *arguments])
    return json.loads(capsys.readouterr().out)


def codes(audit: dict[str, object], key: str) -> set[str]:
    return {item["code"] for item in audit[key]}  # type: ignore[attr-defined]


def test_layers_keep_the_rules_that_ship(ours: Path, capsys: Capture) -> None:
    (ours / "overrides.yaml").write_text("ignore: [P206]\n", encoding="utf-8")
    before, after = audited(capsys), audited(capsys, "--rules", str(ours))
    assert codes(before, "findings") - codes(after, "findings") == {"P206"}
    assert before["rules"]["layers"] == []  # type: ignore[index]
    (layer,) = after["rules"]["layers"]  # type: ignore[index]
    assert layer["name"] == "ours"
    assert re.fullmatch("[0-9a-f]{64}", layer["sha256"])


@pytest.mark.parametrize(("today", "waived"), [("2026-06-30", {"P206"}), ("2026-07-01", set())])
def test_waivers_go_by_the_day(ours: Path, capsys: Capture, today: str, waived: set[str]) -> None:
    (ours / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    audit = audited(capsys, "--rules", str(ours), "--today", today)
    assert codes(audit, "waived") == waived
    assert codes(audit, "findings") & {"P206"} == {"P206"} - waived
    assert [note for note in audit["notes"] if "豁免已过期" in note] == (  # type: ignore[attr-defined]
        [] if waived else ["豁免已过期，没有适用：P206（吴忠市公安局，张三，至 2026-06-30）"]
    )


def test_the_terminal_tells_waivers(ours: Path, capsys: Capture) -> None:
    (ours / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    run(["audit", str(WUZHONG), "--rules", str(ours), "--today", "2026-06-01"])
    printed = capsys.readouterr()
    assert "已豁免（不扣分）\n  P206 " in printed.out
    assert "理由：网站改版（张三，至 2026-06-30）" in printed.out
    assert printed.err == "豁免写明的机关不在所审的报告中：吴中市公安局（请核对机关名称）\n"
    run(["audit", str(WUZHONG), "--rules", str(ours), "--today", "2027-01-01"])
    assert f"{WUZHONG}：豁免已过期，没有适用：P206" in capsys.readouterr().err


def test_a_wrong_day_is_a_usage_error(capsys: Capture) -> None:
    assert run(["audit", str(CLEAN), "--today", "明天"]) == 2
    assert capsys.readouterr().err.startswith("--today 的日期「明天」不对")


def test_a_profile_by_file(tmp_path: Path, capsys: Capture) -> None:
    profile = load_rulebook().profile
    groups = "".join(f"  {c}: {{title: {g.title}, cap: 50}}\n" for c, g in profile.groups.items())
    path = tmp_path / "strict.yaml"
    path.write_text(
        f"name: strict\ntitle: 从严\ngroups:\n{groups}points: {{P206: 9}}\n"
        "grades: [{title: 合格, from: 60}, {title: 不合格, from: 0}]\n",
        encoding="utf-8",
    )
    audit = audited(capsys, "--profile", str(path))
    assert audit["rules"]["profile"] == "strict"  # type: ignore[index]
    charged = {d["code"]: d["points"] for d in audit["score"]["deductions"]}  # type: ignore[index]
    assert charged["P206"] == "9"
    assert run(["audit", str(CLEAN), "--profile", "srtict"]) == 2
    assert "没有评分标准「srtict」" in capsys.readouterr().err


def test_lint(ours: Path, capsys: Capture) -> None:
    assert run(["rules", "lint"]) == 0
    capsys.readouterr()
    (ours / "overrides.yaml").write_text("ignore: [ZZ]\nselct: [S]\n", encoding="utf-8")
    (ours / "rules/a.yaml").write_text("rulez: []\n", encoding="utf-8")
    assert run(["rules", "lint", str(ours)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert all(re.match(r"ours/[\w/]+\.yaml:\d+:\d+: ", line) for line in told)
    assert {line.split(":")[0] for line in told} == {"ours/overrides.yaml", "ours/rules/a.yaml"}


def test_the_examples_of_the_rules_that_ship(capsys: Capture) -> None:
    assert run(["rules", "test"]) == 0
    out = capsys.readouterr().out
    assert "全部相合" in out
    assert "没有规则用到的字段：cell 的 " in out


def test_examples_that_do_not_hold(ours: Path, capsys: Capture) -> None:
    path = ours / "rules/a.yaml"
    run(["rules", "new", "S190", "--judges", "title", "--output", str(path)])
    text = path.read_text(encoding="utf-8")
    wrong = text.replace(
        "pass: [{has_agency: true}]", "pass: [{has_agency: true}, {has_agency: false}]"
    )
    path.write_text(wrong, encoding="utf-8")
    capsys.readouterr()
    assert run(["rules", "test", str(ours)]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        "S190 请写规则的名称：「符合」的第 2 个例子（has_agency: false）判为「不符合」"
    )


def test_lint_places_an_example_that_contradicts_its_rule(ours: Path, capsys: Capture) -> None:
    path = ours / "rules/a.yaml"
    run(["rules", "new", "S190", "--judges", "title", "--output", str(path)])
    right = "pass: [{has_agency: true}]"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(right, f"{right[:-1]}, {{has_agency: false}}]"), encoding="utf-8")
    line, row = next((n, r) for n, r in enumerate(text.splitlines(), 1) if right in r)
    column = row.index(right) + len(right) + 2
    capsys.readouterr()
    assert run(["rules", "lint", str(ours)]) == 2
    assert capsys.readouterr().err == (
        f"ours/rules/a.yaml:{line}:{column}: S190 请写规则的名称：「符合」的第 2 个例子"
        "（has_agency: false）判为「不符合」（请改例子，或者改规则的条件）\n"
    )


def test_an_example_that_is_not_judged(ours: Path, capsys: Capture) -> None:
    path = ours / "rules/a.yaml"
    run(["rules", "new", "S190", "--judges", "table", "--output", str(path)])
    text = path.read_text(encoding="utf-8").replace(
        "judges: table", "judges: table\n    where: {table: t3}"
    )
    path.write_text(text.replace("pass: [{", "pass: [{table: t2, "), encoding="utf-8")
    capsys.readouterr()
    assert run(["rules", "test", str(ours)]) == 1
    assert "这条规则没有判定它（请看 where）" in capsys.readouterr().out


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_rule_of_any_kind_passes(ours: Path, kind: str, capsys: Capture) -> None:
    path = ours / "rules/new.yaml"
    assert run(["rules", "new", "S190", "--judges", kind, "--output", str(path)]) == 0
    assert run(["rules", "lint", str(ours)]) == 0
    assert run(["rules", "test", str(ours)]) == 0, capsys.readouterr().out
    assert run(["rules", "new", "S190", "--output", str(path)]) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["S1"], "规则编号「S1」应是一个大写字母加三位数字"),
        (["R411"], "规则编号「R411」已经用过"),
        (["Z100"], "没有规则组「Z」（可用的有：S 标题与结构、"),
        (["S190", "--judges", "titel"], "没有「titel」这类事实（是不是「title」？）"),
    ],
)
def test_a_new_rule_that_cannot_be(arguments: list[str], sentence: str, capsys: Capture) -> None:
    assert run(["rules", "new", *arguments]) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_diff(ours: Path, tmp_path: Path, capsys: Capture) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(WUZHONG, reports)
    shutil.copy(CLEAN, reports)
    (ours / "overrides.yaml").write_text(
        "ignore: [P206]\nchange: {R411: {points: 9}}\n", encoding="utf-8"
    )
    assert run(["rules", "diff", "builtin", str(ours), str(reports)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{reports / 'wuzhong-2024.txt'}：得分 ")
    assert lines[1] == "  P206 contact：不符合 → 没有这条规则"
    assert lines[-1] == "2 份报告，1 份的结果不同"
    assert run(["rules", "diff", "builtin", "builtin", str(reports)]) == 0
    assert capsys.readouterr().out == "2 份报告，0 份的结果不同\n"


def test_diff_tells_what_it_cannot_read(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/a.txt").write_text("这不是年度报告", encoding="utf-8")
    assert run(["rules", "diff", "builtin", "builtin", str(tmp_path / "reports")]) == 3
    assert "a.txt：" in capsys.readouterr().err
