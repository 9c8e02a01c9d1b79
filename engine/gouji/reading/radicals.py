"""Folds Kangxi radicals and the CJK radicals supplement to the ideographs they stand for.

PDF files made by browsers carry ⾏ ⺠ ⻬ in place of 行 民 齐. Kangxi radicals (U+2F00–2FD5) have
compatibility decompositions; for the supplement (U+2E80–2EF3) Unicode gives the equivalents in
EquivalentUnifiedIdeograph.txt, repeated here. A few have none and stay.
"""

from unicodedata import normalize

_FIRST = 0x2E80
_SUPPLEMENT = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母"
    "民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹"
    "艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠"
    "饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""The equivalents of U+2E80 to U+2EF3, in order."""

_SIMPLIFIED = {"戶": "户"}
"""Where the decomposition is the traditional character but documents mean the simplified one."""

_FOLD = {
    code: _SIMPLIFIED.get(folded, folded)
    for code in range(0x2F00, 0x2FD6)
    for folded in [normalize("NFKC", chr(code))]
} | {_FIRST + index: character for index, character in enumerate(_SUPPLEMENT)}


def fold_radicals(text: str) -> str:
    """Return ``text`` with every radical replaced by its ideograph, one for one."""
    return text.translate(_FOLD)
