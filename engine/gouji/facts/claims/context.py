"""What has been said so far: topics, whose numbers, which year, which whole."""

from dataclasses import dataclass, field

from gouji.facts.claims.sites import Listing, Site
from gouji.facts.claims.tokens import Token

OTHER = "other matter"
"""The topic where the text speaks of something else."""
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
            self.levels.pop()
        while len(self.levels) < depth + 1:
            self.levels.append(Level(outer=self.level.last, lead=lead))

    def speak_of(self, name: str) -> None:
        """Make ``name`` the latest topic."""
        self.topics = [name, *(t for t in self.topics if t != name)][:_MOST]
        self.elsewhere = None

    def next_sentence(self, *, opens: bool) -> None:
        """Carry over a full stop what holds beyond it; ``opens`` where a paragraph begins."""
        if self.elsewhere is not None and self.counted:
            self.topics = []
        self.elsewhere = None
        self.counted = self.reviewing = self.wide = False
        self.year = None
        self.previous = [] if opens else self.levels[0].sites
        self.levels = [Level()]
        if opens:
            self.other = None
