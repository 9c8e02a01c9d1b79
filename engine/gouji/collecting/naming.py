"""What the words of a link or title say: whether they name an annual report, whose, what year."""

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

from gouji.facts.agencies import same_agency
from gouji.facts.phrases import compact
from gouji.facts.title import agency_in
from gouji.facts.title.report_name import find_name
from gouji.facts.title.wording import TitleWording
from gouji.facts.title.years import title_years
from gouji.records import dataclass

_BARE_NAME = re.compile("(?:年度)?(?:工作)?年度?报告|年报")
"""A name that means this report only where all around it is of disclosure."""
_YEAR_ALONE = re.compile(r"((?:19|20)\d\d)年度?")
_LONGEST = 300
_TOPIC = re.compile("信息公开|政务公开")
_BESIDE = re.compile(
    "解读|图解|一图|图说|长图|海报|附表|统计表|情况表|汇总表|明细|表格|模板|范本|样式|格式|说明|问答|要点|指南|目录|制度"
    "|新闻发布会|培训|考核|评估|测评|通报|征求意见|审计报告|网站工作|监管年度|工作年度报表"
)
"""What stands beside reports and is none."""
_OTHER_REPORT = re.compile(
    "法治|依法行政|决算|预算|执法|绩效|质量|环境状况|公报|网站|双公示|营商|信用|统计年报|社会责任|财务|公司|内控"
)
_CALL = re.compile("(?:做好|编制|报送|编写|开展|布置|部署|填报|上报).*(?:通知|工作安排|方案)$")
_NOTICE = re.compile("(?:公告|通知|公示)$")
_SUFFIX = re.compile(r"\.(?:pdf|docx?|wps|ofd|rtf|odt|s?html?|zip|rar)\b.*$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:附件?|下载|点击)?\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、]\s*")
_DATE = re.compile(r"[\[（(【]?(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?[\])）】]?")
_SIZE = re.compile(r"[（(【\[]?\d+(?:\.\d+)?\s*[KMkm]B?[)）】\]]?")


@dataclass(frozen=True, slots=True)
class Named:
    """A report as words name it; ``plain`` where they are its title and no notice about it."""

    agency: str | None
    year: int | None
    plain: bool = True


@lru_cache(maxsize=20_000)
def named_report(text: str, wording: TitleWording, *, in_column: bool = False) -> Named | None:
    """Return the report that ``text`` names, or ``None``.

    ``in_column`` is a list or a page of nothing but disclosure: there 「2024年年报」 is enough, and
    so is 「2024年」.
    """
    words = bare_words(text[:_LONGEST])
    if _BESIDE.search(words) or _CALL.search(words):
        return None
    found = find_name(words, wording)
    if found is not None:
        years = [year for *_, year in title_years(words[: found.start])]
        after = [year for *_, year in title_years(words[found.end :])]
        inside = [found.year] if found.year else []
        rest = words[: found.start] + words[found.end :]
        year = next(iter([*inside, *years[-1:], *after]), None)
        return Named(agency_in(rest, wording), year, not _NOTICE.search(words))
    alone = _YEAR_ALONE.fullmatch(words) if in_column else None
    if alone is not None:
        return Named(None, int(alone[1]))
    bare = _BARE_NAME.search(words)
    if bare is None or not (in_column or _TOPIC.search(words)) or _OTHER_REPORT.search(words):
        return None
    years = [year for *_, year in title_years(words[: bare.start()])]
    rest = _TOPIC.sub("", words[: bare.start()] + words[bare.end() :])
    return Named(agency_in(rest, wording), next(iter(years[-1:]), None), not _NOTICE.search(words))


def is_topic(text: str) -> bool:
    """Tell whether words are of disclosure."""
    return _TOPIC.search(text) is not None


def is_beside(text: str) -> bool:
    """Tell whether words name what stands beside a report: tables, explanations, pictures."""
    return _BESIDE.search(bare_words(text)) is not None


Owner = Literal["same", "perhaps", "unsaid", "other"]


def owner(named: str | None, agency: str | None) -> Owner:
    """Tell whether the agency that words name is ``agency``.

    What stands in brackets (a branch) is never left out: 公安局（高新分局） is another.
    """
    if named is None or agency is None:
        return "unsaid"
    found = same_agency(named, agency)
    branches = ("（" in compact(named)) != ("（" in compact(agency))
    return "other" if found == "perhaps" and branches else found


def bare_words(text: str) -> str:
    """Return words without numbering, dates, sizes and the ending of a file, compact."""
    text = _SIZE.sub("", _DATE.sub("", _LEADING.sub("", text.strip())))
    return compact(_SUFFIX.sub("", PurePosixPath(text.replace("\\", "/")).name or text))
