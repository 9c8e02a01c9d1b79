"""The manners of a visitor, over real HTTP: robots.txt, the pace, what is asked for again."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sitekit import MAIN, Reply, Request, Web, html, moved, resolve, visitor

from gouji.collecting.failures import NotCollected
from gouji.collecting.kept import Kept, run_in
from gouji.collecting.network import Network
from gouji.collecting.pace import LONGEST_WAIT, Pace
from gouji.collecting.visiting import Visitor
from gouji.errors import UsageError


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with run_in(tmp_path) as kept:
        yield kept


def refusal(site: Web, kept: Kept, path: str = "/a.html", **options: object) -> str | None:
    try:
        visitor(site, kept, **options).visit(site.url(path))
    except NotCollected as error:
        return str(error)
    return None


def robots(text: str, status: int = 200) -> Reply:
    return Reply(text.encode(), status, {"Content-Type": "text/plain"})


FORBIDDEN = f"{MAIN} 的 robots.txt 不让取这个网页，请到网站上手工下载"
LATER = f"{MAIN} 的 robots.txt 暂时读不到（{{}}），按规定这次不取，请过后再运行一次"

ROBOTS: dict[str, tuple[Reply | None, str | None]] = {
    "none": (None, None),
    "forbidden to read it": (Reply(status=403), None),
    "all may": (robots("User-agent: *\nDisallow:\n"), None),
    "nobody may": (robots("User-agent: *\nDisallow: /\n"), FORBIDDEN),
    "with a mark of byte order": (robots("\ufeffUser-agent: *\nDisallow: /\n"), FORBIDDEN),
    "gouji may not": (robots("User-agent: GouJi\nDisallow: /a\n\nUser-agent: *\nAllow: /\n"), FORBIDDEN),
    "others may not": (robots("User-agent: gouji\nAllow: /\n\nUser-agent: *\nDisallow: /\n"), None),
    "the longer rule wins": (robots("User-agent: *\nDisallow: /\nAllow: /a.html\n"), None),
    "patterns": (robots("User-agent: *\nDisallow: /*.html$\n"), FORBIDDEN),
    "a page in its place": (html("<html>首页</html>"), None),
    "an error": (Reply(status=500), LATER.format(500)),
    "what stands beyond the limit": (robots("#" * 600_000 + "\nUser-agent: *\nDisallow: /\n"), None),
    "what is cut by the limit": (
        robots("User-agent: *\nDisallow: /b\n" + "#" * (512_000 - 42) + "\nDisallow: /aaaa\n"),
        None,
    ),
    "moved": (moved("/r"), FORBIDDEN),
    "moved on and on": (moved("/robots.txt"), None),
}  # fmt: skip


@pytest.mark.parametrize("name", ROBOTS)
def test_robots(name: str, site: Web, kept: Kept) -> None:
    reply, expected = ROBOTS[name]
    site.add({"/a.html": html("x"), "/r": robots("User-agent: *\nDisallow: /\n")})
    if reply is not None:
        site.add({"/robots.txt": reply})
    assert refusal(site, kept) == expected
    assert site.asked() == ([] if expected else ["/a.html"]) or name == "moved"


def test_the_robots_of_where_a_redirect_leads_are_read_too(site: Web, kept: Kept) -> None:
    site.add({"/a.html": moved(site.url("/b.html", "other.gov.cn"))})
    site.add({"/robots.txt": robots("User-agent: *\nDisallow: /\n")}, "other.gov.cn")
    assert refusal(site, kept) == FORBIDDEN.replace(MAIN, "other.gov.cn")
    assert site.asked("other.gov.cn") == []


def test_a_site_whose_robots_cannot_be_read_is_left_alone(site: Web, kept: Kept) -> None:
    replies = iter([Reply(status=500), robots("")])
    site.add({"/robots.txt": lambda _: next(replies), "/1": html("x")})
    site.add({"/robots.txt": Reply(status=500), "/1": html("x")}, "other.gov.cn")
    one = visitor(site, kept)
    with suppress(NotCollected):
        one.visit(site.url("/1"))
    assert one.visit(site.url("/1")).body == b"x"
    for _ in range(6):
        with suppress(NotCollected):
            one.visit(site.url("/1", "other.gov.cn"))
    assert [r.path for r in site.log if r.host == "other.gov.cn"] == ["/robots.txt"] * 3


def test_robots_are_read_once_a_site(site: Web, kept: Kept) -> None:
    site.add({f"/{n}": html(str(n)) for n in range(5)})
    one = visitor(site, kept)
    for n in range(5):
        one.visit(site.url(f"/{n}"))
    assert [r.path for r in site.log].count("/robots.txt") == 1


def apart(log: list[Request]) -> float:
    """The least time between two requests to one host."""
    times = defaultdict(list)
    for request in log:
        times[request.host].append(request.time)
    return min(b - a for each in times.values() for a, b in itertools.pairwise(each))


def test_a_crawl_delay_is_heeded(site: Web, kept: Kept) -> None:
    site.add(
        {
            "/robots.txt": robots("User-agent: *\nCrawl-delay: 7\n"),
            "/a": moved("/b"),
            "/b": html("x"),
        }
    )
    visitor(site, kept).visit(site.url("/a"))
    assert apart(site.log) == pytest.approx(7)


def test_a_delay_that_is_too_long_is_told(site: Web, kept: Kept) -> None:
    site.add({"/robots.txt": robots("User-agent: *\nCrawl-delay: 3600\n"), "/a.html": html("x")})
    assert refusal(site, kept) == f"{MAIN} 要求过 3600 秒再来，请过后再运行一次"


@pytest.mark.parametrize("seconds", [3, 100])
@pytest.mark.parametrize("dated", [False, True])
def test_who_is_busy_is_asked_again_when_it_says(
    seconds: int, dated: bool, site: Web, kept: Kept
) -> None:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    told = format_datetime(now + timedelta(seconds=seconds), usegmt=True) if dated else str(seconds)
    replies = iter([Reply(status=503, headers={"Retry-After": told}), html("x")])
    site.add({"/a.html": lambda _: next(replies)})
    network = Network(private=True, resolve=resolve)
    fetched = Visitor(network, Pace(site.clock), kept, lambda: now).visit(site.url("/a.html"))
    times = [r.time for r in site.log if r.path == "/a.html"]
    assert (fetched.body, len(times)) == (b"x", 2)
    assert times[1] - times[0] == pytest.approx(seconds)


def test_a_host_that_asks_to_wait_long_is_left_alone(site: Web, kept: Kept) -> None:
    site.add({"/a.html": Reply(status=429, headers={"Retry-After": "3600"}), "/b.html": html("x")})
    one = visitor(site, kept)
    for path in ("/a.html", "/b.html"):
        with pytest.raises(NotCollected, match=r"^www.qingwu.gov.cn 要求过 3600 秒再来"):
            one.visit(site.url(path))
    assert site.asked() == ["/a.html"]
    assert LONGEST_WAIT < 3600


def test_who_stays_busy_is_given_up(site: Web, kept: Kept) -> None:
    site.add({"/a.html": Reply(status=503, headers={"Retry-After": "1"})})
    assert refusal(site, kept) == "网站暂时不能访问（503）"
    assert site.asked() == ["/a.html"] * 3


HOSTS = ("a.gov.cn", "b.gov.cn", "c.gov.cn")
PLACES = st.tuples(st.sampled_from(HOSTS), st.integers(0, 5))


@settings(max_examples=25, deadline=None)
@given(
    visits=st.lists(PLACES, min_size=1, max_size=8),
    moves=st.dictionaries(PLACES, PLACES, max_size=8),
    busy=st.sets(PLACES, max_size=3),
)
def test_no_host_is_ever_asked_twice_within_a_second(
    visits: list[tuple[str, int]],
    moves: dict[tuple[str, int], tuple[str, int]],
    busy: set[tuple[str, int]],
    server: Web,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    server.pages.clear()
    server.log.clear()
    for host, n in itertools.product(HOSTS, range(6)):
        to = moves.get((host, n))
        reply = moved(server.url(f"/{to[1]}", to[0])) if to else html("x")
        if (host, n) in busy:
            reply = Reply(status=429, headers={"Retry-After": "0"})
        server.add({f"/{n}": reply}, host)
    with run_in(tmp_path_factory.mktemp("kept")) as kept:
        one = visitor(server, kept)
        for host, n in visits:
            with suppress(NotCollected):
                one.visit(server.url(f"/{n}", host))
    if len(server.log) > len({r.host for r in server.log}):
        assert apart(server.log) >= 1 - 1e-9


def stopped(site: Web, folder: Path, *paths: str) -> None:
    """A run that asks for ``paths`` and does not come to its end."""
    with suppress(KeyboardInterrupt), run_in(folder) as kept:
        one = visitor(site, kept)
        for path in paths:
            one.visit(site.url(path))
        raise KeyboardInterrupt


def test_a_run_that_was_stopped_asks_for_nothing_twice(site: Web, tmp_path: Path) -> None:
    site.add({"/a": moved("/b"), "/b": html("x"), "/c": html("y")})

    for paths in (["/a"], ["/a", "/c"], ["/c", "/b"]):
        stopped(site, tmp_path, *paths)
    assert site.asked() == ["/a", "/b", "/c"]


def test_a_later_run_asks_whether_anything_has_changed(site: Web, tmp_path: Path) -> None:
    def reply(request: Request) -> Reply:
        same = request.headers.get("if-none-match") == '"1"'
        return Reply(status=304) if same else html("x", ETag='"1"')

    site.add({"/a": reply, "/b": html("y", Last_Modified="Mon, 20 Jan 2025 00:00:00 GMT")})
    bodies = []
    for _ in range(2):
        with run_in(tmp_path) as kept:
            one = visitor(site, kept)
            bodies += [one.visit(site.url(path)).body for path in ("/a", "/b")]
    asked = [r.headers for r in site.log if r.path != "/robots.txt"]
    assert bodies == [b"x", b"y", b"x", b"y"]
    assert [h.get("if-none-match") for h in asked] == [None, None, '"1"', None]
    assert asked[3].get("if-modified-since") == "Mon, 20 Jan 2025 00:00:00 GMT"


def test_what_was_kept_and_has_been_spoilt_is_asked_for_again(site: Web, tmp_path: Path) -> None:
    site.add({"/a": html("x")})
    for _ in range(2):
        stopped(site, tmp_path, "/a")
        for file in (tmp_path / ".collect" / "answers").rglob("*"):
            if file.is_file():
                file.write_bytes(file.read_bytes()[:-1])
    assert site.asked() == ["/a", "/a"]


def test_two_runs_in_one_folder_are_refused(site: Web, tmp_path: Path) -> None:
    with run_in(tmp_path), pytest.raises(UsageError, match="另一个 gouji collect 正在写"):
        stopped(site, tmp_path)


def test_what_servers_are_told(site: Web, kept: Kept) -> None:
    site.add({"/a": moved(site.url("/b", "other.gov.cn"), Set_Cookie="s=1; Domain=gov.cn; Path=/")})
    site.add({"/b": html("x")}, "other.gov.cn")
    visitor(site, kept, contact="office@qingwu.gov.cn").visit(site.url("/a"), site.url("/"))
    first, last = (r.headers for r in site.log if r.path in {"/a", "/b"})
    assert first["user-agent"].startswith("gouji/")
    assert first["user-agent"].endswith("(+office@qingwu.gov.cn)")
    assert first["referer"] == site.url("/")
    assert "cookie" not in last
    assert "referer" not in last
