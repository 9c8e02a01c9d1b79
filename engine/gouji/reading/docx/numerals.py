"""Numerals of automatic numbering, by the names that WordprocessingML gives them."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _counting(value: int) -> str:
    """Return 十二 for 12, 一百零五 for 105."""
    text = _positional(value, "零" + _DIGITS[1:], _UNITS)
    return text.removeprefix("一") if 10 <= value < 20 else text


def _legal(value: int) -> str:
    return _positional(value, _LEGAL_DIGITS, _LEGAL_UNITS)


def _positional(value: int, digits: str, units: tuple[str, ...]) -> str:
    if not 0 < value < 10_000:
        return str(value)
    figures = str(value)
    text = ""
    for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        if figure != "0":
            text += digits[int(figure)] + units[place]
        elif not text.endswith(digits[0]):
            text += digits[0]
    return text.rstrip(digits[0])


def _digital(value: int) -> str:
    """Return 一〇 for 10."""
    return "".join(_DIGITS[int(figure)] for figure in str(value))


def _letter(value: int) -> str:
    """Return a … z, then aa, bb, as word processors do."""
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20) if value > 0 else ""


def _roman(value: int) -> str:
    if not 0 < value < 4_000:
        return str(value)
    text = ""
    for size, sign in _ROMAN:
        text += sign * (value // size)
        value %= size
    return text


def _from(first: str, count: int) -> Callable[[int], str]:
    """Return a numeral for consecutive characters; beyond their last, plain digits."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else str(value)


def _of(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographDigital": _digital,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "taiwaneseDigital": _digital,
    "japaneseCounting": _counting,
    "japaneseDigitalTenThousand": _digital,
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "none": lambda _: "",
}


def numeral(value: int, form: str) -> str:
    """Return ``value`` in the format ``form``; formats unknown here give plain digits."""
    return _FORMATS.get(form, str)(value)
