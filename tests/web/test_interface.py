"""Programs share a server: each sees its own, none keeps another waiting, nothing lies there long."""

import json
import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from servekit import ROOT, Limits, Settings, Token, served, until

PDF = (ROOT / "fixtures/wuzhong-2024.pdf").read_bytes()
TEXT = (ROOT / "fixtures/clean-2024.txt").read_bytes()
TOKENS = (Token("系统甲", "a" * 30), Token("系统乙", "b" * 30))
FIRST, SECOND = ({"Authorization": f"Bearer {token.secret}"} for token in TOKENS)
LIMITS = Limits(workers=1, client_queue=12, interface_seconds=600)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("interface") / "data"


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with served(Settings(tokens=TOKENS, data=data, limits=LIMITS)) as address:
        yield address


def post(
    address: str, headers: dict[str, str], name: str, data: bytes, times: int = 1
) -> httpx.Response:
    files = [("files", (name, data))] * times
    return httpx.post(f"{address}/api/audits", headers=headers, files=files, timeout=120)


def listed(address: str, headers: dict[str, str]) -> list[dict[str, str]]:
    audits: list[dict[str, str]] = httpx.get(f"{address}/api/audits", headers=headers).json()[
        "audits"
    ]
    return audits


def test_each_program_lists_fetches_and_deletes_its_own(address: str, data: Path) -> None:
    sent = post(address, FIRST, "a.txt", TEXT).json()["audits"][0]
    place = f"{address}/api/audits/{sent['id']}"
    (own,) = listed(address, FIRST)
    assert (own["id"], own["name"], own["state"]) == (sent["id"], "a.txt", "done")
    assert listed(address, SECOND) == []
    assert [f(place, headers=SECOND).status_code for f in (httpx.get, httpx.delete)] == [404, 404]
    assert httpx.delete(place).status_code == 401
    assert httpx.get(place, headers=FIRST).json() == sent["audit"]
    record = json.loads((data / "audits" / sent["id"] / "record.json").read_text())
    assert 0 < record["expires"] - record["made"] - 600 < 120
    assert not (data / "audits" / sent["id"] / "original").exists()  # it is of no more use
    gone = httpx.delete(place, headers=FIRST)
    assert (gone.status_code, gone.content) == (204, b"")
    assert not (data / "audits" / sent["id"]).exists()
    assert [httpx.get(place, headers=FIRST).status_code, listed(address, FIRST)] == [404, []]


@contextmanager
def workers_held() -> Iterator[None]:
    """The workers of servers in this process stand still, so that nothing waiting is taken up."""
    until(multiprocessing.active_children)
    pids = [worker.pid for worker in multiprocessing.active_children() if worker.pid]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_who_sends_much_keeps_nobody_else_waiting(address: str) -> None:
    with ThreadPoolExecutor(2) as senders:
        with workers_held():
            much = senders.submit(post, address, FIRST, "a.pdf", PDF, 10)
            until(lambda: len(listed(address, FIRST)) == 10)
            more = post(address, FIRST, "a.pdf", PDF, 10)
            assert (more.status_code, more.headers["Retry-After"]) == (429, "20")
            assert "在排队" in more.json()["error"]
            assert {one["state"] for one in listed(address, FIRST)} == {"pending"}
            early = httpx.get(
                f"{address}/api/audits/{listed(address, FIRST)[0]['id']}", headers=FIRST
            )
            assert (early.status_code, "Retry-After" in early.headers) == (202, True)
            little = senders.submit(post, address, SECOND, "b.txt", TEXT)
            until(lambda: listed(address, SECOND))
        assert little.result().status_code == 200
        assert not much.done()  # they take turns: of ten, two or three were before it
        for one in listed(address, FIRST):
            httpx.delete(f"{address}/api/audits/{one['id']}", headers=FIRST)
    assert listed(address, FIRST) == []


def test_results_of_programs_are_kept_for_minutes() -> None:
    limits = Limits(workers=1, interface_seconds=0.5)
    with served(Settings(tokens=TOKENS, limits=limits)) as address:
        number = post(address, FIRST, "a.txt", TEXT).json()["audits"][0]["id"]
        place = f"{address}/api/audits/{number}"
        until(lambda: httpx.get(place, headers=FIRST).status_code == 404)


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
    answer = httpx.post(place, headers=SECOND, data=texts, files=files, timeout=60)
    told = answer.json()
    assert (answer.status_code, list(told)) == (422, ["error", "code", "field"])
    assert (told["code"], told["field"]) == (code, field)
    assert sentence in told["error"]


def test_fields_in_the_address_are_refused_too(address: str) -> None:
    place = f"{address}/api/audits?published=2025-01-20"
    answer = httpx.post(place, headers=SECOND, files=[REPORT], timeout=60)
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
    answer = httpx.post(f"{address}/api/audits", headers=headers, content=content, timeout=60)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert "multipart/form-data" in answer.json()["error"]


def test_the_wrong_report_of_last_year_is_told(address: str) -> None:
    """The report itself as that of the year before: nothing is judged by it."""
    answer = httpx.post(
        f"{address}/api/audits", headers=SECOND, files=[REPORT, PREVIOUS], timeout=120
    )
    (one,) = answer.json()["audits"]
    assert (one["error"], one["code"], one["audit"]["findings"]) == (None, None, [])
    assert one["audit"]["notes"] == [
        "作为上年报告的文件与这份报告是同一个文件，没有与上年核对；请换成本机关2023年度的报告"
    ]
