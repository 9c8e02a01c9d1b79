"""Web addresses as people and pages write them become addresses that can be asked for."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

from gouji.collecting.failures import NotCollected

_LONGEST = 8_000
_IGNORED = re.compile(r"[\t\r\n]")
"""What browsers drop from within an address."""
_EDGES = "".join(map(chr, range(33))) + "\u3000\xa0\ufeff\u200b"
_WIDE = str.maketrans("：／．。？＆＝＃％－＿", ":/..?&=#%-_")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"


def typed(text: str) -> str:
    """Return the address that a person wrote in a list: wide signs, no scheme are understood."""
    bare = text.strip(_EDGES)
    if len(bare.split()) > 1 and bare.count("://") > 1:
        raise NotCollected("这一格里写了不止一个网址，请只写一个")
    head, slash, rest = (
        bare.translate(_WIDE).partition("/") if "://" not in bare else (bare, "", "")
    )
    bare = head + slash + rest
    if not _SCHEME.match(bare):
        bare = f"http://{bare.lstrip('/')}"
    url = address(bare)
    host = host_of(url)
    if not {".", ":"} & {*host} and host != "localhost":
        raise NotCollected(f"「{shortened(text)}」不是网址；单元格里是超链接的，请把网址本身写出来")
    return url


def address(href: str, base: str = "", encoding: str = "utf-8") -> str:
    """Return where ``href`` on the page ``base`` leads, without its fragment.

    The same place always has the same address. What is not ASCII is written as browsers do: a
    query in the ``encoding`` of its page, the rest in UTF-8. Raises :class:`NotCollected`.
    """
    bare = _IGNORED.sub("", href.strip(_EDGES))
    path, mark, query = bare.partition("?")
    try:
        parts = urlsplit(urljoin(base, path.replace("\\", "/") + mark + query))
        port = parts.port
    except ValueError:
        raise NotCollected(f"网址「{shortened(bare)}」写得不对") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise NotCollected(f"网址「{shortened(bare)}」不是 http 或 https 网址，不取")
    if parts.username is not None or parts.password is not None:
        raise NotCollected(f"网址「{shortened(parts.hostname or '')}」里带有用户名和口令，不取")
    host = _host(parts.hostname or "")
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        place += f":{port}"
    whole = urlunsplit((
        parts.scheme,
        place,
        quote(_without_dots(parts.path), safe=_KEPT_IN_PATH),
        quote(parts.query, safe=_KEPT_IN_QUERY, encoding=encoding, errors="replace"),
        "",
    ))  # fmt: skip
    if len(whole) > _LONGEST:
        raise NotCollected(f"网址「{shortened(whole)}」太长，不取")
    return whole


def _without_dots(path: str) -> str:
    """Return a path without 「.」 and 「..」, as browsers ask for it."""
    kept: list[str] = []
    steps = path.split("/")[1:]
    for step in steps:
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    folder = steps and steps[-1] in {".", ".."}
    return "/" + "/".join([*kept, ""] if folder else kept)


def _host(name: str) -> str:
    """Return a host's name in lower case and ASCII."""
    bare = name.rstrip(".").lower()
    try:
        return bare if bare.isascii() and bare else idna.encode(bare, uts46=True).decode()
    except idna.IDNAError:
        raise NotCollected(f"网址里的网站名「{shortened(name)}」写得不对") from None


def host_of(url: str) -> str:
    """Return the host of an address of ours."""
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address of ours."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def suffix_of(url: str) -> str:
    """Return the ending of the file that an address of ours names, in lower case (``.pdf``)."""
    name = urlsplit(url).path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def shortened(text: str, length: int = 80) -> str:
    """Return ``text`` fit for a sentence."""
    return text if len(text) <= length else f"{text[:length]}…"
