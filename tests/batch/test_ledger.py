"""The ledger: what gouji wrote is its own, all else is a person's."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.batch.ledger import LEDGER, Ledger, Scope
from gouji.reporting.media.files import CannotWrite

NAME = "notices/甲.docx"
BESIDE = "notices/甲-2.docx"


def texts(directory: Path) -> dict[str, str]:
    """What lies in ``directory``, the ledger aside."""
    return {
        str(path.relative_to(directory)): path.read_text(encoding="utf-8")
        for path in directory.rglob("*")
        if path.is_file() and not path.name.startswith(LEDGER)
    }


def once(directory: Path, files: dict[str, str]) -> tuple[str, ...]:
    """Write ``files``, each its own key, as a run does; return what is told."""
    with Ledger(directory) as ledger:
        paths = [ledger.settled(name, text) for name, text in files.items()]
        ledger.drop_others(paths)
        return ledger.finish(Scope())


def stamp(directory: Path) -> None:
    (directory / NAME).write_text("盖章", encoding="utf-8")


def put_beside(directory: Path) -> None:
    (directory / "notices/我的备注.docx").write_text("备注", encoding="utf-8")


def delete(directory: Path) -> None:
    (directory / NAME).unlink()


def nothing(directory: Path) -> None:
    assert directory.is_dir()


LEFT = "别人放进来的、或者写出以后改过的文件，没有动："
CASES: list[tuple[Callable[[Path], None], dict[str, str], dict[str, str], tuple[str, ...]]] = [
    (nothing, {NAME: "旧"}, {NAME: "旧"}, ()),
    (nothing, {NAME: "新"}, {NAME: "新"}, ()),
    (nothing, {}, {}, ()),
    (delete, {NAME: "旧"}, {NAME: "旧"}, ()),
    (stamp, {NAME: "旧"}, {NAME: "盖章"}, ()),
    (stamp, {NAME: "新"}, {NAME: "盖章", BESIDE: "新"}, (f"{LEFT}{NAME}（新的写在 {BESIDE}）",)),
    (stamp, {}, {NAME: "盖章"}, (f"{LEFT}{NAME}",)),
    (put_beside, {}, {"notices/我的备注.docx": "备注"}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("meanwhile", "files", "then", "told"), CASES)
def test_what_becomes_of_a_file(
    meanwhile: Callable[[Path], None],
    files: dict[str, str],
    then: dict[str, str],
    told: tuple[str, ...],
    tmp_path: Path,
) -> None:
    assert once(tmp_path, {NAME: "旧"}) == ()
    meanwhile(tmp_path)
    assert once(tmp_path, files) == told
    assert texts(tmp_path) == then
    assert once(tmp_path, files) == (), "it is told once"
    assert texts(tmp_path) == then


def test_a_strangers_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    stamp(tmp_path)
    assert once(tmp_path, {NAME: "新"}) == (f"{LEFT}{NAME}（新的写在 {BESIDE}）",)
    assert texts(tmp_path) == {NAME: "盖章", BESIDE: "新"}
    delete(tmp_path)
    assert once(tmp_path, {NAME: "更新"}) == ()
    assert texts(tmp_path) == {NAME: "更新"}


def test_a_run_that_was_killed_leaves_nothing_strange(tmp_path: Path) -> None:
    once(tmp_path, {NAME: "旧"})
    with Ledger(tmp_path) as ledger:
        ledger.write(NAME, ["半途"], "k")
    (tmp_path / LEDGER).open("a", encoding="utf-8").write('{"path": "pag')
    assert once(tmp_path, {NAME: "新"}) == ()
    assert texts(tmp_path) == {NAME: "新"}


def test_what_a_killed_run_had_half_written_goes(tmp_path: Path) -> None:
    once(tmp_path, {NAME: "一"})
    halves = [tmp_path / ".outputs-half-a", tmp_path / "notices/.outputs-half-b"]
    for half in halves:
        half.write_text("半", encoding="utf-8")
    (tmp_path / "notices/.笔记").write_text("笔记", encoding="utf-8")
    once(tmp_path, {NAME: "一"})
    assert not any(half.exists() for half in halves)
    assert texts(tmp_path) == {NAME: "一", "notices/.笔记": "笔记"}


def test_a_key_and_a_day_say_whether_a_file_is_there(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.write(NAME, ["一"], "k", issued="2026-01-05")
        ledger.finish(Scope((2024,), "清梧市人民政府"))
    with Ledger(tmp_path) as ledger:
        assert ledger.scope == Scope((2024,), "清梧市人民政府")
        found = [
            ledger.current(NAME, "k"),
            ledger.current(NAME, "k", "2026-01-05"),
            ledger.current(NAME, "k", "2026-01-06"),
            ledger.current(NAME, "另"),
            ledger.current("pages/甲.html", "k"),
        ]
    assert found == [NAME, NAME, None, None, None]


def test_no_ledger_reaches_outside_its_directory(tmp_path: Path) -> None:
    out = tmp_path / "out"
    once(out, {NAME: "旧"})
    mine = tmp_path / "mine.docx"
    mine.write_text("旧", encoding="utf-8")
    text = (out / LEDGER).read_text(encoding="utf-8")
    (out / LEDGER).write_text(text.replace(NAME, "../mine.docx"), encoding="utf-8")
    once(out, {})
    assert mine.read_text(encoding="utf-8") == "旧"


def test_the_same_files_give_the_same_ledger(tmp_path: Path) -> None:
    ledgers = []
    for place, names in (("a", ("x", "y")), ("b", ("y", "x"))):
        once(tmp_path / place, dict.fromkeys(names, "同"))
        ledgers.append((tmp_path / place / LEDGER).read_bytes())
    assert ledgers[0] == ledgers[1]


@pytest.mark.parametrize("name", ["summary.xlsx", NAME])
def test_a_directory_that_went_away_is_not_made_again(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Ledger(out) as ledger:
        shutil.rmtree(out)
        with pytest.raises(CannotWrite, match="没有这个文件夹"):
            ledger.write(name, ["新"], "k")
        with pytest.raises(CannotWrite, match="没有这个文件夹"):
            ledger.finish(Scope())
    assert not out.exists()


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite, match="路径里有一段是文件"):
        Ledger(tmp_path / "file/out")
