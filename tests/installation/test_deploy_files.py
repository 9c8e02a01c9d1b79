"""The files of deploy/ and the Containerfile: what can be checked of them without installing them."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click import Option

from gouji.commands.serve import serve
from gouji.web.settings import Limits
from ports import free_port

ROOT = Path(__file__).parents[2]
SERVICE = (ROOT / "deploy/gouji.service").read_text(encoding="utf-8")
NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
KNOWN = {opt for p in serve.params if isinstance(p, Option) for opt in p.opts}


def run(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def steps(name: str) -> list[str]:
    """The instructions of the Containerfile with one name, each on one line."""
    lines = re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [line.removeprefix(f"{name} ").strip() for line in lines if line.startswith(f"{name} ")]


def options(command: str) -> set[str]:
    """The options that ``gouji serve`` is given in a command."""
    assert " serve " in command
    return {word for word in shlex.split(command) if word.startswith("--")}


def test_the_service_is_one_that_systemd_understands(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze")
    unit = tmp_path / "gouji.service"
    unit.write_text(SERVICE.replace("/opt/gouji/bin/gouji", "/bin/true"), encoding="utf-8")
    assert run("systemd-analyze", "verify", str(unit)) == (0, "")


def test_the_service_is_shut_in() -> None:
    lines = SERVICE.splitlines()
    (start,) = (line for line in lines if line.startswith("ExecStart="))
    assert options(start) <= KNOWN
    assert {
        "User=gouji", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes",
        "CapabilityBoundingSet=", "StateDirectory=gouji", "MemoryMax=8G", "UMask=0077",
    } <= set(lines)  # fmt: skip


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx or not shutil.which("openssl"):
        pytest.skip("needs nginx and openssl")
    pem, key = tmp_path / "site.pem", tmp_path / "site.key"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        "-subj", "/CN=audit.example.gov.cn", "-out", str(pem), "-keyout", str(key))  # fmt: skip
    site = re.sub(r"/etc/ssl/\S+\.pem", str(pem), NGINX)
    site = re.sub(r"/etc/ssl/\S+\.key", str(key), site)
    site = re.sub(r"(listen (?:\[::\]:)?)\d+", lambda m: f"{m[1]}{free_port()}", site)
    (tmp_path / "site.conf").write_text(site, encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; "
        f"include {tmp_path}/site.conf; }}",
        encoding="utf-8",
    )
    status, said = run(nginx, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"))
    assert status == 0, said


def test_nginx_has_patience_for_what_the_server_allows() -> None:
    def value(name: str) -> float:
        (found,) = re.findall(rf"^\s*{name}\s+(\d+)[ms]?;", NGINX, re.MULTILINE)
        return float(found)

    limits = Limits()
    assert value("client_max_body_size") * 2**20 > limits.request_bytes
    assert value("client_header_timeout") == limits.head_seconds
    assert value("client_body_timeout") <= limits.request_seconds
    # An answer of the interface is waited for twice as long as an audit may take.
    assert value("proxy_read_timeout") > limits.job_seconds * 2
    assert value("proxy_send_timeout") <= limits.request_seconds
    assert value("limit_conn gouji_clients") <= limits.client_connections
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX


def test_the_steps_of_the_container_are_shell(tmp_path: Path) -> None:
    for number, step in enumerate(steps("RUN")):
        script = tmp_path / f"{number}.sh"
        script.write_text(step, encoding="utf-8")
        assert run("sh", "-n", str(script)) == (0, "")


def test_the_container_takes_what_is_there_and_is_nobodys_root() -> None:
    for step in steps("COPY"):
        if not step.startswith("--from="):
            assert all((ROOT / source).exists() for source in step.split()[:-1])
    assert steps("USER") == ["10001"]
    assert steps("VOLUME") == ["/var/lib/gouji"]
    (command,) = steps("CMD")
    assert options(json.loads(command)[2]) <= KNOWN


def test_the_health_check_of_the_container() -> None:
    (step,) = steps("HEALTHCHECK")
    check = json.loads(step[step.index("[") :])
    assert check[0] == "python3"
    port = free_port()
    code = check[2].replace("8000", str(port))
    answers = """
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(sys.argv[2]) if self.path == "/healthz" else 404)
        self.end_headers()
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer)
print("up", flush=True)
server.handle_request()
"""
    assert run(sys.executable, "-c", code)[0] == 1
    for status, expected in (("200", 0), ("503", 1)):
        with subprocess.Popen(
            [sys.executable, "-c", answers, str(port), status],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as server:  # fmt: skip
            assert server.stdout
            server.stdout.readline()
            assert run(sys.executable, "-c", code)[0] == expected
