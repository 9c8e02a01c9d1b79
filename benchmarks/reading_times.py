"""Milliseconds of processor time that reading a file takes in this very process.

    python benchmarks/reading_times.py FILE RUNS

Run by :mod:`against` in the environment of each build. The first read warms up; printed are the
times of the others, as JSON.
"""

import json
import sys
from pathlib import Path
from time import process_time

from gouji.reading import read_bytes


def times(data: bytes, runs: int) -> list[float]:
    """Return the milliseconds of each of ``runs`` reads."""
    found = []
    for _ in range(runs + 1):
        start = process_time()
        read_bytes(data)
        found.append((process_time() - start) * 1000)
    return found[1:]


if __name__ == "__main__":
    print(json.dumps(times(Path(sys.argv[1]).read_bytes(), int(sys.argv[2]))))
