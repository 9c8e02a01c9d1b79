"""Milliseconds per document by stage: read, recognise, judge, diagnose, score, render as JSON.

    python benchmarks/stages.py [runs]

Each document is audited once to warm up and then ``runs`` times (default 5); the table gives the
median of each stage, and of the whole. Documents are the kit's layouts and the files in
``fixtures/``. What happens once per process (rules read and compiled) stands in the last line.
The stages are timed inside :class:`gouji.auditor.Auditor` itself, so that nothing is left out.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from documents import documents

from gouji import auditor as stages
from gouji.errors import DocumentError
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_json
from gouji.rulebook import load_rulebook

STAGES = {
    "recognise": ("recognise",),
    "judge": ("subjects_of", "judge"),
    "diagnose": ("diagnose",),
    "score": ("score",),
}
"""The functions that :mod:`gouji.auditor` calls, by stage; ``read`` and ``render`` stand around."""

COLUMNS = ("read", *STAGES, "render")


class Clock:
    """Adds up the milliseconds of each stage of one audit."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(COLUMNS, 0.0)

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the stage takes
            start = perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.spent[stage] += (perf_counter() - start) * 1000

        return run


def instrumented(clock: Clock) -> stages.Auditor:
    """Return an auditor whose stages are timed."""
    auditor = stages.Auditor(load_rulebook())
    auditor._judge.judge = clock.timed("judge", auditor._judge.judge)  # type: ignore[method-assign] # noqa: SLF001
    for stage, functions in STAGES.items():
        for name in functions:
            if name != "judge":
                setattr(stages, name, clock.timed(stage, getattr(stages, name)))
    return auditor


def measured(auditor: stages.Auditor, clock: Clock, data: bytes, runs: int) -> dict[str, float]:
    """Return the median of each stage over ``runs`` audits of ``data``."""
    reading, rendering = clock.timed("read", read_bytes), clock.timed("render", to_json)
    rows = []
    for _ in range(runs + 1):
        clock.spent = dict.fromkeys(COLUMNS, 0.0)
        rendering(auditor.audit_document(reading(data)))
        rows.append(dict(clock.spent))
    return {stage: median(row[stage] for row in rows[1:]) for stage in COLUMNS}


def row(name: str, times: dict[str, float]) -> str:
    cells = "".join(f"{times[stage]:>11.1f}" for stage in COLUMNS)
    return f"{name:<30}{cells}{sum(times.values()):>11.1f}"


def main(runs: int) -> None:
    start = perf_counter()
    clock = Clock()
    auditor = instrumented(clock)
    once = (perf_counter() - start) * 1000
    print(f"{'ms per document':<30}" + "".join(f"{stage:>11}" for stage in (*COLUMNS, "whole")))
    found = []
    for name, data in documents().items():
        try:
            times = measured(auditor, clock, data, runs)
        except DocumentError as error:
            print(f"{name:<30} {error}")
            continue
        found.append(times)
        print(row(name, times))
    print(row("median", {stage: median(times[stage] for times in found) for stage in COLUMNS}))
    print(f"rules read and compiled once: {once:.0f} ms; Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
