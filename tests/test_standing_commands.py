"""``gouji history stand`` and ``prune``: a person's choice holds; old readings go when asked."""

from pathlib import Path

import pytest

from gouji.cli import run
from gouji.keys import reading_key
from gouji.model.received import RULE
from gouji.rulebook import load_rulebook
from gouji.store import open_history
from gradingkit import SAMPLE
from reportkit import make
from reportkit.renderers import RENDERERS
from store.kept import to_keep

Capture = pytest.CaptureFixture[str]

WATER = SAMPLE[0]
WHOSE = ["清梧市水利局", "2024"]
SAID = ["--who", "张三", "--why", "电话核实"]


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "gouji.db"
    monkeypatch.setenv("GOUJI_HISTORY", str(path))
    with open_history(path) as history:
        made = [
            to_keep(WATER, "a", name="定稿.docx", sha256="a" * 64),
            to_keep(WATER, "b", name="初稿.docx", sha256="b" * 64),
        ]
        history.stand(history.keep(made))
    return path


def counting(where: Path) -> str:
    with open_history(where) as history:
        entry = history.standing("清梧市水利局", 2024)
        assert entry is not None
        return entry.name


def test_a_choice_holds_until_another(where: Path, capsys: Capture) -> None:
    assert counting(where) == "定稿.docx"
    assert run(["history", "stand", *WHOSE, "初稿.docx", *SAID]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "已记下：清梧市水利局 2024 年以 初稿.docx 为准（张三）",
        "排名、页面和通知请用 gouji outputs --year 2024 重新写出",
    ]
    assert counting(where) == "初稿.docx"
    with open_history(where) as history:
        later = to_keep(WATER, "c", name="整改后.docx", sha256="c" * 64)
        history.stand(history.keep([later]))
        (several,) = history.several(2024)
    assert counting(where) == "初稿.docx"
    assert several.sentence() == (
        "清梧市水利局2024年度收到 3 份报告（初稿.docx、定稿.docx、整改后.docx），"
        "以初稿.docx为准（张三指定：电话核实）；指定以后又收到整改后.docx"
    )
    assert run(["history", "stand", *WHOSE, "整改后.docx", *SAID]) == 0
    assert counting(where) == "整改后.docx"


@pytest.mark.usefixtures("where")
def test_what_was_received_is_listed(capsys: Capture) -> None:
    assert run(["history", "stand", *WHOSE]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "初稿.docx",
        "定稿.docx　算数",
        "为什么：其余写明是初稿、征求意见稿、送审稿等",
        RULE,
    ]


WRONG = [
    ([*WHOSE, "没有.docx", *SAID], "没有报送过「没有.docx」（报送过的有：定稿.docx、初稿.docx）"),
    ([*WHOSE, "初稿.docx"], "请写明 --who（谁指定的）和 --why（为什么以它为准）"),
    (["清梧市审计局", "2024"], "历史记录里没有「清梧市审计局」2024 年的报告"),
]


@pytest.mark.usefixtures("where")
@pytest.mark.parametrize(("arguments", "sentence"), WRONG)
def test_wrong_usage_is_one_sentence(arguments: list[str], sentence: str, capsys: Capture) -> None:
    assert run(["history", "stand", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_readings_of_other_versions_go_when_asked(tmp_path: Path, capsys: Capture) -> None:
    key = reading_key(load_rulebook())
    for folder in (key, "other"):
        path = tmp_path / ".readings" / folder / "ab"
        path.mkdir(parents=True)
        (path / "abc").write_bytes(b"x" * 300_000)
    assert run(["history", "prune", "--output", str(tmp_path)]) == 0
    assert run(["history", "prune", "--output", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "删去了 1 份（0.3 MB）\n没有可以删的\n"
    assert [path.name for path in (tmp_path / ".readings").iterdir()] == [key]


def test_the_terminal_counts_what_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("报告").mkdir()
    for seed, name in enumerate(("水利局初稿", "水利局定稿")):
        report = make(seed, agency="清梧市水利局", year=2024)
        Path(f"报告/{name}.docx").write_bytes(RENDERERS["docx"](report))
    assert run(["grade", "报告", "--workers", "1"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if "份" in line] == [
        (
            "注意：清梧市水利局2024年度收到 2 份报告（水利局初稿.docx、水利局定稿.docx），"
            "以水利局定稿.docx为准（其余写明是初稿、征求意见稿、送审稿等）"
        ),
        "评定 2 份，算数的 1 份：优秀 1",
        "未能处理 0 份",
        "算数的报告：2024 年度 1 份",
    ]
