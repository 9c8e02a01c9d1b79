"""What must be stopped when a process of pytest ends; workers of pytest-xdist are killed early."""

from collections.abc import Callable

AT_END: list[Callable[[], None]] = []
