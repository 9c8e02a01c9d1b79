"""What an office sees of the history and decides on it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from servekit import Settings, TestClient, accounts_file, client, csrf, served, sign_in, visiting

from gouji.model.grading import Agency
from gouji.store import open_history
from gradingkit import SAMPLE, Made
from store.kept import to_keep

SCHOOLS = tuple(
    Made(f"xuexiao/{n:02}.txt", agency=f"丹穗县第{n:02}学校管理局", parent="丹穗县")
    for n in range(60)
)
LAST_YEAR = Made("2023/shuili.txt", year=2023, parent="清梧市")
FINANCE = "丹穗县财政局"
TORN = SAMPLE[-1]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("history")
    where = str(folder / "gouji.db")
    with open_history(where) as history:
        kept = history.keep([to_keep(made) for made in (*SAMPLE, LAST_YEAR, *SCHOOLS)])
        history.stand(kept)
        history.learn(2024, [Agency(e.agency, e.parent, e.body) for e in kept])
    return Settings(accounts=accounts_file(folder), history=where)


@pytest.fixture(scope="module")
def office(settings: Settings) -> Iterator[TestClient]:
    with client(settings) as visitor:
        sign_in(visitor, "王科长")
        yield visitor


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/history/\d+">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("agency=水利", ["清梧市水利局", "清梧市水利局"]),
        ("year=2023", ["清梧市水利局"]),
        ("year=2024&parent=清梧市", ["清梧市民政局", "清梧市水利局"]),
        ("agency=财政&grade=优秀", [FINANCE]),
        ("code=P203", ["清梧市民政局"]),
        ("year=2024&grade=待定", [TORN.agency]),
        ("body=office", ["丹穗县人民政府办公室"]),
        ("year=1999", []),
        ("year=x&agency=%3Cscript%3E", []),
        ("agency=%25", []),
        ("agency=' OR 1=1 --", []),
        ("code=X999", []),
    ],
)
def test_filters_leave_what_they_name(office: TestClient, query: str, found: list[str]) -> None:
    page = office.get(f"/history?{query}").text
    assert sorted(names(page)) == sorted(found)
    assert f"共 {len(found)} 份" in page
    assert "<script>" not in page.replace('<script src="/static/web.js" defer></script>', "")


def test_the_summary_of_every_year_is_offered(office: TestClient) -> None:
    found = re.findall(r'href="(/summary/[^"]*)"', office.get("/history").text)
    assert found == ["/summary/2024", "/summary/2023"]


def test_a_long_list_has_pages_and_keeps_its_filters(office: TestClient) -> None:
    first = office.get("/history?agency=学校&year=2024")
    more = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert more
    second = office.get(more[1].replace("&amp;", "&"))
    assert [len(names(page.text)) for page in (first, second)] == [50, 10]
    assert set(names(first.text)).isdisjoint(names(second.text))
    for page in ("0", "-1", "999", "x", "9" * 30):
        assert office.get(f"/history?page={page}").status_code == 200


def opened(office: TestClient, agency: str) -> str:
    page = office.get("/history", params={"agency": agency, "year": "2024"}).text
    found = re.search(rf'href="(/history/\d+)">{agency}<', page)
    assert found
    return found[1]


def test_a_decision_is_kept_with_who_and_when_and_why(
    office: TestClient, settings: Settings
) -> None:
    path = opened(office, FINANCE)
    finding = {"code": "S103", "locus": "s5"}
    form = {"csrf": csrf(office, path), **finding, "ruling": "dismiss", "comment": "已<b>说明</b>"}
    answer = office.post(f"{path}/decisions", data=form)
    assert (answer.status_code, answer.headers["Location"][: len(path) + 2]) == (303, f"{path}#p")
    page = office.get(path).text
    assert re.search(
        r"已驳回：王科长，\d{4}-\d\d-\d\d \d\d:\d\d　「已&lt;b&gt;说明&lt;/b&gt;」", page
    )
    office.post(f"{path}/decisions", data={**form, "ruling": "confirm", "comment": ""})
    page = office.get(path).text
    assert "已确认：王科长" in page
    assert "全部决定（2）" in page
    with open_history(settings.history or "") as history:
        kept = history.decisions(FINANCE, 2024)
    assert [(d.code, d.locus, d.ruling, d.comment, d.who) for d in kept] == [
        ("S103", "s5", "dismissed", "已<b>说明</b>", "王科长"),
        ("S103", "s5", "confirmed", "", "王科长"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"comment": ""}, "要写明理由"),
        ({"ruling": "forget"}, "请选「确认」或者「驳回」"),
        ({"locus": "s1"}, "没有这个问题"),
        ({"code": "<script>"}, "没有这个问题"),
        ({"comment": "长" * 501}, "写在 500 字以内"),
    ],
)
def test_what_is_no_decision_is_refused(
    office: TestClient, change: dict[str, str], said: str
) -> None:
    path = opened(office, FINANCE)
    form = {
        "csrf": csrf(office, path),
        "code": "S103",
        "locus": "s5",
        "ruling": "dismiss",
        "comment": "x",
    }
    answer = office.post(f"{path}/decisions", data=form | change)
    assert (answer.status_code, said in answer.text) == (422, True)
    del form["csrf"]
    assert office.post(f"{path}/decisions", data=form).status_code == 403


@pytest.mark.parametrize("number", ["999999", "0", "-1", "9" * 30, "x"])
@pytest.mark.parametrize("end", ["", "/report"])
def test_what_the_history_does_not_have_is_not_there(
    office: TestClient, number: str, end: str
) -> None:
    answer = office.get(f"/history/{number}{end}")
    assert answer.status_code == (422 if number == "x" else 404)
    assert "没有办成" in answer.text


def test_the_report_of_an_entry_stands_alone(office: TestClient) -> None:
    answer = office.get(opened(office, FINANCE) + "/report")
    assert FINANCE in answer.text
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_summary_is_made_by_a_worker(settings: Settings) -> None:
    with served(settings) as address, visiting(address) as office:
        sign_in(office, "王科长")
        page = office.get("/summary")
        assert page.url.path == "/summary/2024"
        assert "应报送的机关" in page.text
        assert "sandbox" in page.headers["Content-Security-Policy"]
        assert office.get("/summary/1999").status_code == 404


def test_a_history_that_fails_is_a_sentence_without_its_place(tmp_path: Path) -> None:
    where = tmp_path / "gouji.db"
    broken = client(Settings(accounts=accounts_file(tmp_path), history=str(where)))
    sign_in(broken, "王科长")
    assert "还没有报告" in broken.get("/summary").text
    with closing(sqlite3.connect(where)) as database:
        database.execute("DROP TABLE standing")
        database.commit()
    answer = broken.get("/history")
    assert answer.status_code == 503
    assert "历史记录暂时用不了" in answer.text
    assert str(tmp_path) not in answer.text
