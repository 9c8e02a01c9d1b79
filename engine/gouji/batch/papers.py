"""The page of each report and its notice: made where they are not there as they would be."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from hashlib import sha256

from gouji.batch.crossing import Letter, Refused, Rendered
from gouji.batch.ledger import Ledger
from gouji.batch.progress import Progress
from gouji.batch.rendering import render_task
from gouji.batch.spread import SHORT, Call, Workers
from gouji.batch.tasks import Kit, lost
from gouji.model.grading import Entry, Grading
from gouji.records import dataclass
from gouji.reporting.media.files import Names
from gouji.store import History

PAGES = "pages"
NOTICES = "notices"
_NOTICE = "整改通知"


@dataclass(frozen=True, slots=True)
class _Keys:
    """What a page and a notice are made from; ``notice`` is empty where none is due."""

    page: str
    notice: str


@dataclass(frozen=True, slots=True)
class Teller:
    """The rules and the profile that pages are told by, and the key of all that shapes them."""

    kit: Kit
    key: str


Tellers = Mapping[int | None, Teller]
"""What tells of each year: its own profile; of reports without a year, the plain one."""


@dataclass(slots=True)
class Papers:
    """Pages and notices as they are written with ``ledger``.

    Every notice of the years ``renew`` names the day of the letter; of the others those whose
    contents are the same keep the day they name.
    """

    tellers: Tellers
    letter: Letter
    renew: frozenset[int]
    ledger: Ledger
    paths: dict[str, str] = field(default_factory=dict)
    """Where each file lies, by its name."""
    contents: str = ""
    """Hash of all audits."""
    _stems: dict[int, str] = field(default_factory=dict)
    _missing: dict[Entry, _Keys] = field(default_factory=dict)

    def plan(self, grading: Grading, history: History) -> Grading:
        """Find what is not there; return the grading with the page that each entry is to have.

        One that cannot be made has none in the end, one whose place is taken has another.
        """
        self._stems = _stems(grading)
        contents = sha256()
        entries = sorted(grading.entries, key=lambda e: e.year or 0)  # one teller at a time
        for entry, state in zip(entries, history.states(entries), strict=True):
            own = self._keys(entry, state)
            contents.update(own.page.encode())
            if not self._is_there(self._stems[entry.audit], own, renew=entry.year in self.renew):
                self._missing[entry] = own
        self.contents = contents.hexdigest()
        pages = map(_page, self._stems.values())
        return self._paged(grading, {page: page for page in pages} | self.paths)

    def write(
        self, grading: Grading, history: History, workers: Workers, progress: Progress
    ) -> Grading:
        """Write what was planned; return the grading with the page of each entry, and notes."""
        progress.begin("写出", len(grading.entries))
        for _ in range(len(grading.entries) - len(self._missing)):
            progress.step()
        keys = {entry.audit: own for entry, own in self._missing.items()}
        failed: dict[int, str] = {}
        for audit, outcome in workers.spread(render_task, self._calls(history), lost, SHORT):
            own = keys.pop(audit)
            if isinstance(outcome, Refused):
                failed[audit] = outcome.reason
            else:
                self._put(self._stems[audit], own, outcome)
            progress.step(failed=isinstance(outcome, Refused))
        paged = self._paged(grading, self.paths)
        return replace(paged, notes=(*grading.notes, *_told(grading, failed)))

    def _paged(self, grading: Grading, paths: Mapping[str, str]) -> Grading:
        pages = (paths.get(_page(self._stems[entry.audit])) for entry in grading.entries)
        pairs = zip(grading.entries, pages, strict=True)
        return replace(grading, entries=tuple(replace(e, page=page) for e, page in pairs))

    def _calls(self, history: History) -> Iterator[Call[int]]:
        """Yield a call for each report of which something is to be made."""
        missing = tuple(self._missing)
        for entry, document in zip(missing, history.documents(missing), strict=True):
            kit = self.tellers[entry.year].kit
            yield Call(entry.audit, (kit, document, entry.agency, self.letter))

    def _keys(self, entry: Entry, state: str) -> _Keys:
        page = hashed(self.tellers[entry.year].key, state)
        if not (entry.errors or entry.warnings):
            return _Keys(page, "")
        template = sha256(self.letter.template or b"").hexdigest()
        return _Keys(page, hashed(page, entry.agency, self.letter.office, template))

    def _is_there(self, stem: str, keys: _Keys, *, renew: bool) -> bool:
        """Note where the files of a report lie; tell whether none is to be made."""
        issued = self._issued() if renew else None
        found = {_page(stem): self.ledger.current(_page(stem), keys.page)}
        if keys.notice:
            notice = _notice(stem)
            found[notice] = self.ledger.current(notice, keys.notice, issued)
        self.paths |= {name: path for name, path in found.items() if path}
        return all(found.values())

    def _put(self, stem: str, keys: _Keys, rendered: Rendered) -> None:
        page, notice = _page(stem), _notice(stem)
        if page not in self.paths:
            self.paths[page] = self.ledger.write(page, [rendered.page], keys.page)
        if rendered.notice is not None and notice not in self.paths:
            issued = self._issued()
            self.paths[notice] = self.ledger.write(
                notice, [rendered.notice], keys.notice, issued=issued
            )

    def _issued(self) -> str:
        return f"{self.letter.issued} {self.letter.deadline}"


def hashed(*parts: object) -> str:
    """Return one hash of ``parts``; of a tuple one piece after another, for it may be long."""
    digest = sha256()
    for part in parts:
        pieces = part if isinstance(part, tuple) else (part,)
        for piece in (len(pieces), *pieces):
            digest.update(f"{piece!r}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _page(stem: str) -> str:
    return f"{PAGES}/{stem}.html"


def _notice(stem: str) -> str:
    return f"{NOTICES}/{stem}-{_NOTICE}.docx"


def _stems(grading: Grading) -> dict[int, str]:
    """Return the file name of each entry's page, by the entry's audit."""
    names = Names()
    return {e.audit: names.name(f"{e.agency}-{e.year or '年度不明'}") for e in grading.entries}


def _told(grading: Grading, failed: dict[int, str]) -> Iterator[str]:
    for entry in grading.entries:
        if entry.audit in failed:
            yield f"{entry.name}：没有写出它的页面和通知（{failed[entry.audit]}）"
