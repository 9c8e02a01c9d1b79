"""Every test of the history runs on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.store import History, open_history
from store.postgres import database


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a history where there is none yet."""
    return database() if request.param == "postgresql" else str(tmp_path / "new/folder/gouji.db")


@pytest.fixture
def history(where: str) -> Iterator[History]:
    with open_history(where) as opened:
        yield opened
