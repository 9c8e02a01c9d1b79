"""Whether two reports are of one agency, by their printed names.

Beside each other stand last year's report and this year's, or a whole and its members. A name may
be printed short (公安局, 云岭县公安局), and an agency may have been renamed or merged since: what
may be so is asked about, not decided. 云岭县教育局 is never 云岭县公安局, however much they share,
and a branch (云岭县公安局（高新分局）) never the main body.
"""

from typing import Literal

from gouji.expressions import compiled
from gouji.facts.names import BRANCHES
from gouji.model.prose import fold
from gouji.model.spelling import agency_name
from gouji.records import dataclass

Sameness = Literal["same", "perhaps", "other"]

_RANKS = "省市县区旗镇乡"
_NOT_RANKS = ("市监", "市场", "城市", "区域", "社区", "县域", "乡村", "城乡", "城镇", "区划")
"""Words of departments' names in which these letters are no rank of a place."""
_HIDDEN = str.maketrans(_RANKS, "".join(chr(0xE000 + n) for n in range(len(_RANKS))))
_PLACE = compiled(f"[^{_RANKS}]{{1,10}}?(?:自治区|自治州|自治县|街道|[{_RANKS}])")
_TOWNS = ("镇", "乡", "街道")
_BARE_RANK = compiled(f"^[{_RANKS}](?=.)")
_NOTE = compiled("（([^）]*)）")
_FORMERLY = compiled("^(?:原|前身|曾用名|更名前)(?:名称|名|为|是|系|：|:)*")
_LEGAL = compiled("人民|政府信息公开|[和与及的、·]")
_ENDINGS = (("管理委员会", "管委会"), ("委员会", "委"), ("办公室", "办"), ("办公厅", "办"))
_WHOLE = ("政府", "办事处", "管委会")
"""What a place's own government is called; the name of the place alone says the same."""
_OFFICE = ("办", "机关", "本级", "本部")
"""What may be printed or left out of the name of one body: 县政府（办公室），教育局（机关）."""
_BRANCH_NOTE = compiled(f"(?:{'|'.join(BRANCHES)}|区|新城|园)$")
"""A note in brackets that names a branch: 公安局（高新分局）, 教育局（经开区）."""
_KIND = compiled("(?:局|委|办|厅|部|处|中心)$")
_LEAST_STEM = 2
_MISREAD = 4
"""In a recognised name one letter of so many may be another."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in its parts: the places in front, and what of them is meant."""

    places: tuple[str, ...]
    core: str


def same_agency(one: str, other: str, *, recognised: bool = False) -> Sameness:
    """Tell whether two printed names are of one agency; ``recognised`` names may be misread."""
    first, second = _tidy(one), _tidy(other)
    if first == second:
        return "same"
    bare, notes = _NOTE.sub("", first), _NOTE.findall(first)
    their_bare, their_notes = _NOTE.sub("", second), _NOTE.findall(second)
    found = _compared(bare, their_bare)
    if found == "same" and notes != their_notes:
        found = "other" if _of_branches(notes, their_notes) else "perhaps"
    elif found == "other" and (_told(notes, their_bare) or _told(their_notes, bare)):
        found = "perhaps"
    if found == "other" and recognised and _nearly(first, second):
        return "perhaps"
    return found


def agency_block(name: str) -> str:
    """Return what all names of one agency have in common, so that few need be compared.

    Names that are the ``same`` have the same block; not all of one block are the same.
    """
    tidy = _tidy(name)
    parsed = _parsed(_NOTE.sub("", tidy))
    lowest = parsed.places[-1][-2:] if parsed.places and not parsed.core else ""
    return f"{lowest}{parsed.core}（{'）（'.join(_NOTE.findall(tidy))}）"


def placed(name: str, parent: str) -> str:
    """Return ``name`` behind the place whose government is its ``parent``: 云岭县教育局.

    It stays as it is where it names a place of its own above a town, and where ``parent`` is no
    government of a place.
    """
    above = _parsed(_tidy(parent))
    own = _parsed(_tidy(name)).places
    if above.core or not above.places or not all(place.endswith(_TOWNS) for place in own):
        return name
    short = not own and not name.startswith(_NOT_RANKS)
    bare = name.removeprefix(above.places[-1][-1]) if short else name
    return "".join((*above.places, bare))


def _tidy(name: str) -> str:
    return fold(agency_name(name))


def _of_branches(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether names alike but for their notes are of branches, or of one and the main body."""
    if _renamed(ours, theirs):
        return False
    return bool(ours and theirs) or any(map(_BRANCH_NOTE.search, (*ours, *theirs)))


def _renamed(*notes: list[str]) -> bool:
    return any(_FORMERLY.match(note) for each in notes for note in each)


def _told(notes: list[str], name: str) -> bool:
    """Tell whether a note in brackets (原扶贫办，高新分局) may be the other name."""
    return any(_compared(_FORMERLY.sub("", note), name) != "other" for note in notes)


def _nearly(one: str, other: str) -> bool:
    differ = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and differ * _MISREAD <= len(one)


def _compared(one: str, other: str) -> Sameness:
    """Compare two names without brackets."""
    first, second = _parsed(one), _parsed(other)
    place = _of_places(first.places, second.places)
    if place == "other":
        return "other"
    core = _of_cores(first.core, second.core)
    return "perhaps" if core == "same" and place == "perhaps" else core


def _parsed(name: str) -> _Name:
    name = _LEGAL.sub("", name)
    for word in _NOT_RANKS:
        name = name.replace(word, word.translate(_HIDDEN))
    for long, short in _ENDINGS:
        name = name.replace(long, short)
    places = []
    while match := _PLACE.match(name):
        places.append(match[0])
        name = name[match.end() :]
    core = _BARE_RANK.sub("", name)
    if core in _WHOLE:
        return _Name(tuple(places), "")
    return _Name(tuple(places), core.removeprefix("政府"))


def _of_places(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Sameness:
    """Compare from the lowest place up; what only one name says is not held against it."""
    found: Sameness = "same"
    for one, other in zip(reversed(ours), reversed(theirs), strict=False):
        if one.endswith(other) or other.endswith(one):
            continue
        if one[:-1] != other[:-1]:
            return "other"
        found = "perhaps"  # 云岭县 is 云岭市 since
    return found


def _of_cores(ours: str, theirs: str) -> Sameness:
    if ours == theirs:
        return "same"
    short, long = sorted((ours, theirs), key=len)
    if long.startswith(short):
        return "perhaps" if long[len(short) :] in _OFFICE else "other"
    if any(ours.endswith(word) != theirs.endswith(word) for word in BRANCHES):
        return "perhaps" if long.endswith(short) else "other"
    stems = _KIND.sub("", short), _KIND.sub("", long)
    near = min(map(len, stems)) >= _LEAST_STEM and _within(*sorted(stems, key=len))
    return "perhaps" if near or _within(short, long) else "other"


def _within(short: str, long: str) -> bool:
    """Tell whether the characters of ``short`` stand in ``long`` in that order."""
    rest = iter(long)
    return all(char in rest for char in short)
