"""Programs share a server: each sees its own, none keeps another waiting, nothing lies there long."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import servekit
from servekit import (
    PATIENCE,
    ROOT,
    Limits,
    Settings,
    Token,
    delete,
    get,
    held,
    served,
    until,
    worker_up,
    workers_here,
)

TEXT = (ROOT / "fixtures/clean-2024.txt").read_bytes()
TOKENS = (Token("系统甲", "a" * 30), Token("系统乙", "b" * 30))
FIRST, SECOND = ({"Authorization": f"Bearer {token.secret}"} for token in TOKENS)
LIMITS = Limits(workers=1, client_queue=12, interface_seconds=600)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("interface") / "data"


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[str]:
    with served(Settings(tokens=TOKENS, data=data, limits=LIMITS)) as address:
        yield address


@pytest.fixture
def address(server: str) -> Iterator[str]:
    """A server on which nothing lies, before a test and after it."""
    yield server
    for headers in (FIRST, SECOND):
        for one in listed(server, headers):
            delete(f"{server}/api/audits/{one['id']}", headers=headers)


def post(
    address: str, headers: dict[str, str], name: str, data: bytes, times: int = 1
) -> httpx.Response:
    files = [("files", (name, data))] * times
    return servekit.post(f"{address}/api/audits", headers=headers, files=files)


def listed(address: str, headers: dict[str, str]) -> list[dict[str, str]]:
    audits: list[dict[str, str]] = get(f"{address}/api/audits", headers=headers).json()["audits"]
    return audits


def test_each_program_lists_fetches_and_deletes_its_own(address: str, data: Path) -> None:
    sent = post(address, FIRST, "a.txt", TEXT).json()["audits"][0]
    place = f"{address}/api/audits/{sent['id']}"
    (own,) = listed(address, FIRST)
    assert (own["id"], own["name"], own["state"]) == (sent["id"], "a.txt", "done")
    assert listed(address, SECOND) == []
    assert [ask(place, headers=SECOND).status_code for ask in (get, delete)] == [404, 404]
    assert delete(place).status_code == 401
    assert get(place, headers=FIRST).json() == sent["audit"]
    record = json.loads((data / "audits" / sent["id"] / "record.json").read_text())
    assert 0 < record["expires"] - record["made"] - 600 < PATIENCE
    assert not (data / "audits" / sent["id"] / "original").exists()  # it is of no more use
    gone = delete(place, headers=FIRST)
    assert (gone.status_code, gone.content) == (204, b"")
    assert not (data / "audits" / sent["id"]).exists()
    assert [get(place, headers=FIRST).status_code, listed(address, FIRST)] == [404, []]


def test_who_sends_much_keeps_nobody_else_waiting(address: str, data: Path) -> None:
    worker_up(address)
    with ThreadPoolExecutor(2) as senders:
        with held(workers_here()):
            much = senders.submit(post, address, FIRST, "a.txt", TEXT, 10)
            until(lambda: len(listed(address, FIRST)) == 10)
            more = post(address, FIRST, "a.txt", TEXT, 10)
            assert (more.status_code, more.headers["Retry-After"]) == (429, "20")
            assert "在排队" in more.json()["error"]
            assert {one["state"] for one in listed(address, FIRST)} == {"pending"}
            early = get(f"{address}/api/audits/{listed(address, FIRST)[0]['id']}", headers=FIRST)
            assert (early.status_code, "Retry-After" in early.headers) == (202, True)
            little = senders.submit(post, address, SECOND, "b.txt", TEXT)
            until(lambda: listed(address, SECOND))
        assert [much.result().status_code, little.result().status_code] == [200, 200]
    made = sorted((data / "audits").glob("*/audit.json"), key=lambda path: path.stat().st_mtime_ns)
    (of_second,) = (one["id"] for one in listed(address, SECOND))
    # They take turns: one of the ten was taken up before it was sent, another may be before it.
    assert [path.parent.name for path in made].index(of_second) <= 2
    for one in listed(address, FIRST):
        delete(f"{address}/api/audits/{one['id']}", headers=FIRST)
    assert listed(address, FIRST) == []


def test_results_of_programs_are_kept_for_minutes(tmp_path: Path) -> None:
    """Its place tells: on a slow machine it may be over before its sender has been told of it."""
    limits = Limits(workers=1, interface_seconds=0.5)
    shelf = tmp_path / "audits"
    with (
        served(Settings(tokens=TOKENS, data=tmp_path, limits=limits)) as address,
        ThreadPoolExecutor(1) as sender,
    ):
        worker_up(address)
        with held(workers_here()):
            sender.submit(post, address, FIRST, "a.txt", TEXT)
            until(lambda: list(shelf.iterdir()))
            place = f"{address}/api/audits/{next(shelf.iterdir()).name}"
            assert get(place, headers=FIRST).status_code == 202
        until(lambda: get(place, headers=FIRST).status_code == 404)


def test_requests_with_files_arrive_a_few_at_a_time() -> None:
    limits = Limits(workers=1, client_receiving=1)
    with served(Settings(tokens=TOKENS, limits=limits)) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as slow:
            slow.sendall(
                f"POST /api/audits HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5000\r\n"
                f"Authorization: {FIRST['Authorization']}\r\nExpect: 100-continue\r\n"
                "Content-Type: multipart/form-data; boundary=x\r\n\r\n".encode()
            )
            # Told once it has been let in: a request that overtook it would be in its place.
            assert b"100 Continue" in slow.recv(1000)
            told = post(address, FIRST, "a.txt", TEXT)
            assert (told.status_code, told.headers["Retry-After"]) == (503, "20")
            assert "正在接收的文件太多" in told.json()["error"]
            assert post(address, SECOND, "a.txt", TEXT).status_code == 200


REPORT = ("files", ("a.txt", TEXT))
PREVIOUS = ("previous", ("b.txt", TEXT))
WRONG_FORMS = [
    ({}, [PREVIOUS], "missing_field", "files", "还没有选文件"),
    (
        {"file": "a"},
        [REPORT],
        "unknown_field",
        "file",
        "不能有「file」这个字段（是不是「files」？）",
    ),
    ({}, [REPORT, ("prevoius", ("b.txt", TEXT))], "unknown_field", "prevoius", "「previous」"),
    ({"files": "a.txt"}, [PREVIOUS], "invalid_field", "files", "「files」应该是文件"),
    ({"previous": "b.txt"}, [REPORT], "invalid_field", "previous", "「previous」应该是文件"),
    ({}, [REPORT, ("body", ("b.txt", b"x"))], "invalid_field", "body", "「body」应该是文字"),
    ({}, [REPORT, PREVIOUS, PREVIOUS], "invalid_field", "previous", "只能有一个"),
    ({"published": "昨天"}, [REPORT], "invalid_field", "published", "公布日期不对"),
    ({"body": "school"}, [REPORT], "invalid_field", "body", "没有这一种机关"),
    ({"body": "town"}, [REPORT, REPORT], "invalid_field", "files", "一次只能用于一份报告"),
]


@pytest.mark.parametrize(("texts", "files", "code", "field", "sentence"), WRONG_FORMS)
def test_what_is_wrong_with_a_form_is_told_by_field(
    address: str,
    texts: dict[str, str],
    files: list[tuple[str, tuple[str, bytes]]],
    code: str,
    field: str,
    sentence: str,
) -> None:
    place = f"{address}/api/audits"
    answer = servekit.post(place, headers=SECOND, data=texts, files=files)
    told = answer.json()
    assert (answer.status_code, list(told)) == (422, ["error", "code", "field"])
    assert (told["code"], told["field"]) == (code, field)
    assert sentence in told["error"]


def test_fields_in_the_address_are_refused_too(address: str) -> None:
    place = f"{address}/api/audits?published=2025-01-20"
    answer = servekit.post(place, headers=SECOND, files=[REPORT])
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        422,
        "unknown_field",
        "published",
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{}", "application/json"),
        (TEXT, "text/plain"),
        (b"a=b", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_of_another_kind_is_415(address: str, content: bytes, kind: str) -> None:
    headers = {**SECOND, "Content-Type": kind}
    answer = servekit.post(f"{address}/api/audits", headers=headers, content=content)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert "multipart/form-data" in answer.json()["error"]


def test_the_wrong_report_of_last_year_is_told(address: str) -> None:
    """The report itself as that of the year before: nothing is judged by it."""
    answer = servekit.post(f"{address}/api/audits", headers=SECOND, files=[REPORT, PREVIOUS])
    (one,) = answer.json()["audits"]
    assert (one["error"], one["code"], one["audit"]["findings"]) == (None, None, [])
    assert one["audit"]["notes"] == [
        "作为上年报告的文件与这份报告是同一个文件，没有与上年核对；请换成本机关2023年度的报告"
    ]
