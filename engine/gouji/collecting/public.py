"""Which addresses of the internet protocol are public: nobody's own network, nobody's machine."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_UNICAST = IPv6Network("2000::/3")
"""All that is given to the internet at large; the library also calls site-local ones global."""
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Tell whether an address is public, and every address that stands inside it too."""
    found = ip_address(text.partition("%")[0])
    if isinstance(found, IPv4Address):
        return _is_global(found)
    inner = _inside(found)
    if found.ipv4_mapped is not None or found in _NAT64:
        return all(map(_is_global, inner))
    return found in _UNICAST and found.is_global and all(map(_is_global, inner))


def _is_global(address: IPv4Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _inside(address: IPv6Address) -> list[IPv4Address]:
    """Return the older addresses that packets to ``address`` may be sent on to."""
    named = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        named.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return [each for each in named if each is not None]
