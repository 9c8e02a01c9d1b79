"""Chooses how children are made: forked on Linux, spawned elsewhere or where a setting says so."""

import os
import sys
from socket import socket
from typing import Protocol

from gouji.errors import UsageError
from gouji.isolation.serving import Serving
from gouji.isolation.system import CAN_FORK

if sys.platform != "win32":
    from gouji.isolation.forked import Forked

SETTING = "GOUJI_CHILD"
"""The variable of the environment that says ``fork`` or ``spawn``."""


class Process(Protocol):
    """A child process as its parent has it: an end of a socket, and a way to end it."""

    @property
    def end(self) -> socket:
        """Where it is talked to."""

    def end_it(self) -> int:
        """Kill it; return how it had ended before."""


def made(serving: Serving[object, object], memory: int) -> Process:
    """Return a new child that serves within ``memory``; raises :class:`UsageError`."""
    how = os.environ.get(SETTING) or ("fork" if CAN_FORK else "spawn")
    if how == "spawn":
        from gouji.isolation.spawned import Spawned

        return Spawned(serving, memory)
    if sys.platform != "win32" and how == "fork":
        return Forked(serving, memory)
    raise UsageError(f"环境变量 {SETTING} 写成了「{how}」，这台机器上只能写 {_choices()}")


def _choices() -> str:
    return "spawn" if sys.platform == "win32" else "fork 或 spawn"
