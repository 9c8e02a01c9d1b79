"""What the server says to those who ask whether it is well."""

import pytest
from servekit import Limits, Settings, client, get, served, worker_up


@pytest.mark.parametrize(
    ("method", "host", "status", "text"),
    [
        ("GET", "127.0.0.1:8000", 503, "no worker\n"),
        ("GET", "10.88.0.7:8000", 503, "no worker\n"),
        ("HEAD", "audit.example.gov.cn", 503, ""),
        ("POST", "127.0.0.1:8000", 405, ""),
    ],
)
def test_anybody_may_ask_and_without_a_worker_it_is_not_well(
    method: str, host: str, status: int, text: str
) -> None:
    answer = client().request(method, "/healthz", headers={"Host": host})
    assert (answer.status_code, answer.text) == (status, text)
    assert answer.headers["Cache-Control"] == "no-store"


def test_with_a_worker_it_is_well() -> None:
    with served(Settings(limits=Limits(workers=1))) as address:
        worker_up(address)
        answer = get(f"{address}/healthz", headers={"Host": "elsewhere.example"})
        assert (answer.status_code, answer.text) == (200, "ok\n")


@pytest.mark.parametrize("path", ["/healthz/", "/healthzz", "/api/healthz"])
def test_no_other_address_passes_the_guards(path: str) -> None:
    answer = client().get(path, headers={"Host": "elsewhere.example"})
    assert answer.status_code == 421
