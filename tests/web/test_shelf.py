import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.web.refusals import Refusal
from gouji.web.settings import Limits
from gouji.web.shelf import Record, Shelf

LIMITS = Limits(keep_seconds=100, kept_seconds=1000, owner_audits=3, shelf_bytes=5_000)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(tmp_path: Path, clock: Clock) -> Shelf:
    return Shelf(tmp_path / "shelf", LIMITS, clock)


def refused(action: Callable[[], object]) -> int:
    with pytest.raises(Refusal) as caught:
        action()
    return caught.value.status


def done(shelf: Shelf, owner: str = "a", size: int = 10) -> Record:
    record = shelf.add(owner, "report.pdf")
    (shelf.folder(record) / "audit.json").write_bytes(b"x" * size)
    changed = shelf.change(record, state="done", products=("audit.json",), digest={"low": "1"})
    assert changed
    return changed


def test_folders_are_private_and_their_names_cannot_be_guessed(shelf: Shelf) -> None:
    records = [shelf.add("a", "x") for _ in range(3)]
    assert len({record.id for record in records}) == 3
    assert all(len(bytes.fromhex(record.id)) == 16 for record in records)
    folder = shelf.folder(records[0])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700


def test_an_audit_is_there_for_its_owner_only(shelf: Shelf) -> None:
    record = done(shelf)
    assert shelf.find("a", record.id) == record
    assert refused(lambda: shelf.find("b", record.id)) == 404
    assert refused(lambda: shelf.find("a", "0" * 32)) == 404
    assert refused(lambda: shelf.find("a", "../" + record.id)) == 404
    assert shelf.of("b") == []


def test_only_what_was_made_is_given(shelf: Shelf) -> None:
    record = done(shelf)
    assert shelf.file(record, "audit.json").read_bytes() == b"x" * 10
    for name in ("record.json", "original", "../x", "", "audit.json/"):
        assert refused(lambda name=name: shelf.file(record, name)) == 404


def test_what_is_over_is_deleted_and_what_is_kept_stays_longer(shelf: Shelf, clock: Clock) -> None:
    over, kept, pending = done(shelf), done(shelf), shelf.add("a", "y")
    shelf.keep(kept)
    clock.now += 101
    assert refused(lambda: shelf.find("a", over.id)) == 404
    shelf.sweep()
    assert not shelf.folder(over).exists()
    assert shelf.folder(pending).exists()
    assert shelf.find("a", kept.id).kept
    clock.now += 1_000
    shelf.sweep()
    assert not shelf.folder(kept).exists()


def test_there_is_room_for_so_many_audits_and_bytes(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.add("a", "x")
    assert refused(lambda: shelf.add("a", "x")) == 429
    done(shelf, "b", size=6_000)
    assert refused(lambda: shelf.add("c", "x")) == 503


def test_what_is_deleted_stays_deleted(shelf: Shelf) -> None:
    record = done(shelf)
    shelf.delete(record)
    assert not shelf.folder(record).exists()
    assert shelf.change(record, state="done") is None
    assert not shelf.folder(record).exists()


def test_a_server_that_starts_again_finds_what_was_finished(
    shelf: Shelf, tmp_path: Path, clock: Clock
) -> None:
    record, pending = done(shelf), shelf.add("a", "y")
    (shelf.folder(pending) / "original").write_bytes(b"x")
    broken = tmp_path / "shelf" / "broken"
    broken.mkdir()
    (broken / "record.json").write_text(json.dumps({"products": []}))
    again = Shelf(tmp_path / "shelf", LIMITS, clock)
    assert not broken.exists()
    lost, found = sorted(again.of("a"), key=lambda each: each.state != "refused")
    assert found == record
    assert (lost.id, lost.state, lost.sentence) == (
        pending.id, "refused", "服务器重启，请再交一次",
    )  # fmt: skip
    assert [p.name for p in shelf.folder(pending).iterdir()] == ["record.json"]
    clock.now += 101
    again.sweep()
    assert list((tmp_path / "shelf").iterdir()) == []
