"""The office's register: looked at, found in, imported after a look, taken home."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from servekit import TestClient, accounts_file, client, csrf, sign_in

from gouji.register.excel import read_register
from gouji.store import open_history
from gouji.web.settings import Limits, Settings
from gradingkit import SAMPLE
from store.kept import to_keep

FIRST = "机关名称,上级机关,别名\n清梧市,,\n清梧市水利局,清梧市,水利局\n清梧市<b>局,清梧市,\n"
NEXT = "机关名称,上级机关,曾用名\n清梧市,,\n清梧市水务局,清梧市,清梧市水利局\n"
WRONG = "机关名称\n甲局\n甲局\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    where = str(tmp_path / "gouji.db")
    with open_history(where) as history:
        history.stand(history.keep([to_keep(SAMPLE[0])]))
    return Settings(accounts=accounts_file(tmp_path), history=where, limits=Limits(uploads=100))


@pytest.fixture
def office(settings: Settings) -> Iterator[TestClient]:
    with client(settings) as visitor:
        sign_in(visitor, "王科长")
        yield visitor


def looked(office: TestClient, year: str, text: str, **more: str) -> tuple[int, str]:
    form = {"csrf": csrf(office, "/register/2024"), "year": year} | more
    files = {"file": ("名录.csv", text.encode("gbk"), "text/csv")}
    answer = office.post("/register/preview", data=form, files=files)
    return answer.status_code, answer.text


def imported(office: TestClient, page: str) -> int:
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    form = {"csrf": csrf(office, "/register/2024"), "key": key[1]}
    return office.post("/register/import", data=form).status_code


def test_a_register_is_imported_after_a_look(office: TestClient, settings: Settings) -> None:
    status, page = looked(office, "2024", FIRST)
    assert (status, "读出机关 3 个，应报送 3 个" in page) == (200, True)
    with open_history(settings.history or "") as history:
        assert history.imports() == ()  # a look changes nothing
    assert [imported(office, page), imported(office, page)] == [303, 409]
    shown = office.get("/register/2024").text
    assert "应报送的机关 3 个，已报送 1 个，未报送 2 个。" in shown
    assert "清梧市&lt;b&gt;局" in shown
    assert "王科长" in shown
    found = office.get("/register/2024?q=水利").text
    assert re.findall(r'<tr><th scope="row">(.*?)</th>', found) == ["清梧市水利局"]
    taken = office.get("/register/2024/export").content
    with open_history(settings.history or "") as history:
        assert read_register("x", taken, 2024).register.agencies == history.register(2024).agencies


def test_what_a_second_year_changes(office: TestClient) -> None:
    imported(office, looked(office, "2024", FIRST)[1])
    page = looked(office, "2025", NEXT)[1]
    assert re.findall(r"<tr><td>(.*?)</td><th scope=\"row\">(.*?)</th><td>(.*?)</td>", page) == [
        ("更名", "清梧市水务局", "原清梧市水利局"),
        ("撤销", "清梧市&lt;b&gt;局", "名录里没有了"),
    ]
    assert "沿用2024年度的" in office.get("/register/2025").text
    assert office.get("/register").headers["Location"] == "/register/2024"


def test_one_with_errors_cannot_be_imported(office: TestClient) -> None:
    status, page = looked(office, "2024", WRONG)
    assert status == 200
    assert "名录.csv 第 3 行：甲局写了两次（第 2 行已有），请删去一行" in page
    assert 'name="key"' not in page


@pytest.mark.parametrize(
    ("year", "text", "more", "status", "sentence"),
    [
        ("1999", FIRST, {}, 422, "年度不对"),
        ("x", FIRST, {}, 422, "年度不对"),
        ("2024", "上级机关\n清梧市\n", {}, 422, "没有「机关名称」一列"),
        ("2024", FIRST, {"csrf": "0" * 64}, 403, "已经过期"),
    ],
)
def test_what_is_refused(
    office: TestClient, year: str, text: str, more: dict[str, str], status: int, sentence: str
) -> None:
    found, page = looked(office, year, text, **more)
    assert (found, sentence in page) == (status, True)


def test_only_an_office_sees_it(settings: Settings) -> None:
    with client(settings) as visitor:
        sign_in(visitor, "张三")
        paths = ("/register", "/register/2024", "/register/2024/export")
        assert [visitor.get(path).status_code for path in paths] == [403] * 3
