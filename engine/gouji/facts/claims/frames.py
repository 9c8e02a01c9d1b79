"""Finds the frame that a set of filled slots makes, and the cells that it speaks of."""

from collections.abc import Iterable, Iterator, Mapping

from gouji.facts.claims.found import Reading
from gouji.facts.claims.wording import SLOTS, ClaimWording, DenialWording, FrameWording, SlotName
from gouji.records import dataclass

Slots = Mapping[SlotName, frozenset[str]]
"""The classes that fill each slot; an empty slot is left out."""
ANY = "any"
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame with its slots filled: what a number speaks of."""

    wording: FrameWording
    locus: str
    title: str
    readings: tuple[Reading, ...]
    least: tuple[str, ...] = ()
    most: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name of the frame."""
        return self.wording.id

    @property
    def table(self) -> str:
        """The table that it speaks of."""
        return self.locus.partition(".")[0]


class Frames:
    """All frames of a wording, asked by slots; answers are kept, texts repeat themselves."""

    def __init__(self, wording: ClaimWording) -> None:
        self._frames = wording.frames
        self._named = {frame.id: frame for frame in wording.frames}
        self._denials = wording.denials
        self._cells = {name: cls.cell or name for name, cls in wording.words.items()}
        self._titles = {name: cls.title for name, cls in wording.words.items()}
        self._known: dict[tuple[frozenset[str], str], Frame | None] = {}
        self._slot_of = {name: c.slot for name, c in wording.words.items() if c.slot}

    def find(self, slots: Slots, within: str = "") -> Frame | None:
        """Return the first frame that ``slots`` make inside the frame ``within``, if any."""
        key = (frozenset().union(*slots.values()), within)
        if key not in self._known:
            self._known[key] = next(self._matching(slots, within), None)
        return self._known[key]

    def named(self, name: str) -> Frame:
        """Return the frame ``name`` with nothing to fill in."""
        return self._filled(self._named[name], {})

    def denied(self, slots: Slots) -> tuple[Frame, ...]:
        """Return the frames that are 0 where what fills ``slots`` is denied."""
        for denial in self._denials:
            if (filled := _fits(denial, slots)) is not None:
                return tuple(self._filled(self._named[name], filled) for name in denial.frames)
        return ()

    def by_slot(self, classes: Iterable[str]) -> dict[SlotName, frozenset[str]]:
        """Sort ``classes`` into their slots."""
        found: dict[SlotName, frozenset[str]] = {}
        for name in classes:
            slot = self._slot_of[name]
            found[slot] = found.get(slot, _NONE) | {name}
        return found

    def _matching(self, slots: Slots, within: str) -> Iterator[Frame]:
        for frame in self._frames:
            if not frame.says or (frame.within and within not in frame.within):
                continue
            if (filled := _fits(frame, slots)) is not None:
                yield self._filled(frame, filled | _applicant(slots))

    def _filled(self, frame: FrameWording, filled: Mapping[str, str]) -> Frame:
        ids = {"applicant": "total", **filled}
        titles = {slot: self._titles.get(name, "") for slot, name in ids.items()}
        ids = {slot: self._cells.get(name, name) for slot, name in ids.items()}
        titles["by"] = f"·{titles['applicant']}" if titles["applicant"] else ""
        readings = tuple(
            Reading(r.title.format_map(titles), tuple(c.format_map(ids) for c in r.cells), r.usual)
            for r in frame.readings
        )
        bounds = frame.bounds
        return Frame(
            wording=frame,
            locus=frame.locus.format_map(ids),
            title=frame.title.format_map(titles),
            readings=readings,
            least=tuple(c.format_map(ids) for c in bounds.least) if bounds else (),
            most=tuple(c.format_map(ids) for c in bounds.most) if bounds else (),
        )


def _applicant(slots: Slots) -> dict[str, str]:
    who = slots.get("applicant", _NONE)
    return {"applicant": next(iter(who))} if len(who) == 1 else {}


def _fits(pattern: FrameWording | DenialWording, slots: Slots) -> dict[str, str] | None:
    """Return which class fills each slot that ``pattern`` names, ``None`` where it does not fit."""
    filled: dict[str, str] = {}
    for slot in SLOTS:
        present = slots.get(slot, _NONE)
        wanted = pattern.says.get(slot, ())
        here = next((w for w in wanted if _is(w, present, pattern.also)), None)
        if wanted and here is None:
            return None
        if not wanted and not present <= frozenset(pattern.also):
            return None
        if here is not None and "+" not in here:
            filled[slot] = next(iter(present)) if here == ANY else here
    return filled


def _is(wanted: str, present: frozenset[str], also: Iterable[str]) -> bool:
    if wanted == ANY:
        return len(present) == 1
    needed = frozenset(wanted.split("+"))
    return needed <= present and present - needed <= frozenset(also)
