"""A history is opened, migrated, refused in a sentence; never with a password."""

import sqlite3
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from gouji.errors import HistoryError, UsageError
from gouji.installing import python_in_use
from gouji.model.grading import Agency
from gouji.store import History, open_history
from gouji.store.opening import _postgresql, _sqlite, _url
from gouji.store.schema import VERSION_TABLE, upgrade
from gouji.store.tables import metadata
from gouji.store.writing import writing
from gradingkit import SAMPLE
from ports import free_port
from store.kept import to_keep
from store.postgres import server

SECRET = "Geheim-123"  # noqa: S105 - looked for in messages


def engine(where: str):  # noqa: ANN201
    url = _url(where)
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def refusal(where: str | Path) -> str:
    with pytest.raises(UsageError) as told:
        open_history(where)
    chain = [told.value, told.value.__cause__]
    assert SECRET not in "".join(map(str, chain))
    return str(told.value)


def test_the_schema_is_what_the_tables_say(history: History) -> None:
    with history._database.engine.connect() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_from_the_first_revision_up(where: str) -> None:
    old = engine(where)
    upgrade(old, "0001")
    columns = "key, rules, name, sha256, agency, year, edition, format, low, high, out_of, errors, warnings, advice, reviews, waived, unread, body, narrative, document"
    values = "'k', 'r', 'a.pdf', 's', '清梧市水利局', 2024, '2021', 'pdf', '90.5', '91', '100', 1, 2, 3, 4, 5, 6, 'department', :packed, :packed"
    with writing(old) as connection:
        connection.execute(
            text(f"INSERT INTO audits ({columns}) VALUES ({values})"),  # noqa: S608 - written above
            {"packed": bytes.fromhex("789c030000000001")},
        )
        connection.execute(text("INSERT INTO standing VALUES ('清梧市水利局', 2024, 1)"))
    old.dispose()
    with open_history(where) as history:
        (entry,) = history.entries()
        assert (entry.name, str(entry.low), entry.unread) == ("a.pdf", "90.5", 6)
        assert history.document(entry.audit) == ""
        found = history.received("清梧市水利局", 2024)
        assert found is not None
        assert (found.counts.name, found.reason, found.others) == ("a.pdf", "only", ())
        (ground,) = history.grounds([entry]).values()
        assert (ground.has_basis, ground.scoring) == (False, "")
        assert history.keep([to_keep(SAMPLE[0])])[0].audit == 2
        assert (history.register(2024).agencies, history.all_decisions()) == ((), ())


def test_agencies_without_years_are_learned_in_the_years_of_their_reports(where: str) -> None:
    """The second revision had one list for all years; one that left no trace is of any year."""
    old = engine(where)
    upgrade(old, "0002")
    columns = "key, rules, name, sha256, agency, year, edition, format, low, high, out_of, errors, warnings, advice, reviews, waived, unread, body, narrative, document"
    values = "'r', :name, 's', :name, 2024, '2021', 'pdf', '90', '91', '100', 1, 2, 3, 4, 5, 6, 'department', :packed, :packed"
    packed = bytes.fromhex("789c030000000001")
    with writing(old) as connection:
        for number, (name, year) in enumerate((("甲局", 2023), ("乙局", 2024)), 1):
            connection.execute(
                text(f"INSERT INTO audits ({columns}) VALUES (:key, {values})"),  # noqa: S608 - written above
                {"key": str(number), "name": name, "packed": packed},
            )
            connection.execute(
                text("INSERT INTO standing VALUES (:name, :year, :audit)"),
                {"name": name, "year": year, "audit": number},
            )
        connection.execute(
            text("INSERT INTO failures VALUES ('x.pdf', 2024, NULL, '丙局', NULL, '打不开')")
        )
        for name in ("甲局", "乙局", "丙局", "丁局"):
            connection.execute(
                text("INSERT INTO agencies VALUES (:name, '清梧市', 'department')"), {"name": name}
            )
    old.dispose()
    with open_history(where) as history:
        states = {
            year: {one.agency: one.state for one in history.due(year)}
            for year in (2022, 2023, 2024)
        }
        assert states == {
            2022: {"丁局": "missing"},
            2023: {"丁局": "missing", "甲局": "filed"},
            2024: {"丁局": "missing", "丙局": "failed", "乙局": "filed", "甲局": "missing"},
        }


def test_what_stood_in_a_history_of_old_stands_still(where: str) -> None:
    """Two agencies, two years, a file of no year, one that took another's place."""
    kept = [
        ("a-old.pdf", "甲局", 2023, "80", True),
        ("a-new.pdf", "甲局", 2024, "90", True),
        ("a-draft.pdf", "甲局", 2024, "70", False),
        ("b.pdf", "乙局", 2024, "95", True),
        ("c.pdf", "c.pdf", None, "60", True),
    ]
    old = engine(where)
    upgrade(old, "0001")
    columns = "id, key, rules, name, sha256, agency, year, parent, edition, format, low, high, out_of, errors, warnings, advice, reviews, waived, unread, body, narrative, document"
    values = ":id, :key, 'r', :name, :name, :agency, :year, '清梧市', '2021', 'pdf', :low, :low, '100', 1, 2, 3, 4, 5, 6, 'department', :packed, :packed"
    with writing(old) as connection:
        for number, (name, agency, year, low, counts) in enumerate(kept, 1):
            row = {
                "id": number,
                "key": name,
                "name": name,
                "agency": agency,
                "year": year,
                "low": low,
            }
            packed = {"packed": bytes.fromhex("789c030000000001")}
            connection.execute(
                text(f"INSERT INTO audits ({columns}) VALUES ({values})"),  # noqa: S608 - ours
                row | packed,
            )
            if counts:
                stands = "INSERT INTO standing VALUES (:agency, :year, :id)"
                connection.execute(text(stands), row | {"year": year or 0})
    old.dispose()
    with open_history(where) as history:
        told = {
            year: [(e.agency, e.name, str(e.low), e.parent, e.body) for e in grading.entries]
            for year, grading in (
                (2023, history.grading(2023)),
                (2024, history.grading(2024)),
                (None, history.yearless()),
            )
        }
        assert told == {
            2023: [("甲局", "a-old.pdf", "80", "清梧市", "department")],
            2024: [
                ("甲局", "a-new.pdf", "90", "清梧市", "department"),
                ("乙局", "b.pdf", "95", "清梧市", "department"),
            ],
            None: [("c.pdf", "c.pdf", "60", "清梧市", "department")],
        }
        (several,) = history.several(2024)
        assert (several.counts.name, several.reason) == ("a-new.pdf", "later")
        assert [other.name for other in several.others] == ["a-draft.pdf"]


def test_opening_again_changes_nothing(where: str) -> None:
    with open_history(where) as history:
        kept = history.keep([to_keep(SAMPLE[0])])
    with open_history(where) as history:
        assert tuple(history.known([to_keep(SAMPLE[0]).key]).values()) == kept


def test_a_newer_schema_is_refused(where: str) -> None:
    with open_history(where) as history, writing(history._database.engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))  # noqa: S608 - ours
    assert refusal(where) == "这个历史记录是新版的 gouji 建立的，请先升级 gouji 再打开"


def test_a_database_with_tables_of_others(where: str) -> None:
    """A database may be shared; where a name is taken, that is said."""
    other = engine(where)
    with writing(other) as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
    open_history(where).close()
    with writing(other) as connection:
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    other.dispose()
    assert "打不开" in refusal(where)


def test_urls_of_files(tmp_path: Path) -> None:
    for name in ("a.db", "带 空格?#%41.db"):
        with open_history(tmp_path / name) as history:
            history.stand(history.keep([to_keep(SAMPLE[0])]))
        assert (tmp_path / name).stat().st_size > 0
    with open_history(f"sqlite:///{tmp_path}/a.db") as history:
        assert history.count() == 1


def test_files_that_are_no_history(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("这不是数据库" * 1000, encoding="utf-8")
    for name in ("text.db", "text.db/below.db", ".", "a\x00b"):
        path = tmp_path / name
        assert refusal(path).startswith(f"历史记录 {path} 打不开")


def test_nothing_is_made_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "folder/none.db"
    with pytest.raises(UsageError, match="还没有历史记录"):
        open_history(path, create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://root:{SECRET}@127.0.0.1/gouji",
        f"postgresql://root:{SECRET}@127.0.0.1:port/gouji",
        f"postgresql://root:{SECRET}@127.0.0.1",
        "sqlite://",
        "sqlite:///:memory:",
        f"://{SECRET}",
        f"http://{SECRET}@example.org/gouji",
    ],
)
def test_urls_of_no_database(url: str) -> None:
    assert refusal(url).startswith("历史记录的网址不对")


def test_a_server_that_is_down() -> None:
    pytest.importorskip("psycopg")
    told = refusal(f"postgresql://gouji:{SECRET}@127.0.0.1:{free_port()}/gouji?password={SECRET}")
    assert told.startswith("历史记录打不开：连不上127.0.0.1 上的数据库 gouji（")


def test_a_database_that_is_not_there() -> None:
    running = server()
    if running is None:
        pytest.skip("没有装 PostgreSQL")
    told = refusal(running.url("none", SECRET))
    assert told.startswith("历史记录打不开：连不上127.0.0.1 上的数据库 none（")


def test_a_missing_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = refusal(f"postgresql://gouji:{SECRET}@127.0.0.1/gouji")
    assert told.startswith(f"这个功能要用到 psycopg，{python_in_use()}里还没有安装；请先运行 ")


def test_a_history_that_breaks_while_open(tmp_path: Path) -> None:
    path = tmp_path / "gouji.db"
    with open_history(path) as history:
        history.keep([to_keep(SAMPLE[0])])
    with open_history(path) as history:
        other = sqlite3.connect(path)
        other.execute("DROP TABLE decisions")
        other.close()
        with pytest.raises(HistoryError) as told:
            history.decisions("清梧市水利局", 2024)
    assert str(told.value).startswith(f"历史记录 {path} 读不了（")


def test_a_history_is_its_owners_only(tmp_path: Path) -> None:
    with open_history(tmp_path / "new/gouji.db") as history:
        history.learn(2024, [Agency("清梧市水利局")])
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "new").iterdir()}
    assert modes == dict.fromkeys(("gouji.db", "gouji.db-wal", "gouji.db-shm"), 0o600)
