"""How fast passwords and tokens may be guessed, without locking out those who know theirs.

Failures are counted for each name from each network, with a delay that grows; for each network,
whatever the name; and for each name, wherever they come from. The last two do not hold for a
network whence the holder of the name came before: however much others guess, elsewhere or beside
them, a right password gets in from there after a short delay at most.
"""

import ipaddress
from http import HTTPStatus

from gouji.web.ledger import Ledger
from gouji.web.rates import Delay, Rate
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits

_TOO_OFTEN = "登录失败的次数太多，请过{}再试"
_TOKENS_TOO_OFTEN = "口令不对的次数太多，请按 Retry-After 的秒数等一等"
_IPV6_NETWORK = 64


class Logins:
    """Counts attempts to sign in; a name is empty where there are only tokens."""

    def __init__(self, limits: Limits, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pairs = Delay(limits.logins, limits.longest_delay, limits.logins_window)
        self._networks = Rate(limits.address_logins, limits.logins_window)
        self._names = Rate(limits.name_logins, limits.logins_window)
        self._guesses = Rate(limits.token_guesses, limits.logins_window)

    def begin(self, name: str, network: str) -> None:
        """Count an attempt as failed, so that many at once are no way around the count.

        Raises :class:`Refusal` where it comes too early.
        """
        pair = f"{network} {name}"
        waits = [self._pairs.wait(pair)]
        if not self._ledger.knows(name, network):
            waits += [self._networks.wait(network), self._names.wait(name)]
        if wait := max(waits):
            told = "几分钟" if wait > 60 else "一会儿"
            raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, _TOO_OFTEN.format(told), wait=wait)
        self._pairs.count(pair)
        self._networks.count(network)
        self._names.count(name)

    def succeed(self, name: str, network: str) -> None:
        """Take the count back: the password was right."""
        self._pairs.forgive(f"{network} {name}")
        self._networks.forgive(network)
        self._names.forgive(name)
        self._ledger.welcome(name, network)

    def check_token(self, name: str | None, network: str) -> None:
        """Count a token that is nobody's; raises :class:`Refusal` after too many of them.

        The one of ``name`` is then still taken from where it was used before.
        """
        key = f"token:{name}"
        known = name is not None and self._ledger.knows(key, network)
        if not known and (wait := self._guesses.wait(network)):
            raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, _TOKENS_TOO_OFTEN, wait=wait)
        if name is None:
            self._guesses.count(network)
        elif not known:
            self._ledger.welcome(key, network)


def network_of(address: str) -> str:
    """Return what one client has to itself: an IPv4 address, or 64 bits of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
    return address
