"""What the lists of a run say of agencies' years, beside the register, people, and lists before.

The register stands where a list says otherwise, so does what a person entered; what a list says in
two ways is not used. All of that is told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from gouji.batch.manifest import Listed
from gouji.model.bodies import BODIES, UNKNOWN_BODY
from gouji.model.filed import DAYS, FIRST, NOT_TOLD, Particulars, Told
from gouji.model.register import Registered
from gouji.records import dataclass
from gouji.register.names import Names

_MOST_TOLD = 20
_GOVERNMENT = "人民政府"
_MEND = "（写错了的，用 gouji profile items import 更正）"
_WORDS = {
    "league": "组别",
    "parent": "上级机关",
    "body": "机关种类",
    "filed": "报送日期",
    "due": "截止日期",
    "published": "公布日期",
    "unpublished": "是否公开",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list, whose agency and year are known."""

    agency: str
    year: int
    listed: Listed


def told(rows: Iterable[Row]) -> tuple[list[Told], list[str]]:
    """Return what ``rows`` say, and what of it cannot be used."""
    by_whose: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        by_whose[row.agency, row.year].append(row)
    found: list[Told] = []
    notes: list[str] = []
    for whose in sorted(by_whose):
        for what in _WORDS:
            said = {_text(row.listed, what): row for row in by_whose[whose]}
            said.pop("", None)
            early = [text for text, row in said.items() if _too_early(row, what)]
            notes += (_impossible(said.pop(text), what) for text in early)
            if len(said) > 1 and what not in FIRST:
                notes.append(_two(whose[0], what, said))
            else:
                found += (Told(*whose, what, v, said[v].listed.at) for v in sorted(said))
    return found, capped(notes)


def _text(listed: Listed, what: str) -> str:
    value = getattr(listed, what)
    if isinstance(value, bool):
        return "yes" if value else ""
    return value.isoformat() if isinstance(value, date) else value or ""


def _too_early(row: Row, what: str) -> bool:
    """Tell whether a day lies before the year that is reported on has ended."""
    day = getattr(row.listed, what)
    return isinstance(day, date) and day.year <= row.year


def _impossible(row: Row, what: str) -> str:
    text = _text(row.listed, what)
    return (
        f"{row.listed.at}：{row.agency}的{_WORDS[what]}写的是 {text}，"
        f"{row.year} 年还没有过完，没有用，请核对"
    )


def _two(agency: str, what: str, said: dict[str, Row]) -> str:
    texts = "、".join(f"「{_shown(what, text)}」" for text in sorted(said))
    return f"清单里{agency}的{_WORDS[what]}写了{texts}几种，都没有用，请改成一样的"


def _shown(what: str, text: str) -> str:
    return BODIES.get(text, text) if what == "body" else text


def against(
    rows: Iterable[Row],
    names: Callable[[int], Names],
    known: Callable[[int], Mapping[str, Particulars]],
) -> list[str]:
    """Return where lists differ from the register, from people, and from lists before."""
    found: list[str] = []
    for row in rows:
        own = names(row.year)
        registered = own.agency(row.agency)
        if registered is not None:
            found += _registered(row, registered, own)
        found += _earlier(row, known(row.year).get(row.agency, NOT_TOLD))
    return capped(dict.fromkeys(found))


def _registered(row: Row, registered: Registered, names: Names) -> Iterator[str]:
    listed = row.listed
    if listed.league and registered.league and listed.league != registered.league:
        yield _stands(row, "league", listed.league, registered.league)
    if listed.body and registered.body not in (UNKNOWN_BODY, listed.body):
        yield _stands(row, "body", BODIES[listed.body], BODIES[registered.body])
    if listed.parent and registered.parent:
        one, other = names.resolve(listed.parent), names.resolve(registered.parent)
        if one.removesuffix(_GOVERNMENT) != other.removesuffix(_GOVERNMENT):
            yield _stands(row, "parent", listed.parent, registered.parent)


def _stands(row: Row, what: str, one: str, other: str) -> str:
    return (
        f"{row.listed.at}：{row.agency}的{_WORDS[what]}写的是「{one}」，"
        f"机关名录里是「{other}」，按名录"
    )


def _earlier(row: Row, known: Particulars) -> Iterator[str]:
    """Yield where a day is another than the one that counts."""
    for what in DAYS:
        text, day = _text(row.listed, what), getattr(known, what)
        if not text or day is None or day.isoformat() == text or _too_early(row, what):
            continue
        begin = f"{row.listed.at}：{row.agency}的{_WORDS[what]}写的是 {text}，"
        who = known.who(what)
        if who:
            yield f"{begin}{who}记的是 {day}，按 {day}"
        elif what in FIRST and text > day.isoformat():
            yield f"{begin}先前的清单是 {day}，按最早的算{_MEND}"
        else:
            yield f"{begin}先前的清单是 {day}，改按 {text}"


def capped(notes: Iterable[str]) -> list[str]:
    """Return the first of ``notes``, and how many more there are."""
    rest = iter(notes)
    first = list(islice(rest, _MOST_TOLD))
    more = sum(1 for _ in rest)
    return [*first, f"这样的还有 {more} 个"] if more else first


def alone(listed: Listed) -> Particulars:
    """Return what a row says of a report of which no year is known."""
    return Particulars(
        listed.league, listed.parent, listed.body, published=listed.published, due=listed.due
    )
