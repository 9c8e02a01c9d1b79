"""The way from an address to the report: over lists, frames and articles to a page or a file."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from gouji.collecting.addresses import suffix_of
from gouji.collecting.failures import NotCollected
from gouji.collecting.impostors import failing
from gouji.collecting.kinds import (
    PACKED,
    is_file,
    is_other,
    is_report,
    kind_of,
    page_of,
    rank,
    rank_of_page,
    suffix_for,
    tables,
)
from gouji.collecting.naming import (
    Named,
    Owner,
    bare_words,
    is_beside,
    is_topic,
    named_report,
    owner,
)
from gouji.collecting.page import Link, Page
from gouji.collecting.visiting import Fetched, Visits
from gouji.facts.phrases import compact
from gouji.facts.title import TitleWording, agency_in
from gouji.reading.formats import DOC, DOCX, HTML, ODT, OFD, PDF, RTF
from gouji.records import dataclass

_FORMATS = (DOCX, DOC, ODT, RTF, PDF, OFD)
"""What a report may be filed as, the surest to read first."""
_MOST_VISITS = 40
_MOST_PAGES = 10
_MOST_MOVES = 3
_MOST_FRAMES = 5
_MOST_TRIED = 3
_DEEPEST = 3
_LEAST_TABLES = 2
_FIRST_LINES = 40
_FEW_WORDS = 12
_LONG = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose report of which year is looked for; what is ``None`` is taken as it comes."""

    agency: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A report: its bytes, their format, where they lie and on which page that was found.

    ``others`` are candidates that were not taken, ``notes`` what a person should know.
    """

    body: bytes
    suffix: str
    url: str
    page: str = ""
    year: int | None = None
    published: date | None = None
    others: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A link that may lead to the report, and whether that is the agency's."""

    link: Link
    named: Named
    owner: Owner


class Search:
    """Looks for one report; ``visited`` are the addresses that it has asked for."""

    def __init__(self, visits: Visits, wording: TitleWording, wanted: Wanted) -> None:
        self._visits = visits
        self._wording = wording
        self._wanted = wanted
        self.visited: list[str] = []
        self._seen: set[str] = set()
        self._frames: set[str] = set()

    def find(self, url: str) -> Found:
        """Return the report that ``url`` leads to; raises :class:`NotCollected`."""
        return self._at(url, "", None, 0)

    def _visit(self, url: str, referer: str) -> Fetched:
        if len(self.visited) == _MOST_VISITS:
            raise NotCollected(f"找了 {_MOST_VISITS} 个网页还没有找到")
        self.visited.append(url)
        return self._visits.visit(url, referer)

    def _at(self, url: str, referer: str, named: Named | None, depth: int) -> Found:
        """Return the report at ``url``, which a link ``named`` (``None`` at the start)."""
        if url in self._seen:
            raise NotCollected("网页互相指来指去，没有报告")
        self._seen.add(url)
        fetched = self._visit(url, referer)
        kind = kind_of(fetched.body)
        if kind in _FORMATS:
            year = named.year if named else None
            return Found(fetched.body, suffix_for(kind, fetched.url), fetched.url, referer, year)
        if kind is not HTML:
            raise NotCollected(f"给出的是{kind.title}，不是报告文件")
        page = self._settled(page_of(fetched.url, fetched.body))
        return self._on(page, named, depth)

    def _settled(self, page: Page) -> Page:
        """Return where a page sends its readers by itself."""
        for _ in range(_MOST_MOVES):
            behind = self._behind(page.leads_on, page)
            if behind is None:
                break
            page = behind
        return page

    def _behind(self, target: str | None, page: Page) -> Page | None:
        """Return the page at ``target``, to which ``page`` points, if it is one and is new."""
        if target is None or target in self._seen:
            return None
        self._seen.add(target)
        fetched = self._visit(target, page.url)
        return page_of(fetched.url, fetched.body) if kind_of(fetched.body) is HTML else None

    def _on(self, page: Page, named: Named | None, depth: int) -> Found:
        """Return the report on a page, attached to it, or listed by it."""
        ways = (self._whole, self._attached, self._listed, self._framed, self._in_column)
        for way in ways:
            found = way(page, named, depth)
            if found is not None:
                return found
        raise NotCollected(failing(page) or self._nothing(page))

    def _nothing(self, page: Page) -> str:
        year = f" {self._wanted.year} 年度的" if self._wanted.year else ""
        said = self._named(page)
        if said and said.year and self._wanted.year and said.year != self._wanted.year:
            return f"网页上是 {said.year} 年度的报告，不是{year}"
        if any(suffix_of(link.url) in PACKED for link in page.links if self._of_year(link, page)):
            return "报告在压缩包里，请下载解开后另行评定"
        others = [c.named.agency for c in self._candidates(page) if c.owner in {"other", "perhaps"}]
        if others:
            return (
                f"网页上有别的机关的报告（{others[0]} 等 {len(others)} 份），没有一份写明是本机关的"
            )
        return f"网页上没有找到{year}政府信息公开工作年度报告"

    def _of_year(self, link: Link, page: Page) -> bool:
        found = self._candidate(link, page)
        return found is not None and found.owner != "other" and self._is_year(found.named.year)

    def _named(self, page: Page) -> Named | None:
        """Return the report that the page names as its own: with its year, if it says one."""
        lines = [line for line in page.own_text.split("\n")[:_FIRST_LINES] if len(line) < _LONG]
        words = filter(None, (page.title, page.whole_title, *lines))
        in_column = is_topic(page.whole_title)
        found = [n for w in words if (n := named_report(w, self._wording, in_column=in_column))]
        dated = [named for named in found if named.year]
        return next(iter([*dated, *found]), None)

    def _is_year(self, year: int | None) -> bool:
        return year is None or self._wanted.year is None or year == self._wanted.year

    # the report in the page itself

    def _whole(self, page: Page, named: Named | None, _depth: int) -> Found | None:
        if not is_report(page):
            return None
        said = _surer(self._named(page), named)
        year = said.year if said else None
        if not self._is_year(year) or is_beside(page.title):
            return None
        if year is None and self._wanted.year and f"{self._wanted.year}年" not in page.own_text:
            return None
        if tables(page) < _LEAST_TABLES:
            with suppress(NotCollected):
                attached = self._attached(page, named, _depth)
                if attached is not None:
                    return attached
        others = tuple(c.link for c in self._files(page, said))
        notes = self._doubts(said)
        return Found(page.body, ".html", page.url, page.url, year, page.published, others, notes)

    def _doubts(self, said: Named | None) -> tuple[str, ...]:
        """Tell where the report may be another agency's."""
        if said is None or said.agency is None or self._wanted.agency is None:
            return ()
        if owner(said.agency, self._wanted.agency) == "same":
            return ()
        return (f"网页上写的机关是「{said.agency}」，请核对",)

    # the report attached to a page that is about it

    def _attached(self, page: Page, named: Named | None, _depth: int) -> Found | None:
        said = _surer(self._named(page), named)
        if said is None or not self._is_year(said.year):
            return None
        files = self._files(page, said)
        if said.year is None and (len(files) != 1 or files[0].named.year):
            return None  # a list of files of several years
        if not files:
            return None
        found, taken = self._first(files, page, said)
        return replace(
            found,
            year=taken.named.year or said.year,
            published=page.published,
            others=tuple(c.link for c in files if c is not taken),
            notes=found.notes + self._doubts(said),
        )

    def _files(self, page: Page, said: Named | None) -> list[_Candidate]:
        """Return the files of a page that may be the report, the likeliest first.

        Those that are named as one; else, on a page about the report, all that are not named as
        something else.
        """
        files = [link for link in page.links if is_file(link)]
        named = [c for link in files if (c := self._candidate(link, page)) is not None]
        own = [c for c in named if c.owner != "other" and self._is_year(c.named.year)]
        if not named and said is not None and (said.agency or said.year):
            own = self._unnamed([link for link in files if not is_other(link)], page, said)
        return sorted(own, key=lambda c: (c.owner != "same", not c.named.plain, rank(c.link)))

    def _unnamed(self, files: list[Link], page: Page, said: Named) -> list[_Candidate]:
        """Return the files of a page about a report that may be it though their words do not say.

        Where the page is not about one agency, words may be the names of others, or nobody's.
        """
        whose = [agency_in(bare_words(link.text), self._wording) for link in files]
        found = [
            _Candidate(link, said, owner(agency, self._wanted.agency))
            for link, agency in zip(files, whose, strict=True)
        ]
        itself = self._named(page)
        if itself is not None and itself.agency:
            return [c if c.owner == "same" else replace(c, owner="unsaid") for c in found]
        own = [c for c in found if c.owner == "same"]
        return own or (found if len(found) == 1 and found[0].owner == "unsaid" else [])

    def _first(self, files: list[_Candidate], page: Page, said: Named) -> tuple[Found, _Candidate]:
        """Return the first of ``files`` that can be fetched, and which it is."""
        failed: list[str] = []
        for file in files[:_MOST_TRIED]:
            try:
                found = self._file(file.link, page, said)
            except NotCollected as error:
                failed.append(f"附件「{file.link.text or file.link.url}」没有取到：{error}")
            else:
                return replace(found, notes=tuple(failed)), file
        raise NotCollected(failed[0])

    def _file(self, link: Link, page: Page, said: Named) -> Found:
        fetched = self._visit(link.url, page.url)
        kind = kind_of(fetched.body)
        if kind not in _FORMATS:
            why = failing(page_of(fetched.url, fetched.body)) if kind is HTML else ""
            raise NotCollected(why or f"给出的是{kind.title}，不是报告文件")
        suffix = suffix_for(kind, link.url if suffix_of(link.url) else fetched.url)
        return Found(fetched.body, suffix, fetched.url, page.url, said.year)

    # a list of reports

    def _listed(self, page: Page, _named: Named | None, depth: int) -> Found | None:
        if depth >= _DEEPEST:
            return None
        for at in self._pages(page):
            candidates = self._best(self._candidates(at))
            if candidates:
                return self._chosen(candidates, at, depth)
        return None

    def _pages(self, page: Page) -> Iterator[Page]:
        """Yield a list's pages, so many at most."""
        yield page
        for _ in range(_MOST_PAGES - 1):
            behind = self._behind(page.next_page, page)
            if behind is None:
                return
            page = behind
            yield page

    def _candidates(self, page: Page) -> list[_Candidate]:
        found = [c for link in page.links if (c := self._candidate(link, page)) is not None]
        return [candidate for candidate in found if candidate.link.url not in self._seen]

    def _candidate(self, link: Link, page: Page) -> _Candidate | None:
        """Return what a link is, by its own words, else by those of the line around it."""
        in_column = is_topic(page.title) or is_topic(page.whole_title)
        for words in (link.text, link.row):
            named = named_report(words, self._wording, in_column=in_column) if words else None
            if named is not None:
                whose = named.agency or (agency_in(compact(link.head), self._wording))
                return _Candidate(link, named, owner(whose, self._wanted.agency))
            if words and (is_beside(words) or len(words) > _FEW_WORDS):
                return None  # the line around a link with words of its own is of others too
        return None

    def _best(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """Return the candidates for the report, the likeliest first: own, of the year, newest.

        A short name counts where it is the only one that may be the agency's.
        """
        dated = [c for c in candidates if c.named.year and self._is_year(c.named.year)]
        dated = [c for c in dated if suffix_of(c.link.url) not in PACKED]
        if self._wanted.agency is None and len({c.named.agency for c in dated} - {None}) > 1:
            raise NotCollected("网页上有好几个机关的报告，清单里没有写机关，不知道要哪一份")
        perhaps = {c.named.agency for c in dated if c.owner == "perhaps"}
        order = ("same", "perhaps", "unsaid") if len(perhaps) == 1 else ("same", "unsaid")
        for whose in order:
            fitting = [c for c in dated if c.owner == whose]
            if fitting:
                newest = max(c.named.year or 0 for c in fitting)
                fitting = [c for c in fitting if c.named.year == newest]
                return sorted(fitting, key=lambda c: (not c.named.plain, rank_of_page(c.link)))
        return []

    def _chosen(self, candidates: list[_Candidate], page: Page, depth: int) -> Found:
        failed: NotCollected | None = None
        for candidate in candidates[:_MOST_TRIED]:
            try:
                found = self._at(candidate.link.url, page.url, candidate.named, depth + 1)
            except NotCollected as error:
                failed = failed or NotCollected(f"列表里的「{candidate.link.text}」：{error}")
            else:
                rest = tuple(c.link for c in candidates if c.link.url != candidate.link.url)
                return replace(
                    found,
                    year=found.year or candidate.named.year,
                    others=found.others + rest,
                    notes=found.notes + _unsure(candidate),
                )
        raise failed or NotCollected("列表里没有报告")

    # further in

    def _framed(self, page: Page, named: Named | None, depth: int) -> Found | None:
        """Look into the frames of a page; not into the frames of those."""
        if page.url in self._frames:
            return None
        for target in page.frames[:_MOST_FRAMES]:
            if target in self._seen:
                continue
            self._frames.add(target)
            try:
                found = self._at(target, page.url, _surer(self._named(page), named), depth)
            except NotCollected:
                continue
            return replace(found, published=found.published or page.published)
        return None

    def _in_column(self, page: Page, _named: Named | None, depth: int) -> Found | None:
        """Go to the column of annual reports that a page links to."""
        if depth:
            return None
        columns = [c for c in self._candidates(page) if not c.named.year and c.owner != "other"]
        for candidate in columns[:1]:
            if not is_file(candidate.link) and candidate.link.url not in self._seen:
                return self._at(candidate.link.url, page.url, None, depth + 1)
        return None


def _surer(one: Named | None, other: Named | None) -> Named | None:
    """Return the one that says a year, else the first there is."""
    return next((each for each in (one, other) if each and each.year), one or other)


def _unsure(candidate: _Candidate) -> tuple[str, ...]:
    if candidate.owner == "perhaps":
        return (f"列表上写的机关是「{candidate.named.agency}」，请核对是不是本机关",)
    return ()
