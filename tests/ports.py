"""Ports for servers of tests, of which no two are given twice, whichever process asks."""

import os
import socket
from itertools import count

_FIRST, _EACH = 20_000, 400
"""Below those that systems give to connections; every worker of pytest-xdist has its own."""

_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_ports = count(_FIRST + _worker % 30 * _EACH)


def free_port() -> int:
    """Return a port of this host that nobody listens on."""
    for port in _ports:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("no end of ports")
