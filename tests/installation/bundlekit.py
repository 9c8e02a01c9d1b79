"""A machine without network: commands run there, a server of which is asked on its loopback."""

import os
import subprocess
import sys
from pathlib import Path

_LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
SIOCSIFFLAGS, UP_RUNNING = 0x8914, 0x41
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", UP_RUNNING))
os.execv(sys.argv[1], sys.argv[1:])
"""
_NOWHERE = "http://127.0.0.1:9/simple"
"""An index where nobody listens."""


def cut_off() -> list[str]:
    """Return what runs a command in a network of its own that has a loopback alone."""
    if os.geteuid() or subprocess.run(["unshare", "-n", "true"], check=False).returncode:
        return []
    return ["unshare", "-n", sys.executable, "-c", _LOOPBACK_UP]


def offline(
    command: list[str], folder: Path, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command that has no network, no compiler and no settings of its user's."""
    clean = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "CC": "/bin/false",
        "PIP_NO_INDEX": "1",
        "PIP_INDEX_URL": _NOWHERE,
        "PIP_TARGET": str(folder / "never"),
    }
    return subprocess.run(
        [*cut_off(), *command],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )
