"""Outputs of which nothing changed read no audit as a whole, and no report is rendered again."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any

from gouji.batch.crossing import Letter, Rendered
from gouji.batch.outputs import Asked, Outputs
from gouji.batch.rendering import render_task
from gouji.batch.spread import Workers
from gouji.batch.tasks import kit
from gouji.model.audit import AuditJson
from gouji.model.grading import Entry
from gouji.reporting.one.notice import needs_notice
from gouji.store import History, open_history
from gouji.store.history import History as _History
from gradingkit import BOOK, SAMPLE
from store.kept import to_keep

DAY = Letter(date(2026, 1, 5), date(2026, 1, 20))
COPIES = 30


class Read(_History):
    """A history that counts the audits whose whole texts it gives."""

    texts = 0

    def document(self, audit_id: int) -> str | None:
        self.texts += 1
        return super().document(audit_id)

    def documents(self, entries: Sequence[Entry]) -> Iterator[str]:
        for text in super().documents(entries):
            self.texts += 1
            yield text


class Here(Executor):
    """Gives a page and a notice at once, and counts: what they say is tested elsewhere."""

    rendered = 0

    def submit(self, _fn: Any, /, *arguments: Any, **_: Any) -> "Future[Any]":
        function, several = arguments
        assert function is render_task
        done: Future[Any] = Future()
        done.set_result([self._rendered(document) for _, document, *_ in several])
        return done

    def _rendered(self, document: str) -> Rendered:
        self.rendered += 1
        page = document.encode()
        has_notice = needs_notice(AuditJson.model_validate_json(page))
        return Rendered(page, page if has_notice else None)


class Quiet:
    def begin(self, stage: str, total: int) -> None:
        """Nothing is shown."""

    def step(self, *, failed: bool = False) -> None:
        """Nothing is shown."""


def write(where: Path, out: Path) -> tuple[int, int, dict[str, bytes]]:
    """Write the outputs; return how many texts were read and pages made, and the files."""
    counting, here = Read.__new__(Read), Here()
    with open_history(where) as opened:
        counting.__dict__.update(opened.__dict__)
        outputs = Outputs(
            out, kit(BOOK, None), BOOK,
            workers=Workers(lambda: here, 4), history=counting, progress=Quiet(),
        )  # fmt: skip
        outputs.write(Asked((2024,)), DAY)
    files = {p.name: p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name[0] != "."}
    return counting.texts, here.rendered, files


def filled(where: Path) -> None:
    models = [made for made in SAMPLE if made.year == 2024]
    history: History
    with open_history(where) as history:
        kept = [
            to_keep(models[n % len(models)], f"k{n}", name=f"{n}.txt", agency=f"第{n}局")
            for n in range(COPIES)
        ]
        history.stand(history.keep(kept))


def test_nothing_is_read_or_made_again(tmp_path: Path) -> None:
    where, out = tmp_path / "gouji.db", tmp_path / "out"
    filled(where)
    texts, rendered, first = write(where, out)
    assert (rendered, texts >= COPIES) == (COPIES, True)
    texts, rendered, second = write(where, out)
    assert (texts, rendered) == (0, 0)
    assert [name for name in first if first[name] != second.get(name)] == []


def test_one_that_changed_is_made_again_alone(tmp_path: Path) -> None:
    where, out = tmp_path / "gouji.db", tmp_path / "out"
    filled(where)
    _, _, first = write(where, out)
    with open_history(where) as history:
        other = to_keep(SAMPLE[0], "again", name="3.txt", agency="第3局")
        history.stand(history.keep([other]))
    _, rendered, second = write(where, out)
    assert rendered == 1
    assert {name for name in first if first[name] != second.get(name)} <= {
        "summary.html", "summary.xlsx", "audit.jsonl",
        "第3局-2024.html", "第3局-2024-整改通知.docx",
    }  # fmt: skip
