"""Processes as tests see them from outside. Linux only (``/proc``)."""

from pathlib import Path


def lives(pid: int) -> bool:
    """Tell whether process ``pid`` is there and has not ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
