"""What all tests share: which of them are slow, and how their time is measured.

``tests/slow.txt`` lists the tests, or whole files of them, that ``--fast`` leaves out, with the
seconds that each took; ``--measure`` writes it anew, on a machine that does nothing else.
"""

import atexit
import os
import shutil
import signal
import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from atend import AT_END

SLOW = Path(__file__).with_name("slow.txt")
FAST_SECONDS = 70.0
"""What all tests take that are not slow: on two cores, with what starting costs, 90 s."""

settings.register_profile(
    "explore", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
"""How long an example takes depends on the machine; times are held by the benchmarks."""

settings.register_profile("gouji", settings.get_profile("explore"), derandomize=True)
settings.load_profile("gouji")
"""The same examples each time: others are looked for where somebody waits for them, with
``--hypothesis-profile explore``, not where a change that has nothing to do with them is to land."""

os.environ["GOUJI_CACHE"] = tempfile.mkdtemp(prefix="gouji-tests-")
atexit.register(shutil.rmtree, os.environ["GOUJI_CACHE"], ignore_errors=True)
"""Tests, and what they start, keep nothing in the cache of whoever runs them."""

_spent: dict[str, float] = defaultdict(float)

# A run in the background is started with interrupts ignored, and hands that on to all it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out what tests/slow.txt lists")
    parser.addoption("--measure", action="store_true", help="write tests/slow.txt")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow; leave it out where ``--fast`` asks, unless its file was named."""
    slow = {line.split()[1] for line in SLOW.read_text(encoding="utf-8").splitlines()}
    for item in items:
        name = _name(item.nodeid)
        if name in slow or name.partition("::")[0] in slow:
            item.add_marker(pytest.mark.slow)
    if config.getoption("--fast"):
        named = {Path(a.partition("::")[0]).resolve() for a in config.args}
        out = [i for i in items if i.get_closest_marker("slow") and i.path not in named]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call a file by its parameter: packages hold the time, and all workers must say the same."""
    return argname if isinstance(val, bytes) else None


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up the time of each test function, its fixtures included."""
    _spent[_name(report.nodeid)] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the servers that tests started, while whoever started the workers still waits."""
    while AT_END:
        AT_END.pop()()
    _measure(session)


def _measure(session: pytest.Session) -> None:
    """List the dearest tests, so many that the others take no more than ``FAST_SECONDS``."""
    if not session.config.getoption("--measure") or hasattr(session.config, "workerinput"):
        return
    rest, lines = sum(_spent.values()), []
    for name, seconds in sorted(_spent.items(), key=lambda pair: -pair[1]):
        if rest <= FAST_SECONDS:
            break
        rest -= seconds
        lines.append(f"{seconds:6.1f} {name}\n")
    SLOW.write_text("".join(sorted(lines, key=lambda line: line[7:])), encoding="utf-8")


def _name(nodeid: str) -> str:
    """Return file and function of a test, whatever its parameters are."""
    return nodeid.partition("[")[0]
