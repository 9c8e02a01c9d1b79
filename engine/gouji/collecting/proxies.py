"""The proxy that the environment names for an address, as other programs understand it."""

from collections.abc import Callable
from urllib.request import getproxies_environment, proxy_bypass

import httpx

from gouji.collecting.addresses import host_of
from gouji.errors import UsageError

_SCHEMES = ("http", "https")


Proxies = Callable[[str], httpx.Proxy | None]
"""Gives the proxy for an address."""


def no_proxy(_url: str) -> None:
    """Return that there is none."""


def environment_proxies() -> Proxies:
    """Return what gives the proxy of an address (``HTTPS_PROXY``, ``HTTP_PROXY``, ``NO_PROXY``).

    Raises :class:`UsageError` where the environment names none, or none that can be used.
    """
    named = getproxies_environment()
    proxies = {scheme: _proxy(named[scheme]) for scheme in _SCHEMES if named.get(scheme)}
    if not proxies:
        raise UsageError("写了 --proxy，但环境变量 HTTPS_PROXY、HTTP_PROXY 里没有写代理")

    def proxy_for(url: str) -> httpx.Proxy | None:
        bypassed = proxy_bypass(host_of(url))
        return None if bypassed else proxies.get(url.partition(":")[0])

    return proxy_for


def _proxy(text: str) -> httpx.Proxy:
    try:
        proxy = httpx.Proxy(text if "://" in text else f"http://{text}")
    except (ValueError, httpx.InvalidURL):
        raise UsageError("环境变量里的代理写得不对，请写成 http://主机:端口") from None
    if proxy.url.scheme not in _SCHEMES:
        raise UsageError("环境变量里的代理不是 http 代理，用不了，请写成 http://主机:端口")
    return proxy
