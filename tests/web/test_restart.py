"""Whatever ends a server, nothing of it goes on, and the next one knows what lies there."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from servekit import (
    PATIENCE,
    ROOT,
    Settings,
    accounts_file,
    csrf,
    get,
    held,
    post,
    process,
    send_in,
    served,
    sign_in,
    until,
    visiting,
    worker_up,
)

from gouji.errors import UsageError
from gouji.web.folder import Folder
from processes import lives

PDF = (ROOT / "fixtures/wuzhong-2024.pdf").read_bytes()
TEXT = (ROOT / "fixtures/clean-2024.txt").read_bytes()
MANY = [("files", (f"{n}.pdf", PDF)) for n in range(10)]


def below(pid: int) -> Iterator[int]:
    """All processes below ``pid``, as long as it lives."""
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield int(child)
            yield from below(int(child))


def documents(folder: Path) -> list[Path]:
    return [
        p for p in folder.rglob("*") if p.name in {"original", "previous"} or p.suffix == ".pdf"
    ]


def send_many(visitor: httpx.Client) -> list[str]:
    """Send in more than is audited at once; give the paths, the newest first."""
    answer = visitor.post("/audits", data={"csrf": csrf(visitor, "/")}, files=MANY)
    paths = [part.split('"')[0] for part in answer.text.split('href="/audits/')[1:]]
    return [f"/audits/{path}" for path in dict.fromkeys(paths) if len(path) == 32]


def test_after_kill_9_nothing_runs_and_nothing_is_said_to_be_under_way(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with process(tmp_path, "--data", str(data)) as (server, address), visiting(address) as visitor:
        send_in(visitor, "a.txt", TEXT)  # the worker is up, and its child
        children = [*below(server.pid)]
        assert len(children) >= 2
        with held(children):
            send_many(visitor)
            server.kill()
            server.wait()
        cookies = visitor.cookies
    until(lambda: not any(map(lives, children)))
    until(lambda: not (data / "tmp").exists())
    assert len([*(data / "audits").iterdir()]) == 11  # each had its record when it was taken
    with process(tmp_path, "--data", str(data)) as (_, address):
        page = get(f"{address}/audits", cookies=cookies).text
        assert get(f"{address}/audits/state", cookies=cookies).json()["pending"] == 0
        assert "正在" not in page
        assert page.count("服务器重启，请再交一次") == 10
        states = []
        for folder in (data / "audits").iterdir():
            states.append(json.loads((folder / "record.json").read_text())["state"])
            lying = [path.name for path in folder.iterdir()]
            assert states[-1] == "done" or lying == ["record.json"]
        assert sorted(states) == ["done"] + ["refused"] * 10


def test_what_is_deleted_while_it_is_made_is_gone_at_once_and_stays_gone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with process(tmp_path, "--data", str(data)) as (server, address), visiting(address) as visitor:
        paths = send_many(visitor)
        assert len(paths) == 10
        for path in paths:
            visitor.post(f"{path}/delete", data={"csrf": csrf(visitor, "/")})
            assert not (data / path[1:] / "original").exists()
        assert documents(data) == []
        server.kill()
    with process(tmp_path, "--data", str(data)):
        assert list((data / "audits").iterdir()) == []


def test_without_a_directory_of_its_own_kill_9_leaves_no_document(tmp_path: Path) -> None:
    with process(tmp_path) as (server, address), visiting(address) as visitor:
        send_in(visitor, "a.pdf", PDF)
        assert documents(tmp_path)
        children = [*below(server.pid)]
        server.kill()
    until(lambda: not list(tmp_path.glob("gouji-*")))
    until(lambda: not any(map(lives, children)))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_all_of_it_in_good_order(tmp_path: Path, number: int) -> None:
    with process(tmp_path) as (server, address), visiting(address) as visitor:
        send_in(visitor, "a.txt", TEXT)  # the worker is up
        send_many(visitor)
        children = [*below(server.pid)]
        os.killpg(server.pid, number)
        assert server.wait(PATIENCE) == 0
        assert server.stderr
        assert server.stderr.read().count("\n") == 1  # where the page is, and no more
    until(lambda: not any(map(lives, children)))
    until(lambda: not list(tmp_path.glob("gouji-*")))


def test_a_program_that_waits_is_told_that_the_server_stops(tmp_path: Path) -> None:
    answers: list[httpx.Response] = []
    with process(tmp_path) as (server, address):

        def ask() -> None:
            answers.append(post(f"{address}/api/audits", files=MANY))

        worker_up(address)
        with held(below(server.pid)):
            asking = threading.Thread(target=ask)
            asking.start()
            until(lambda: len(documents(tmp_path)) >= 10)
            server.send_signal(signal.SIGTERM)
            asking.join()
            assert server.wait(PATIENCE) == 0
    assert [one["error"] for one in answers[0].json()["audits"]] == ["服务器重启，请再交一次"] * 10


def test_a_directory_has_one_server(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with process(tmp_path, "--data", str(data)) as (server, _):
        second = subprocess.run(server.args, capture_output=True, text=True, check=False)  # type: ignore[call-overload]
        assert second.returncode == 2  # the port is taken, too
        with pytest.raises(
            UsageError, match=f"目录 {data} 正由另一个 gouji serve 使用，请先停掉它"
        ):
            Folder(data)
        with (
            pytest.raises(AssertionError, match="正由另一个 gouji serve 使用"),
            process(tmp_path, "--data", str(data)),
        ):
            pass
        server.kill()
        server.wait()
        with process(tmp_path, "--data", str(data)):
            pass


def test_what_no_record_tells_of_is_swept_at_the_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for folder, name in (
        ("audits/" + "0" * 32, "original"),
        ("audits/x", "record.json"),
        ("tmp/a", "b.pdf"),
    ):
        (data / folder).mkdir(parents=True)
        (data / folder / name).write_bytes(b"{}")
    with served(Settings(data=data)):
        assert [
            p.name for p in data.rglob("*") if p.is_file() and p.name not in {"lock", "secret"}
        ] == ["visitors.db"]


def test_who_left_stays_out_and_who_is_in_stays_in(tmp_path: Path) -> None:
    settings = Settings(accounts=accounts_file(tmp_path), data=tmp_path / "data")
    with served(settings) as address:
        cookies = []
        for _ in range(2):
            with visiting(address) as visitor:
                sign_in(visitor, "张三")
                cookies.append(dict(visitor.cookies))
        with visiting(address) as visitor:
            visitor.cookies.update(cookies[0])
            visitor.post("/logout", data={"csrf": csrf(visitor, "/")})
    with served(settings) as address:
        statuses = [get(address, cookies=each).status_code for each in cookies]
    assert statuses == [303, 200]
