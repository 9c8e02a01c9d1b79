"""What an office settles, decides and returns on the page of a kept audit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from servekit import Settings, TestClient, accounts_file, client, csrf, sign_in

from gouji.store import open_history
from gradingkit import SAMPLE, Made, audited
from store.kept import to_keep

WATER, CIVIL, OFFICE, MONEY, TORN = SAMPLE
CELL = "t3.granted.natural"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    where = str(tmp_path / "gouji.db")
    with open_history(where) as history:
        history.stand(history.keep([to_keep(made) for made in SAMPLE]))
    return Settings(accounts=accounts_file(tmp_path), history=where)


@pytest.fixture
def office(settings: Settings) -> Iterator[TestClient]:
    with client(settings) as visitor:
        sign_in(visitor, "王科长")
        yield visitor


def page_of(settings: Settings, agency: str) -> str:
    with open_history(settings.history or "") as history:
        entry = history.standing(agency, 2024)
    assert entry
    return f"/history/{entry.audit}"


def sent(office: TestClient, path: str, what: str, **fields: str):  # noqa: ANN201
    return office.post(f"{path}/{what}", data={"csrf": csrf(office, path), **fields})


def test_cells_are_settled_on_the_page(office: TestClient, settings: Settings) -> None:
    path = page_of(settings, TORN.agency)
    page = office.get(path).text
    assert "表三「（一）予以公开」（7 格）" in page
    fields = {f"cell:{CELL}": " 3 ", "cell:t3.granted.business": ""}
    answer = sent(office, path, "settlements", **fields, reason="对照原件", evidence="第<b>3</b>页")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path}#open")
    with open_history(settings.history or "") as history:
        (made,) = history.settlements_for([(TORN.agency, 2024)])[TORN.agency, 2024]
    assert (made.locus, made.value, made.who, made.reason, made.evidence, made.sha256) == (
        CELL,
        "3",
        "王科长",
        "对照原件",
        "第<b>3</b>页",
        audited(TORN).document.sha256,
    )
    told = (
        't3.granted.natural：3<span class="soft">（王科长，对照原件，见第&lt;b&gt;3&lt;/b&gt;页）'
    )
    assert told in office.get(path).text


def test_a_verdict_is_settled_on_the_page(office: TestClient, settings: Settings) -> None:
    path = page_of(settings, MONEY.agency)
    fields = {"code": "R412", "locus": "t3.column:charity", "seen": "符合", "reason": "对照原件"}
    assert sent(office, path, "settlements", **fields).status_code == 303
    with open_history(settings.history or "") as history:
        (made,) = history.settlements_for([(MONEY.agency, 2024)])[MONEY.agency, 2024]
    assert (made.code, made.locus, made.value) == ("R412", "t3.column:charity", "pass")


def test_a_cause_is_decided_on_the_page(office: TestClient, settings: Settings) -> None:
    told = audited(CIVIL).instructions
    number, keys = next((n, i.findings) for n, i in enumerate(told, 1) if len(i.findings) > 1)
    path = page_of(settings, CIVIL.agency)
    assert f"一起作出决定（{len(keys)} 个问题）" in office.get(path).text
    answer = sent(office, path, "causes", cause=str(number), ruling="dismiss", comment="已核实")
    assert answer.status_code == 303
    with open_history(settings.history or "") as history:
        made = history.decisions(CIVIL.agency, 2024)
    assert [(d.code, d.locus) for d in made] == keys
    assert {(d.ruling, d.comment, d.who) for d in made} == {("dismissed", "已核实", "王科长")}
    assert office.get(path).text.count("已驳回：王科长") == len(keys)


def test_a_report_is_returned_on_the_page(office: TestClient, settings: Settings) -> None:
    path = page_of(settings, OFFICE.agency)
    answer = sent(office, path, "return", due="2999-03-01", comment="<i>请改</i>")
    assert answer.status_code == 303
    page = office.get(path).text
    today = date.today().isoformat()  # noqa: DTZ011 - the page's own day
    assert f"<td>{today}</td><td>2999-03-01</td><td></td><td>正在改</td>" in page
    assert "&lt;i&gt;请改&lt;/i&gt;" in page


REFUSED = [
    (TORN, "settlements", {f"cell:{CELL}": "三", "reason": "x"}, "列要写纸上的数，空着的写「空白」"),
    (TORN, "settlements", {f"cell:{CELL}": "3", "reason": ""}, "请写明谁核定的，以及为什么"),
    (TORN, "settlements", {f"cell:{CELL}": "3", "reason": "长" * 501}, "写在 500 字以内"),
    (TORN, "settlements", {"cell:t3.new.total": "3", "reason": "x"}, "不能另行核定"),
    (TORN, "settlements", {"cell:<b>": "3", "reason": "x"}, "没有 &lt;b&gt; 这一格"),
    (TORN, "settlements", {"reason": "x"}, "一格也没有填"),
    (TORN, "settlements", {"code": "P206", "locus": "contact", "seen": "符合", "reason": "x"}, "一格也没有填"),
    (OFFICE, "causes", {"cause": "9", "ruling": "dismiss", "comment": "x"}, "没有第 9 处"),
    (OFFICE, "causes", {"cause": "x", "ruling": "dismiss", "comment": "x"}, "没有第 0 处"),
    (OFFICE, "causes", {"cause": "1", "ruling": "dismiss", "comment": ""}, "请写明为什么这样认定"),
    (OFFICE, "causes", {"cause": "1", "ruling": "forget", "comment": "x"}, "请选「确认」或者「驳回」"),
    (OFFICE, "return", {"due": "明天"}, "期限请写成 2025-03-01 的样子"),
    (OFFICE, "return", {"due": "2020-01-01"}, "改正的期限不能早于退回的日期"),
    (WATER, "return", {"due": "2999-01-01"}, "没有要改的问题，不用退回"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "what", "fields", "said"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_kept(
    office: TestClient,
    settings: Settings,
    made: Made,
    what: str,
    fields: dict[str, str],
    said: str,
) -> None:
    path = page_of(settings, made.agency)
    answer = sent(office, path, what, **fields)
    assert (answer.status_code, said in answer.text) == (422, True)
    with open_history(settings.history or "") as history:
        assert (history.all_decisions(), history.rounds()) == ((), ())
        assert history.settlements_for([(made.agency, 2024)])[made.agency, 2024] == ()


@pytest.mark.parametrize("what", ["settlements", "causes", "return"])
def test_forms_are_of_this_session_and_of_an_office(
    office: TestClient, settings: Settings, what: str
) -> None:
    path = page_of(settings, OFFICE.agency)
    assert office.post(f"{path}/{what}", data={"cause": "1"}).status_code == 403
    assert office.post(f"{path}/{what}", data={"csrf": "x"}).status_code == 403
    token = csrf(office, path)
    assert office.post(f"/history/99/{what}", data={"csrf": token}).status_code == 404
