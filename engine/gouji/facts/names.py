"""Whether two printed names can be those of one agency."""

from gouji.expressions import compiled
from gouji.model.prose import fold

_PLACE = compiled("[^省市县区旗镇乡]{1,8}?(?:自治区|自治州|自治县|街道|[省市县区旗镇乡])")
_NOT_PLACES = ("市监", "市场", "城市", "区域", "社区", "县域", "乡村", "城乡", "城镇")
"""Words of departments' names that look like the end of a place's name."""
_BRACKETS = compiled("[（）]")
_NOTES = compiled("（([^）]*)）")
_LEGAL = ("人民", "和", "与", "及")
BRANCHES = ("分局", "支队", "大队", "中队", "派出所", "监狱", "学校", "分中心", "分院", "分校")
"""What the names of branches end in that are agencies of their own beside the main body."""


def names_agree(one: str, other: str) -> str:
    """Return 「right」, 「doubtful」 or 「wrong」 for two names of what should be one agency.

    A name may be shortened (市公安局, 发改局 …): one that is part of the other, in order, is right.
    What stands in brackets belongs to the name: 公安局（高新分局） may be another than 公安局, as
    公安局高新分局 may.
    It is surely wrong where both name places and have none in common.
    """
    first, second = _short(one), _short(other)
    if _within(first, second) or _within(second, first):
        noted = _noted(one, second) and _noted(other, first)
        branch = first.endswith(BRANCHES) != second.endswith(BRANCHES)
        return "right" if noted and not branch else "doubtful"
    ours, theirs = _places(first), _places(second)
    shared = any(a.endswith(b) or b.endswith(a) for a in ours for b in theirs)
    return "wrong" if ours and theirs and not shared else "doubtful"


def _short(name: str) -> str:
    name = _BRACKETS.sub("", fold("".join(name.split())))
    for word in _LEGAL:
        name = name.replace(word, "")
    return name


def _noted(name: str, other: str) -> bool:
    """Tell whether what ``name`` has in brackets stands in ``other`` (bare) too."""
    notes = _NOTES.findall(fold("".join(name.split())))
    return all(_within(_short(note), other) for note in notes)


def _within(short: str, long: str) -> bool:
    """Tell whether the characters of ``short`` stand in ``long`` in that order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _places(name: str) -> set[str]:
    for word in _NOT_PLACES:
        name = name.replace(word, "")
    return set(_PLACE.findall(name))
