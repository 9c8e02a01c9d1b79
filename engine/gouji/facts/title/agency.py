"""An agency's name: what is left of a title beside year and report, or what the text calls it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gouji.expressions import compiled
from gouji.facts.title.wording import TitleWording
from gouji.facts.title.years import without_years
from gouji.model.prose import Prose
from gouji.once import once_a_text

_LONGEST = 40
_SEARCHED = 20_000
"""A text names its agency within so many characters, or not at all."""
_SHARED = "政府"
"""What a government's name and the report's have in common: 太平镇人民政府信息公开工作…."""
_EDGES = "\"'·、：—–-－_~|丨/*#. \n"
_PAIRS = tuple(zip("《〈“‘「『【[", "》〉”’」』】]", strict=True))
"""Marks that belong to a name where both of them stand within it."""
_LEADING = compiled(r"^关于(?:印发|公布|发布|报送|公开|编制|做好|转发)?")
_TRAILING = compiled(r"关于(?:印发|公布|发布|报送|公开|编制|做好|上报|呈报)?$")
_PARTS = compiled(r"[\s，。：:；|（）()《》]+")
_YEAR_WORDS = compiled(r"（[度年]*）|^[年度]+(?=.)|(?:年度|年)$")
_CALLED = compiled(r"（(?:以下)?(?:统)?简?称[^）]{1,30}）")
_NAME = compiled(r"[\u4e00-\u9fffA-Za-z0-9（）·、“”]+")
_NO_NAME = compiled("报告|公开|年报|我[局委办厅部省市县区旗镇乡]|本[局委办厅部机单]")
_NOTE = compiled("（[^）]*）$")
_HAN = compiled(r"[\u4e00-\u9fff]")


@once_a_text(1_000)
def agency_in(text: str, wording: TitleWording) -> str | None:
    """Return the name left in a piece of title without its report's name, or ``None``.

    Whatever is left beside years and words like 关于 and 公布 is the name: no list of endings
    decides. Brackets belong to it unless they hold nothing or a note of the version.
    """
    rest = without_years(_CALLED.sub("", text.replace("\n", "")))
    rest = _LEADING.sub("", _bared(rest))
    before = None
    while before != rest:
        before = rest
        rest = _stripped(rest, wording)
    if len(rest) < 2 or not _HAN.search(rest) or is_self(rest, wording) or of_site(rest, wording):
        return None
    return rest + _SHARED if rest.endswith("人民") else rest


def _bared(rest: str) -> str:
    """Return ``rest`` without marks at its edges whose partner does not stand within it."""
    before = None
    while before != rest:
        before = rest
        rest = rest.strip(_EDGES)
        for opening, closing in _PAIRS:
            if rest[:1] == opening and closing not in rest[1:-1]:
                rest = rest[1:]
            if rest[-1:] == closing and opening not in rest:
                rest = rest[:-1]
            rest = rest.removeprefix(closing).removesuffix(opening)
    return rest


def _stripped(rest: str, wording: TitleWording) -> str:
    rest = _TRAILING.sub("", _bared(rest))
    for word in _longest_first(wording.not_agency):
        if word in rest:
            rest = rest.removesuffix(f"（{word}）").removeprefix(f"（{word}）")
            rest = rest.removeprefix(word).removesuffix(word)
    rest = _YEAR_WORDS.sub("", rest)
    if rest.startswith("（") and rest.endswith("）") and rest.count("（") == 1:
        rest = rest[1:-1]
    if rest.count("（") < rest.count("）"):
        rest = rest.removesuffix("）")
    return rest.removesuffix("（") if rest.count("（") > rest.count("）") else rest


def is_self(name: str, wording: TitleWording) -> bool:
    """Tell whether ``name`` only points at the body that speaks: 我局, 本机关."""
    return _whole(wording.self_names).fullmatch(name) is not None


def is_bare(name: str, wording: TitleWording) -> bool:
    """Tell whether ``name`` lacks its place (统计局, 区统计局): half a name."""
    return _whole(wording.bare).fullmatch(name) is not None


def whole_name(half: str, lines: Iterable[str], wording: TitleWording) -> str | None:
    """Return the name with its place that ``half`` (市民政局) shortens, where a line has it."""
    for line in lines:
        for word in _PARTS.split(line):
            if word.endswith(half) and len(word) > len(half) and _is_full(word, wording):
                return word
    return None


def of_site(text: str, wording: TitleWording) -> bool:
    """Tell whether ``text`` has only words of sites' columns and buttons (部门, 年报下载)."""
    return _only(wording.skip_words).fullmatch(text) is not None


@lru_cache(maxsize=16)
def _only(words: tuple[str, ...]) -> re.Pattern[str]:
    years = r"(?:19|20)\d\d年?度?"
    return compiled(f"(?:{'|'.join([years, *map(re.escape, _longest_first(words))])})++")


@lru_cache(maxsize=16)
def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=16)
def _whole(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


def named_in_text(preamble: Prose, text: Prose, wording: TitleWording) -> str | None:
    """Return the agency that the text names surely, the surest way of naming it first."""
    for prose in (preamble, text):
        for name in _said(prose.text[:_SEARCHED], wording):
            agency = agency_in(name, wording)
            if agency and _is_full(agency, wording):
                return agency
    return None


def _is_full(agency: str, wording: TitleWording) -> bool:
    if len(agency) > _LONGEST or not _NAME.fullmatch(agency) or _NO_NAME.search(agency):
        return False
    if is_bare(agency, wording):
        return False
    return _NOTE.sub("", agency).endswith(wording.endings)


def _said(text: str, wording: TitleWording) -> Iterator[str]:
    for pattern in wording.naming:
        for match in compiled(pattern).finditer(text):
            yield match["agency"]
