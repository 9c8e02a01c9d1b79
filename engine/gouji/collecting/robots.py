"""What a site's robots.txt (RFC 9309) lets gouji ask for, and how often."""

from protego import Protego

from gouji.collecting.answers import Answer
from gouji.collecting.failures import NotCollected
from gouji.records import dataclass

MOST_BYTES = 512_000
"""What stands beyond is not looked at; the RFC asks for 500 KiB at least."""
_AGENT = "gouji"


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one site; without a ``parser`` everything is allowed."""

    parser: Protego | None = None

    def allow(self, url: str) -> bool:
        """Tell whether ``url`` may be asked for."""
        return self.parser is None or bool(self.parser.can_fetch(url, _AGENT))

    @property
    def delay(self) -> float:
        """Seconds between two requests."""
        return (self.parser.crawl_delay(_AGENT) if self.parser else None) or 0.0


def robots_rules(answer: Answer, site: str) -> RobotsRules:
    """Return the rules that ``site`` answers with; raises :class:`NotCollected` for "not now".

    There are none where it says that there are none (4xx), or sends on and on.
    """
    if answer.status >= 500:
        raise NotCollected(
            f"{site} 的 robots.txt 暂时读不到（{answer.status}），按规定这次不取，请过后再运行一次"
        )
    if not 200 <= answer.status < 300:
        return RobotsRules()
    text = answer.body.decode("utf-8-sig", "replace")
    if len(answer.body) >= MOST_BYTES:
        text = text.rpartition("\n")[0]
    return RobotsRules(Protego.parse(text))
