"""What was fetched is kept on disk, each answer in a file of its own, written whole or not at all.

A run that was killed is taken up where it stopped: answers of the same run are not asked for
again. A later run asks whether they have changed since.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from gouji.collecting.answers import Answer
from gouji.errors import UsageError
from gouji.isolation import system
from gouji.oserrors import not_written
from gouji.reporting.media.files import write_whole

FOLDER = ".collect"
"""Where it lies in the folder of the reports; files in it begin with a dot, as no report does."""
_ANSWERS = "answers"
_RUN = ".run.json"
_LOCK = ".lock"


class Kept:
    """The answers that lie in a folder, and the number of this run."""

    def __init__(self, folder: Path, run: int) -> None:
        self._folder = folder
        self._run = run

    def fresh(self, url: str) -> Answer | None:
        """Return what this run got from ``url``."""
        found = self._read(url)
        return found[0] if found and found[1] == self._run else None

    def earlier(self, url: str) -> Answer | None:
        """Return what any run got from ``url``."""
        found = self._read(url)
        return found[0] if found else None

    def put(self, url: str, answer: Answer) -> None:
        """Keep what this run got from ``url``."""
        self._write(url, answer, self._run)

    def age(self, url: str, answer: Answer) -> None:
        """Keep an answer as if an earlier run had got it: whoever needs it asks again."""
        self._write(url, answer, 0)

    def _write(self, url: str, answer: Answer, run: int) -> None:
        head = {
            "url": url,
            "run": run,
            "status": answer.status,
            "headers": dict(sorted(answer.headers.items())),
            "sha256": sha256(answer.body).hexdigest(),
        }
        line = json.dumps(head, ensure_ascii=False).encode() + b"\n"
        write_whole(self._path(url), line + answer.body, private=True)

    def _path(self, url: str) -> Path:
        name = sha256(url.encode()).hexdigest()
        return self._folder / _ANSWERS / name[:2] / f".{name}"

    def _read(self, url: str) -> tuple[Answer, int] | None:
        """Return an answer and its run; what is not as it was written counts for nothing."""
        try:
            line, _, body = self._path(url).read_bytes().partition(b"\n")
            head = json.loads(line)
            if head["url"] != url or head["sha256"] != sha256(body).hexdigest():
                return None
            return Answer(int(head["status"]), dict(head["headers"]), body), int(head["run"])
        except (OSError, ValueError, KeyError, TypeError):
            return None


@contextmanager
def run_in(folder: Path, *, anew: bool = True) -> Iterator[Kept]:
    """Give what is kept in ``folder`` for a run that is nobody else's.

    The run is the last one if that was not ended, or if nothing is to be asked ``anew``; else the
    next. Raises :class:`UsageError` while another process is at it.
    """
    place = folder / FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
        lock = (place / _LOCK).open("ab")
    except OSError as error:
        raise UsageError(f"写不进 {place}（{not_written(error)}）") from None
    with lock:
        if not system.held(lock):
            raise UsageError(f"另一个 gouji collect 正在写 {folder}，请等它结束")
        number, ended = _last_run(place)
        run = number + 1 if ended and anew else max(number, 1)
        _write_run(place, run, ended=False)
        yield Kept(place, run)
        _write_run(place, run, ended=True)


def _last_run(place: Path) -> tuple[int, bool]:
    try:
        told = json.loads((place / _RUN).read_bytes())
        return int(told["run"]), bool(told["ended"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, True


def _write_run(place: Path, run: int, *, ended: bool) -> None:
    write_whole(place / _RUN, json.dumps({"run": run, "ended": ended}), private=True)
