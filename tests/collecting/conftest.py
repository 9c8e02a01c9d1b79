"""One HTTP server for the tests of a module, cleared before each."""

from collections.abc import Iterator

import pytest
from sitekit import Web, web


@pytest.fixture(scope="module")
def server() -> Iterator[Web]:
    with web() as site:
        yield site


@pytest.fixture
def site(server: Web) -> Web:
    server.pages.clear()
    server.log.clear()
    return server
