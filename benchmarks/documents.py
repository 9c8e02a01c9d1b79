"""The documents that the benchmarks run on: the kit's layouts and the fixtures."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests")]

from reportkit import make  # noqa: E402 - the kit stands beside the tests
from reportkit.renderers import RENDERERS  # noqa: E402

_SEED = 7


def documents() -> dict[str, bytes]:
    """Return the bytes of each document by name, one report in every layout first."""
    content = make(_SEED)
    made = {name: render(content) for name, render in RENDERERS.items()}
    fixtures = {
        path.name: path.read_bytes() for path in sorted((ROOT / "fixtures").glob("*-20*.*"))
    }
    return made | fixtures
