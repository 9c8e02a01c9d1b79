"""Going where an address leads, as a good visitor: robots.txt read, unhurried, asking once."""

import threading
from collections.abc import Callable
from dataclasses import field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Protocol

from gouji.collecting.addresses import address, host_of, origin_of
from gouji.collecting.answers import Answer
from gouji.collecting.failures import NotCollected
from gouji.collecting.kept import Kept
from gouji.collecting.network import Network
from gouji.collecting.pace import LONGEST_WAIT, Pace
from gouji.collecting.robots import MOST_BYTES, RobotsRules, robots_rules
from gouji.reading.limits import MAX_FILE_BYTES
from gouji.records import dataclass

_MOST_HOPS = 10
_MOST_ROBOTS_HOPS = 5
_MOST_TRIES = 3
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_STATUS = {
    400: "网站不接受这个请求（400）",
    401: "要登录才能看（401）",
    403: "网站不让访问（403）",
    404: "没有这个网页（404）",
    407: "代理服务器要求登录（407）",
    410: "网页已经撤下（410）",
    412: "网站用防爬虫程序拦住了（412）",
    429: "网站嫌访问太多（429）",
    500: "网站出错（500）",
    502: "网站出错（502）",
    503: "网站暂时不能访问（503）",
    504: "网站太久没有应答（504）",
    521: "网站用防爬虫程序拦住了（521）",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies at ``url``, where asking for another address may have led."""

    url: str
    body: bytes


class Visits(Protocol):
    """Whoever fetches what lies at an address."""

    def visit(self, url: str, referer: str = "") -> Fetched:
        """Return what lies at ``url``; raises :class:`NotCollected`."""

    def doubt(self, url: str) -> None:
        """Ask anew for what lies at ``url`` when it is needed next: it led to nothing."""


@dataclass(slots=True)
class _Site:
    """What is known of an origin's robots.txt: nothing yet, its rules, or why it is not known.

    A site that cannot be reached is tried a few times; then it is left alone for this run.
    """

    found: RobotsRules | NotCollected | None = None
    tries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Visitor:
    """Fetches what lies at addresses over a :class:`Network`."""

    def __init__(
        self,
        network: Network,
        pace: Pace,
        kept: Kept,
        today: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._network = network
        self._pace = pace
        self._kept = kept
        self._today = today
        self._sites: dict[str, _Site] = {}

    def visit(self, url: str, referer: str = "") -> Fetched:
        """Return what lies at ``url``; raises :class:`NotCollected`."""
        seen: set[str] = set()
        for _ in range(_MOST_HOPS):
            # who is sent back to where they were has got a cookie on the way
            known = None if url in seen else self._kept.fresh(url)
            answer = known or self._asked(url, referer)
            seen.add(url)
            target = answer.moved_to
            if target is None:
                _check_status(answer.status)
                return Fetched(url, answer.body)
            url = address(target, url)
        raise NotCollected(f"网站来回转向超过 {_MOST_HOPS} 次")

    def doubt(self, url: str) -> None:
        """Ask anew for what lies at ``url`` when it is needed next: it led to nothing."""
        for _ in range(_MOST_HOPS):
            answer = self._kept.fresh(url)
            if answer is None:
                return
            self._kept.age(url, answer)
            if answer.moved_to is None:
                return
            url = address(answer.moved_to, url)

    def _asked(self, url: str, referer: str) -> Answer:
        """Ask for ``url``, if robots.txt allows it; keep what may be used again."""
        self._check_robots(url)
        headers = {"Referer": referer} if referer and origin_of(referer) == origin_of(url) else {}
        known = self._kept.earlier(url)
        if known is not None and known.moved_to is None:
            headers |= _conditions(known)
        answer = self._patiently(url, headers, MAX_FILE_BYTES)
        if answer.status == HTTPStatus.NOT_MODIFIED and known is not None:
            answer = known
        if answer.status == HTTPStatus.OK or answer.moved_to is not None:
            self._kept.put(url, answer)
        return answer

    def _patiently(
        self, url: str, headers: dict[str, str], most: int, *, cut: bool = False
    ) -> Answer:
        """Ask once, and again where the host tells how long to wait."""
        host = host_of(url)
        for _ in range(_MOST_TRIES):
            with self._pace.turn(host):
                answer = self._network.get(url, headers, most, cut=cut)
            wait = self._wait(answer)
            if wait is None:
                break
            self._pace.rest(host, wait)
            if wait > LONGEST_WAIT:
                raise NotCollected(f"{host} 要求过 {round(wait)} 秒再来，请过后再运行一次")
        return answer

    def _wait(self, answer: Answer) -> float | None:
        """Return how many seconds a busy server asks to wait."""
        told = answer.headers.get("retry-after", "").strip()
        if answer.status not in _BUSY or not told:
            return None
        if told.isascii() and told.isdigit():
            return float(told[:9])
        try:
            moment = parsedate_to_datetime(told)
        except (ValueError, TypeError, OverflowError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((moment - self._today()).total_seconds(), 0.0)

    def _check_robots(self, url: str) -> None:
        site = self._sites.setdefault(origin_of(url), _Site())
        with site.lock:
            if site.found is None or (
                isinstance(site.found, NotCollected) and site.tries < _MOST_TRIES
            ):
                site.tries += 1
                site.found = self._read_robots(url)
        if isinstance(site.found, NotCollected):
            raise NotCollected(str(site.found))
        if not site.found.allow(url):
            raise NotCollected(f"{host_of(url)} 的 robots.txt 不让取这个网页，请到网站上手工下载")

    def _read_robots(self, url: str) -> RobotsRules | NotCollected:
        host = host_of(url)
        try:
            rules = robots_rules(self._robots(f"{origin_of(url)}/robots.txt"), host)
        except NotCollected as error:
            return error
        self._pace.slow(host, rules.delay)
        return rules

    def _robots(self, url: str) -> Answer:
        for _ in range(_MOST_ROBOTS_HOPS + 1):
            answer = self._patiently(url, {}, MOST_BYTES, cut=True)
            if answer.moved_to is None:
                break
            url = address(answer.moved_to, url)
        return answer


def _conditions(known: Answer) -> dict[str, str]:
    """Return the headers that ask for something only if it has changed."""
    wanted = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {asks: known.headers[told] for told, asks in wanted.items() if known.headers.get(told)}


def _check_status(status: int) -> None:
    if status != HTTPStatus.OK:
        raise NotCollected(_STATUS.get(status, f"网站的应答是 {status}"))
