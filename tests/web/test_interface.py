"""Programs share a server: each sees its own, none keeps another waiting, nothing lies there long."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from servekit import ROOT, Limits, Settings, Token, served, until, visiting

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


def test_who_sends_much_keeps_nobody_else_waiting(address: str) -> None:
    answers: list[httpx.Response] = []
    busy = threading.Thread(target=lambda: answers.append(post(address, FIRST, "a.pdf", PDF, 10)))
    busy.start()
    until(lambda: len(listed(address, FIRST)) == 10)
    more = post(address, FIRST, "a.pdf", PDF, 10)
    assert (more.status_code, more.headers["Retry-After"]) == (429, "20")
    assert "在排队" in more.json()["error"]
    with visiting(address) as other:
        quick = other.post("/api/audits", headers=SECOND, files={"files": ("b.txt", TEXT)})
    assert quick.status_code == 200
    states = [one["state"] for one in listed(address, FIRST)]
    assert states.count("pending") >= 5
    waiting = next(one for one in listed(address, FIRST) if one["state"] == "pending")
    place = f"{address}/api/audits/{waiting['id']}"
    early = httpx.get(place, headers=FIRST)
    assert early.status_code in {200, 202}
    assert ("Retry-After" in early.headers) is (early.status_code == 202)
    for one in listed(address, FIRST):
        httpx.delete(f"{address}/api/audits/{one['id']}", headers=FIRST)
    busy.join()
    assert listed(address, FIRST) == []


def test_results_of_programs_are_kept_for_minutes() -> None:
    limits = Limits(workers=1, interface_seconds=0.5)
    with served(Settings(tokens=TOKENS, limits=limits)) as address:
        number = post(address, FIRST, "a.txt", TEXT).json()["audits"][0]["id"]
        place = f"{address}/api/audits/{number}"
        until(lambda: httpx.get(place, headers=FIRST).status_code == 404)


def test_requests_with_files_arrive_a_few_at_a_time() -> None:
    import socket

    limits = Limits(workers=1, client_receiving=1)
    with served(Settings(tokens=TOKENS, limits=limits)) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as slow:
            slow.sendall(
                f"POST /api/audits HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5000\r\n"
                f"Authorization: {FIRST['Authorization']}\r\n"
                "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x".encode()
            )
            until(lambda: post(address, FIRST, "", b"").status_code == 503)
            told = post(address, FIRST, "a.txt", TEXT)
            assert (told.status_code, told.headers["Retry-After"]) == (503, "20")
            assert "正在接收的文件太多" in told.json()["error"]
            assert post(address, SECOND, "a.txt", TEXT).status_code == 200
