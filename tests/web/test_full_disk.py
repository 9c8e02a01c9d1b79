"""A server without room for a file says so, and keeps nothing half written."""

import resource
import subprocess
from pathlib import Path

import httpx
import pytest
from servekit import ROOT, csrf, process, send_in, visiting

TEXT = (ROOT / "fixtures/clean-2024.txt").read_bytes()
MOST = 3_000_000


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST))


def _small_disk(folder: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MOST}", "tmpfs", folder], check=True)


def audits(data: Path) -> list[Path]:
    return list((data / "audits").iterdir())


def refusals(visitor: httpx.Client, size: int) -> list[httpx.Response]:
    big = {"files": ("big.txt", b"0" * size)}
    return [
        visitor.post("/audits", data={"csrf": csrf(visitor, "/")}, files=big),
        visitor.post("/api/audits", files=big),
        visitor.post("/audits", data={"csrf": csrf(visitor, "/")},
                     files=[("files", ("a.txt", TEXT)), ("files", ("big.txt", b"0" * size))]),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["files", "disk"])
def test_no_room_is_told_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    if kind == "disk":
        try:
            _small_disk(data)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("这里不能挂载，略过磁盘满了的测试")
    try:
        before = _small_files if kind == "files" else None
        with process(tmp_path, "--data", str(data), before=before) as (server, address):
            with visiting(address) as visitor:
                page, program, several = refusals(visitor, MOST + 1_000_000)
                assert [page.status_code, program.status_code, several.status_code] == [507] * 3
                assert "磁盘满了，这次没有存下来" in page.text
                assert list(program.json()) == ["error", "code", "field"]
                assert audits(data) == []
                path = send_in(visitor, "a.txt", TEXT)  # what there is room for goes on
                assert "没有审成" not in visitor.get(path).text
            server.terminate()
            server.wait()
    finally:
        if kind == "disk":
            subprocess.run(["umount", data], check=False)
