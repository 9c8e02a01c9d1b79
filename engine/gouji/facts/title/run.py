"""What one run of lines says as a title: agency, year and name, and how surely.

What stands beside the name in its own line is sure. What a line above or below adds is sure only
where that line is known for an agency, or for a piece of the name that the text repeats.
"""

from collections.abc import Sequence
from itertools import accumulate

from gouji.expressions import compiled
from gouji.facts.title.agency import agency_in, is_bare, is_self
from gouji.facts.title.report_name import find_name
from gouji.facts.title.wording import TitleWording
from gouji.facts.title.years import title_years, without_years
from gouji.records import dataclass

NUMBERED = compiled(
    r"[〔\[【（﹝](?:19|20)\d\d年?[〕\]】）﹞](?=第?\d+号)"
    r"|(?:19|20)\d\d(?:年\d{1,2}月|[-./]\d{1,2}[-./])(?:\d{1,2}日?)?"
)
"""Years of document numbers and dates: never the report's."""
_SHORT_YEAR = compiled(r"(?<!\d)[12]\d年度?(?!\d)|[2二][0Oo〇零○]\S{2}年")
_MARKS = ("（", "—", "-", "–", "_", "·", "：")
"""What stands between the report's name and an agency behind it."""
_BRANCH = compiled("（(?![不未]?[包含]|原)[^（）\\d]{2,20}(?:分局|支队|大队|中队|派出所)）")
"""A branch in brackets, by itself: it belongs to the agency's name, wherever it is printed."""
_JOINING = ("和", "与", "及", "暨", "、")
"""How the second half of a name begins that is printed on two lines."""
_PLACES = ("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡")
_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class Run:
    """The report's name in a run of lines, and what stands around it.

    ``before`` and ``after`` are the rest of the name's own lines, ``inside`` a year within the
    name; ``above`` and ``below`` are the other lines.
    """

    name: str
    above: tuple[str, ...]
    before: str
    after: str
    below: tuple[str, ...]
    inside: int | None

    @property
    def leading(self) -> str:
        """Return everything before the name."""
        return "".join(self.above) + self.before


def run_of(lines: Sequence[str], wording: TitleWording) -> Run | None:
    """Return the run that ``lines`` make, or ``None`` where no report's name stands in them."""
    texts = [NUMBERED.sub("", line) for line in lines]
    joined = "".join(texts)
    found = find_name(joined, wording)
    if found is None:
        return None
    ends = list(accumulate(len(text) for text in texts))
    first = next(i for i, end in enumerate(ends) if found.start < end)
    last = next(i for i, end in enumerate(ends) if found.end <= end)
    return Run(
        name=found.text,
        above=tuple(texts[:first]),
        before=joined[ends[first] - len(texts[first]) : found.start],
        after=joined[found.end : ends[last]],
        below=tuple(texts[last + 1 :]),
        inside=found.year,
    )


def year_of(run: Run) -> int | None:
    """Return the year nearest to the name: inside it, before it, behind it."""
    if run.inside is not None:
        return run.inside
    years = title_years(run.leading)[-1:] or title_years(run.after + "".join(run.below))[:1]
    return years[0][2] if years else None


def may_have_year(run: Run) -> bool:
    """Tell whether something stands beside the name that may be a year (24年, 2O24年)."""
    return _SHORT_YEAR.search(f"{run.leading} {run.after}") is not None


def agency_of(run: Run, text: str, wording: TitleWording) -> tuple[str | None, bool]:
    """Return the agency that the run names, and whether there is doubt about it.

    ``text`` is the report's running text, compact. Half a name (财政局) is returned with a doubt;
    without a name the doubt tells that something stands there which may be one.
    """
    agency, in_doubt = _body_of(run, text, wording)
    return (agency + _branch(run) if agency else agency), in_doubt


def is_branch(line: str) -> bool:
    """Tell whether a line is the branch of the agency that stands beside it: （高新分局）."""
    return _BRANCH.fullmatch(line.strip()) is not None


def _branch(run: Run) -> str:
    """Return the branch that stands behind the report's name, if one does."""
    behind = (without_years(run.after).strip(), *run.below[:1])
    return next((line.strip() for line in behind if is_branch(line)), "")


def _body_of(run: Run, text: str, wording: TitleWording) -> tuple[str | None, bool]:
    own, whole = agency_in(run.before, wording), agency_in(run.leading, wording)
    tail = own is not None and _is_tail(own, run.before, wording)
    if own is not None and (own == whole or not tail):
        begun = run.above and goes_on(run.above[-1], run.before, text, wording)
        return (whole if begun else own), tail
    if is_self(without_years(run.before).strip("《"), wording):
        return None, False
    if whole is not None:
        return _from_above(run, whole, text, wording)
    return _from_below(run, text, wording)


def goes_on(above: str, first: str, text: str, wording: TitleWording) -> bool:
    """Tell whether the agency's name in the line ``first`` surely began in the one above it."""
    if agency_in(first, wording) is None or agency_in(above, wording) is None:
        return False
    if is_branch(without_years(first)):
        return True
    joined = agency_in(above + first, wording)
    unfinished = compiled(wording.unfinished).fullmatch(above) is not None
    return unfinished or (joined is not None and joined in text)


def _from_above(run: Run, whole: str, text: str, wording: TitleWording) -> tuple[str | None, bool]:
    """Return the name that the lines above make, where each of them surely belongs to a name."""
    lines = [line for line in (*run.above, run.before) if agency_in(line, wording)]
    if len(lines) > 1 and lines[-1].startswith(_JOINING):
        lines = lines[:1]
    known = whole in text or all(_is_known(line, text, wording) for line in lines)
    half = is_bare(whole, wording) or whole.startswith(_JOINING)
    return (whole, False) if known and not half else (None, True)


def _from_below(run: Run, text: str, wording: TitleWording) -> tuple[str | None, bool]:
    marked = run.after if run.after.startswith(_MARKS) else ""
    for line in (marked, *run.below):
        agency = agency_in(line, wording)
        if agency and not is_branch(line) and _is_known(line, text, wording):
            return (None, True) if is_bare(agency, wording) else (agency, False)
    return None, False


def _is_known(line: str, text: str, wording: TitleWording) -> bool:
    """Tell whether a line beside the title is surely an agency's name, or a piece of one."""
    name = agency_in(line, wording)
    if name is None:
        return False
    return name.removesuffix("）").endswith(wording.endings) or (len(name) > 2 and name in text)


def _is_tail(name: str, line: str, wording: TitleWording) -> bool:
    """Tell whether a name, alone in its ``line``, may end one that began in the line above."""
    short = len(name) <= _SHORT_NAME and not name.endswith(_PLACES)
    halved = name.startswith(_JOINING) or line.count("（") < line.count("）")
    return short or halved or is_bare(name, wording)
