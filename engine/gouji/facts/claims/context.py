"""What has been said so far: topics, whose numbers, which year, which whole."""

from collections.abc import Sequence
from dataclasses import field

from gouji.facts.claims.clauses import Sentence
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import Listing, Site, dating, first_role
from gouji.facts.claims.tokens import Token
from gouji.records import dataclass

_MOST = 4


@dataclass(slots=True)
class Level:
    """The text inside one pair of brackets (or outside of all): its numbers and its list."""

    outer: Site | None = None
    included: Site | None = None
    """The whole that 「包括」 tells the parts of, as long as 「、」 joins them."""
    lead: list[Token] = field(default_factory=list)
    """What stands before the bracket, where no number does."""
    sites: list[Site] = field(default_factory=list)
    listing: Listing | None = None
    other: Token | None = None
    wide: bool = False
    """Whose numbers were told before the bracket: they go on behind it."""

    @property
    def last(self) -> Site | None:
        """The number told last on this level."""
        return self.sites[-1] if self.sites else None


@dataclass(slots=True)
class Context:
    """The state of the reading, within a section."""

    topics: list[str] = field(default_factory=list)
    """Objects spoken of, the latest first."""
    elsewhere: Token | None = None
    """The word that changed the topic, while the other matter lasts."""
    counted: bool = False
    disclosure: bool = False
    """Whether the paragraph speaks of disclosure, so that 复议 and 诉讼 are about it."""
    named: bool = False
    """Whether the sentence has named disclosure."""
    classes: frozenset[str] = frozenset()
    """The classes of the sentence's words: some speak only beside others."""
    reviewing: bool = False
    other: Token | None = None
    """Another body, while the text speaks of its numbers."""
    wide: bool = False
    parted: bool = False
    """Whether the sentence names other bodies, so that 局机关 is one part beside them."""
    year: int | None = None
    levels: list[Level] = field(default_factory=lambda: [Level()])
    previous: list[Site] = field(default_factory=list)
    """The numbers of the sentence before, for a list that opens this one."""

    @property
    def level(self) -> Level:
        """The level that the text is on."""
        return self.levels[-1]

    def enter(self, depth: int, lead: list[Token]) -> None:
        """Go to bracket depth ``depth``, after the tokens ``lead``."""
        while len(self.levels) > depth + 1:
            left = self.levels.pop()
            self.other, self.wide = left.other, left.wide
        while len(self.levels) < depth + 1:
            level = Level(outer=self.level.last, lead=lead, other=self.other, wide=self.wide)
            self.levels.append(level)

    def speak_of(self, name: str) -> None:
        """Make ``name`` the latest topic."""
        self.topics = [name, *(t for t in self.topics if t != name)][:_MOST]
        self.elsewhere = None

    def begin(self, sentence: Sentence, *, opens: bool) -> None:
        """Begin a sentence; ``opens`` where a paragraph begins with it."""
        found = sentence.tokens
        self.disclosure = self.disclosure and not opens
        self.classes = frozenset(token.cls for token in found if token.slot)
        self.parted = first_role(found, "other_body") is not None
        if any(token.role == "own_body" or token.slot == "object" for token in found):
            self.other = None

    def end(self, *, opens: bool) -> None:
        """Carry over a full stop what holds beyond it; ``opens`` where a paragraph begins."""
        if self.elsewhere is not None and self.counted:
            self.topics = []
        self.elsewhere = None
        self.counted = self.reviewing = self.wide = self.named = False
        self.year = None
        self.previous = [] if opens else self.levels[0].sites
        self.levels = [Level()]
        if opens:
            self.other = None

    def date(self, found: Sequence[Token], report_year: int | None) -> None:
        """Let a year that opens the sentence hold for all of it."""
        if self.level.sites or first_role(found, "compare"):
            return
        for token in dating(found):
            if token.kind == "year" or (token.role == "subset" and token.value is not None):
                self.year = int(token.value or 0)
            elif token.role == "this_year":
                self.year = report_year
            elif token.role == "last_year" and report_year is not None:
                self.year = report_year - 1

    def date_number(self, site: Site, kit: Kit) -> None:
        """Give a number the year of its clause, or the one that opens the sentence."""
        years = [t for t in dating(site.before) if t.kind == "year" or t.role == "this_year"]
        site.year = self.year
        open_ = kit.marks.any("unfinished", "carried_in")
        if any(t.cls in open_ or t.role == "carry" for t in site.before):
            years = [t for t in years if t.value == kit.year]
        if not years:
            return
        site.year = int(years[-1].value or 0) if years[-1].kind == "year" else kit.year
        first = not self.level.sites and not self.levels[0].sites
        if first or site.year == kit.year:
            self.year = site.year
