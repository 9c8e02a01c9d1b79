"""The command line as its users meet it: what is printed where, and the exit status."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from gouji import __version__
from gouji.cli import run

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
WUZHONG = str(FIXTURES / "wuzhong-2024.txt")
CLEAN = str(FIXTURES / "clean-2024.txt")
SCHEMA = json.loads((ROOT / "engine/gouji/schema/audit.schema.json").read_text(encoding="utf-8"))

Capture = pytest.CaptureFixture[str]


def test_version(capsys: Capture) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"gouji {__version__}\n"


def test_json_is_one_valid_object_a_document_and_nothing_else(capsys: Capture) -> None:
    assert run(["audit", "--format", "json", WUZHONG, CLEAN]) == 1
    printed = capsys.readouterr()
    audits = [json.loads(line) for line in printed.out.splitlines()]
    assert audits[0]["report"]["agency"] == "吴忠市公安局"
    assert [audit["document"]["path"] for audit in audits] == [WUZHONG, CLEAN]
    assert printed.err == ""
    for audit in audits:
        jsonschema.validate(audit, SCHEMA)
        assert sum(audit["verdicts"].values()) > 700


def test_the_same_input_gives_the_same_bytes(capsys: Capture) -> None:
    run(["audit", "--format", "json", WUZHONG])
    first = capsys.readouterr().out
    run(["audit", "--format", "json", WUZHONG])
    assert capsys.readouterr().out == first


def test_the_wuzhong_report_on_the_terminal(capsys: Capture) -> None:
    assert run(["audit", WUZHONG]) == 1
    text = capsys.readouterr().out
    for piece in (
        "吴忠市公安局　2024年政府信息公开工作年度报告",
        "得分 92.5 / 100　优秀",
        "怎么改：把表三「（七）总计」行「其他」列的 3 改为 0。",
        "R411：表三「（七）总计」一行：六类申请人合计6（3+0+0+0+0+3），总计写3，相差3",
        "位置：表三「（七）总计」行「其他」列",
        "依据：国办公开办函〔2021〕30号 格式 三",
        "报告全文没有联系方式（地址、电话、电子邮箱都没有）",
    ):
        assert piece in text


def test_a_clean_report(capsys: Capture) -> None:
    assert run(["audit", CLEAN]) == 0
    text = capsys.readouterr().out
    assert "得分 100 / 100　优秀" in text
    assert "没有发现问题。" in text


def test_output_writes_whole_files(tmp_path: Path, capsys: Capture) -> None:
    assert run(["audit", "--output", str(tmp_path / "out"), WUZHONG, WUZHONG]) == 1
    capsys.readouterr()
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "wuzhong-2024.txt-2.audit.json",
        "wuzhong-2024.txt-2.audit.txt",
        "wuzhong-2024.txt.audit.json",
        "wuzhong-2024.txt.audit.txt",
    ]
    saved = json.loads((tmp_path / "out/wuzhong-2024.txt.audit.json").read_text(encoding="utf-8"))
    assert saved["report"]["agency"] == "吴忠市公安局"


def test_one_bad_file_does_not_cost_the_others(tmp_path: Path, capsys: Capture) -> None:
    missing = str(tmp_path / "没有.pdf")
    assert run(["audit", "--format", "json", missing, CLEAN]) == 3
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert printed.err == f"{missing}：没有这个文件\n"


@pytest.mark.parametrize(
    "arguments",
    [["--explain", "R412"], ["rules", "explain", "r412"], ["audit", "--explain", "R412"]],
)
def test_explain(arguments: list[str], capsys: Capture) -> None:
    assert run(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "R412 各列（七）总计等于（一）至（六）之和"
    assert lines[1] == "  依据：国办公开办函〔2021〕30号 格式 三"
    assert any(line.startswith("  不符合的例子：") for line in lines)


def test_why_tells_passed_and_failed_subjects(capsys: Capture) -> None:
    assert run(["why", "R412", WUZHONG]) == 0
    text = capsys.readouterr().out
    assert "不符合：表三「其他」一列：（一）至（六）合计0（0），（七）总计写3，相差3" in text
    assert "怎么改：把表三「（七）总计」行「其他」列的 3 改为 0。" in text
    assert "读到：「3」　表三「（七）总计」行「其他」列（第278行）" in text
    assert text.index("\n不符合：") < text.index("\n符合：")


def test_read_shows_what_was_read(capsys: Capture) -> None:
    assert run(["read", WUZHONG]) == 0
    text = capsys.readouterr().out
    assert "统计期限：「2024年1月1日至2024年12月31日」　开头部分（第13行）" in text
    assert "一、总体情况　「一、总体情况」　第17行" in text
    assert "1204.264 万元" in text
    assert "地址：没有找到" in text


def test_several_reports_end_with_a_sum(tmp_path: Path, capsys: Capture) -> None:
    assert run(["audit", WUZHONG, CLEAN, str(tmp_path / "没有.pdf")]) == 3
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "3 份：没有要扣分的问题 1 份，有要扣分的问题 1 份，没有审成 1 份。"


def test_read_as_json(capsys: Capture) -> None:
    assert run(["read", "--format", "json", WUZHONG]) == 0
    data = json.loads(capsys.readouterr().out)
    cells = {name: cell for table in data["tables"] for name, cell in table["cells"].items()}
    assert len(cells) == 200
    assert cells["t3.total.other"]["value"] == "3"
    assert cells["t3.total.other"]["place"]["line"] == 278


def test_a_folder_is_audited_whole(tmp_path: Path, capsys: Capture) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(Path(CLEAN).read_bytes())
    assert run(["audit", "--format", "json", str(tmp_path)]) == 0
    paths = [json.loads(line)["document"]["path"] for line in capsys.readouterr().out.splitlines()]
    assert paths == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_rules_list(capsys: Capture) -> None:
    assert run(["rules", "list"]) == 0
    assert (
        "R412  错误  各列（七）总计等于（一）至（六）之和" in capsys.readouterr().out.splitlines()
    )


def test_the_rules_for_other_programs(capsys: Capture) -> None:
    assert run(["rules", "list", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (q702,) = [rule for rule in told if rule["code"] == "Q702"]
    assert q702 == {
        "code": "Q702",
        "title": "文字不与其他报告或上年报告雷同",
        "severity": "warning",
        "points": "3",
        "group": "模板与雷同",
        "basis": "国办公开办函〔2021〕30号 内容雷同的依法追究责任",
        "remedy": "按本机关本年度的实际情况重写总体情况、存在问题和改进措施",
        "judges": "similar",
        "editions": ["2019", "2021"],
        "years": {"from": None, "to": None},
    }


@pytest.mark.parametrize("arguments", [[], ["rules"], ["rules", "--help"]])
def test_nothing_more_written_is_no_mistake(arguments: list[str], capsys: Capture) -> None:
    assert run(arguments) == 0
    printed = capsys.readouterr()
    assert (printed.out.startswith("用法：gouji"), printed.err) == (True, "")


USAGE = [
    (["audit"], "缺少 文件…。用法请看 gouji audit --help"),
    (["audit", "--formt", "json", CLEAN], "没有 --formt 这个选项，是不是 --format。用法请看 gouji audit --help"),
    (["audit", "--format", "xml", CLEAN], "--format 的值不对，可用的有：text、json。用法请看 gouji audit --help"),
    (["audti"], "没有 audti 这个命令（是不是「audit」？）。用法请看 gouji --help"),
    (["rules", "lst"], "没有 lst 这个命令（是不是「list」？）。用法请看 gouji rules --help"),
    ([CLEAN], f"没有 {CLEAN} 这个命令；要审核这份报告，请用 gouji audit {CLEAN}。用法请看 gouji --help"),
    (["audit", CLEAN, "--members", "no.csv"], "no.csv：没有这个清单文件"),
    (["audit", CLEAN, "--published", "2026-2-30"], "--published 的日期「2026-2-30」不对，请写成 2025-01-20 的样子"),
    (["why", "R999", CLEAN], "没有规则「R999」（是不是「R411」？）"),
    (["rules", "explain"], "缺少 规则编号。用法请看 gouji rules explain --help"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "sentence"), USAGE, ids=[" ".join(u[0][:2]) for u in USAGE])
def test_wrong_usage_is_one_chinese_sentence(
    arguments: list[str], sentence: str, capsys: Capture
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines()[0].startswith(sentence.partition("（是不是")[0])
    assert len(printed.err.splitlines()) == 1


def test_a_fault_in_a_rule_file_stops_everything(tmp_path: Path, capsys: Capture) -> None:
    assert run(["audit", "--rules", str(tmp_path), CLEAN]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "没有找到规则文件" in printed.err


@pytest.mark.parametrize("command", [[], ["audit"], ["why"], ["rules"], ["rules", "list"]])
def test_help_is_chinese(command: list[str], capsys: Capture) -> None:
    assert run([*command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：gouji")
    assert "选项" in text
    assert not any(word in text for word in ("Usage", "Options", "Show", "Commands"))


_ENDING = """
import atexit, sys, threading
from gouji.cli import main

class Held:
    def __del__(self):
        print("taken apart")

def later():
    threading.main_thread().join()
    atexit.register(print, "callback")
    print("thread")

held = Held()
threading.Thread(target=later).start()
print("unflushed")
main({})
"""


@pytest.mark.parametrize(
    ("argv", "last"),
    [("", ["thread", "callback"]), ("sys.argv[1:]", ["thread", "callback", "taken apart"])],
    ids=["the command", "a program of one's own"],
)
@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--version"], 0), (["rules", "explain"], 2)],
    ids=["clean", "usage"],
)
def test_a_command_ends_at_once_after_threads_and_callbacks(
    arguments: list[str], status: int, argv: str, last: list[str]
) -> None:
    """What was written arrives whole; the command alone leaves what it holds as it is."""
    program = [sys.executable, "-c", _ENDING.format(argv), *arguments]
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    assert ended.returncode == status
    lines = ended.stdout.splitlines()
    assert [lines[0], *lines[-len(last) :]] == ["unflushed", *last]
