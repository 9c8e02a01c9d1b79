"""Waiting in tests is for a state, never for a time: how long it takes is no matter."""

import time
from collections.abc import Callable

PATIENCE = 300.0
"""Seconds after which what has not come is taken for lost, on however slow a machine."""


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, "it did not come to that"
        time.sleep(0.02)
