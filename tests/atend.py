"""What must be stopped when a process of pytest ends; workers of pytest-xdist skip ``atexit``."""

from collections.abc import Callable

AT_END: list[Callable[[], None]] = []
