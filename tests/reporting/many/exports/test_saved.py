"""Saved audits come back whole; what is no audit is one sentence."""

import json
from pathlib import Path

import pytest

from gouji.errors import DamagedDocument, DocumentError, LimitExceeded, UnreadableFile
from gouji.model.audit import AuditJson
from gouji.reporting.many.exports import saved
from gouji.reporting.many.exports.saved import is_saved, saved_audits
from spokenkit import BOOK, audited

AUDITS = [audited("wuzhong-2024.txt"), audited("clean-2024.txt")]


def line(audit: AuditJson, **changed: object) -> str:
    return json.dumps(audit.model_dump(by_alias=True) | changed, ensure_ascii=False)


def read(path: Path) -> list[AuditJson]:
    return list(saved_audits(path, BOOK.forms))


@pytest.mark.parametrize(
    ("name", "known"),
    [("a.json", True), ("b.audit.JSONL", True), ("c.pdf", False), ("json", False)],
)
def test_names(name: str, known: bool) -> None:
    assert is_saved(name) is known


def test_one_and_many(tmp_path: Path) -> None:
    one, many = tmp_path / "one.json", tmp_path / "many.jsonl"
    one.write_text(json.dumps(AUDITS[0].model_dump(by_alias=True), indent=1), "utf-8")
    many.write_text("\n\n".join(map(line, AUDITS)) + "\n", "utf-8")
    assert read(one) == AUDITS[:1]
    assert read(many) == AUDITS


def changed_cell() -> dict[str, object]:
    return {"t9.x.y": AUDITS[0].cells["t2.fee.amount"].model_dump()}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "第 1 行不是 gouji 的审核结果（也不是完整的 JSON），"),
        ("[" * 100_000, "第 1 行不是 gouji 的审核结果（也不是完整的 JSON），"),
        ('{"a": 1}', "第 1 行不是 gouji 的审核结果（问题在 document），"),
        (line(AUDITS[0], notes=[1]), "第 1 行不是 gouji 的审核结果（问题在 notes.0），"),
        (
            "\n" + line(AUDITS[0], cells=changed_cell()),
            "第 2 行的审核结果对不上（格式里没有「t9.x.y」这一格），",
        ),
        (
            line(AUDITS[0], report={"agency": None, "year": 1, "edition": "1999"}),
            "第 1 行的审核结果对不上（没有「1999」这一版格式），",
        ),
        (
            line(AUDITS[0], score=AUDITS[0].score.model_dump() | {"low": "NaN"}),
            "第 1 行的审核结果对不上（得分不是数字），",
        ),
        ("", "文件里没有审核结果，"),
    ],
)
def test_what_is_no_audit(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "audits.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(DamagedDocument) as caught:
        read(path)
    assert str(caught.value) == f"{sentence}请用 gouji audit --format json 重新生成"


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MAX_AUDIT_BYTES", 1000)
    for name in ("a.json", "a.jsonl"):
        (tmp_path / name).write_text(line(AUDITS[0]), "utf-8")
        with pytest.raises(LimitExceeded):
            read(tmp_path / name)


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        read(tmp_path / "no.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(DocumentError, match="文件打不开"):
        read(tmp_path / "folder.json")
