"""The files received for an agency's year, and the one of them that counts: which, and why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from typing import Literal

from gouji.expressions import compiled
from gouji.model.figures import Figures
from gouji.records import dataclass

_MOST_TOLD = 10

Reason = Literal[
    "chosen", "only", "same", "dated", "final", "clearer", "later", "named", "read", "twin", "open"
]
"""By what one of several files counts; ``open`` where nothing tells and their figures differ."""

DRAFT = compiled("初稿|草稿|讨论稿|征求意见稿|送审稿|待审稿")
_FINAL = compiled("定稿|终稿|正式稿|正式版|最终版|盖章")
_FORMATS = ("docx", "doc", "wps", "odt", "xlsx", "ofd", "html", "mht", "rtf", "txt", "pdf")
"""Those first whose text is most surely what the agency wrote."""

REASONS: dict[Reason, str] = {
    "chosen": "由人指定",
    "only": "只有一份",
    "same": "内容完全相同",
    "dated": "清单上的公布日期较晚",
    "final": "其余写明是初稿、征求意见稿、送审稿等",
    "clearer": (
        "后来报送的没有读出的较多，读出的数字都相同；另有改动的请用 gouji history stand 指定"
    ),
    "later": "后来报送的",
    "named": "写明是定稿",
    "read": "没有读出的内容较少",
    "twin": "读出的内容都相同，取文字最可靠的格式",
    "open": "内容不同，分不出哪一份是定稿",
}

RULE = (
    "同一机关同一年度收到几份报告时，只有一份算数，依次看：有人指定的，以指定的为准；"
    "清单上公布日期较晚的；写明初稿、征求意见稿、送审稿等的让位于别的；后来报送的，"
    "但后来的只是没有读出的较多、读出的数字都相同（如盖章后的扫描件），不取代先前的；"
    "写明定稿的；没有读出的内容较少的；内容都相同的，取文字最可靠的格式。与文件名的先后无关。"
    "还分不出而内容不同的，暂取一份，列出来请人用 gouji history stand 指定，"
    "也不拿它与别的报告核对。"
)
"""The rule of choice in words."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of a report that was read, beside what others are compared with.

    ``body`` is the kind of body that the agency's name tells, ``draft`` the word of its title that
    says that it is a draft, ``unread`` how much of it could not be read.
    """

    body: str
    draft: str = ""
    unread: int = 0
    format: str = ""
    scanned: bool = False
    """Whether letters of it were recognised in pictures."""
    figures: str = ""
    """What it says, packed (:class:`gouji.model.figures.Figures`)."""


NOTHING_NOTED = Noted("")


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it was received for an agency's year.

    ``draft`` is the word of its title that says that it is a draft. ``unread`` counts what could
    not be read of it; ``figures`` is what it says, packed (:class:`gouji.model.figures.Figures`).
    ``run`` orders what was received: all files of one run of grading have the same. ``audit`` is
    the newest audit of it. ``called`` is the agency's name as the list or the file has it, whatever
    the register makes of it. ``filed`` is the day on which it came, where a list tells it.
    ``scanned`` tells that letters of it were recognised.
    """

    agency: str
    year: int | None
    name: str
    sha256: str
    published: date | None = None
    draft: str = ""
    unread: int = 0
    format: str = ""
    figures: str = ""
    run: int = 0
    audit: int | None = None
    called: str = ""
    filed: date | None = None
    scanned: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether its title or its name says that it is a draft."""
        return bool(self.draft or DRAFT.search(self.name))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose: a file by name and content, and why."""

    name: str
    sha256: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The file that counts among ``others``, by which ``reason``."""

    counts: Received
    reason: Reason
    others: tuple[Received, ...] = ()
    chosen: Chosen | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person must say which counts."""
        return self.reason == "open"

    def sentence(self) -> str:
        """Say which of the files counts and why."""
        names = sorted(each.name for each in (self.counts, *self.others))
        year = f"{self.counts.year}年度" if self.counts.year else ""
        several = f"{self.counts.agency}{year}收到 {len(names)} 份报告（{'、'.join(names)}）"
        if self.is_open:
            return (
                f"{several}，{REASONS['open']}，暂以{self.counts.name}为准，"
                "请用 gouji history stand 指定"
            )
        why = f"{self.chosen.who}指定：{self.chosen.why}" if self.chosen else REASONS[self.reason]
        newer = sorted(each.name for each in self.others if each.run > self.counts.run)
        later = f"；指定以后又收到{'、'.join(newer)}" if self.chosen and newer else ""
        return f"{several}，以{self.counts.name}为准（{why}）{later}"


@dataclass(slots=True)
class _Sieve:
    """What is left of the files, and the last reason that told some from others."""

    left: list[Received]
    reason: Reason = field(default="only")

    def keep(self, reason: Reason, wanted: Callable[[Received], bool]) -> None:
        kept = [each for each in self.left if wanted(each)]
        if kept and len(kept) < len(self.left):
            self.left, self.reason = kept, reason

    def keep_most(self, reason: Reason, of: Callable[[Received], int]) -> None:
        most = max(map(of, self.left))
        self.keep(reason, lambda each: of(each) == most)


def standing(received: Sequence[Received], chosen: Chosen | None = None) -> Standing:
    """Return which of ``received`` counts; see :data:`RULE`. There must be one at least."""
    if len(received) == 1 and chosen is None:  # nearly always
        return Standing(received[0], "only")
    sieve = _Sieve(list(received))
    if chosen is not None:
        sieve.keep("chosen", lambda r: (r.name, r.sha256) == (chosen.name, chosen.sha256))
        mine = sieve.left[0]
        if (mine.name, mine.sha256) == (chosen.name, chosen.sha256):
            return _told(mine, "chosen", received, chosen)
    if all(each.published for each in received):
        latest = max(each.published for each in received if each.published)
        sieve.keep("dated", lambda each: each.published == latest)
    sieve.keep("final", lambda each: not each.is_draft)
    sieve.keep("clearer", lambda each: not _is_read_better(each, sieve.left))
    sieve.keep_most("later", lambda each: each.run)
    sieve.keep("named", lambda each: bool(_FINAL.search(each.name)))
    sieve.keep_most("read", lambda each: -each.unread)
    if len(sieve.left) > 1:
        sieve.reason = _reason(sieve.left)
    return _told(min(sieve.left, key=_place), sieve.reason, received, None)


def _told(
    counts: Received, reason: Reason, received: Sequence[Received], chosen: Chosen | None
) -> Standing:
    others = tuple(sorted((r for r in received if r is not counts), key=lambda r: r.name))
    return Standing(counts, reason, others, chosen)


def _is_read_better(received: Received, others: Iterable[Received]) -> bool:
    """Tell whether one that came earlier says all that ``received`` says, and more."""
    mine = Figures.unpacked(received.figures)
    earlier = (Figures.unpacked(each.figures) for each in others if each.run < received.run)
    return mine is not None and any(
        other is not None and other.is_more_than(mine, whatever_text=received.scanned)
        for other in earlier
    )


def _reason(left: Sequence[Received]) -> Reason:
    """Return what may be said of files that nothing tells apart."""
    if len({each.sha256 for each in left}) == 1:
        return "same"
    said = {_said(each) for each in left}
    return "twin" if len(said) == 1 and "" not in said else "open"


def _said(received: Received) -> object:
    """Return what can be compared of what a file says; nothing, where nothing is kept of it."""
    found = Figures.unpacked(received.figures)
    return found.said if found else received.figures


def _place(received: Received) -> tuple[int, str, str]:
    """Return an order that hangs on the contents; names tell only copies of one file apart."""
    known = received.format in _FORMATS
    best = _FORMATS.index(received.format) if known else len(_FORMATS)
    return best, received.sha256, received.name


def told(standings: Iterable[Standing]) -> Iterator[str]:
    """Yield which report counts where there are several: first those that a person must settle."""
    several = [one for one in standings if one.others]
    several.sort(key=lambda one: (not one.is_open, one.counts.agency, one.counts.year or 0))
    settled = [one for one in several if not one.is_open]
    yield from (one.sentence() for one in several if one.is_open)
    yield from (one.sentence() for one in settled[:_MOST_TOLD])
    if len(settled) > _MOST_TOLD:
        more = len(settled) - _MOST_TOLD
        yield f"另有 {more} 个机关收到几份报告，各取一份算数，见工作簿「多份报告」"
