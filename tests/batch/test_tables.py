"""Tables begun before pages are written tell where these came to lie, and of those that did not."""

import re
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from gouji.batch.crossing import Letter, Refused, Rendered
from gouji.batch.outputs import Asked, Outputs
from gouji.batch.spread import Workers
from gouji.batch.tasks import Kit, kit
from gouji.store import open_history
from gradingkit import BOOK, SAMPLE
from store.kept import to_keep

REASON = "太难"
LETTER = Letter(date(2026, 1, 5), date(2026, 1, 20))


class Quiet:
    def begin(self, stage: str, total: int) -> None:
        """Nothing is shown."""

    def step(self, *, failed: bool = False) -> None:
        """Nothing is shown."""


class Here(Executor):
    """Gives a page at once, but none of the agency that is ``refused``."""

    def __init__(self, refused: str) -> None:
        self.refused = refused

    def submit(self, _fn: Any, /, *arguments: Any, **_: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        _, several = arguments
        done.set_result([self._rendered(*each) for each in several])
        return done

    def _rendered(self, _kit: Kit, _text: str, agency: str, _: Letter) -> Rendered | Refused:
        if agency == self.refused:
            return Refused(REASON, lasting=False)
        return Rendered("页".encode(), None)


@pytest.mark.parametrize(
    ("taken", "refused", "links", "noted"),
    [
        ("", "", {"甲局-2024.html", "乙局-2024.html"}, False),
        ("甲局-2024.html", "", {"甲局-2024-2.html", "乙局-2024.html"}, False),
        ("", "甲局", {"乙局-2024.html"}, True),
    ],
)
def test_tables_tell_of_the_pages_as_they_are(
    tmp_path: Path, taken: str, refused: str, links: set[str], *, noted: bool
) -> None:
    out = tmp_path / "out"
    (out / "pages").mkdir(parents=True)
    if taken:
        (out / "pages" / taken).write_text("别人的", encoding="utf-8")
    write(tmp_path / "gouji.db", out, refused)
    page = unquote((out / "summary.html").read_text(encoding="utf-8"))
    assert set(re.findall(r'href="\./pages/([^"]*)"', page)) == links
    assert [REASON in page, REASON in sheets(out / "summary.xlsx")] == [noted, noted]


def write(where: Path, out: Path, refused: str) -> None:
    with open_history(where) as history:
        kept = [to_keep(SAMPLE[0], name, name=name, agency=f"{name}局") for name in "甲乙"]
        history.stand(history.keep(kept))
        outputs = Outputs(
            out, kit(BOOK, None), BOOK,
            workers=Workers(lambda: Here(refused), 4), history=history, progress=Quiet(),
        )  # fmt: skip
        outputs.write(Asked((2024,)), LETTER)


def sheets(path: Path) -> str:
    with ZipFile(path) as parts:
        texts = (parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
        return "".join(texts)
