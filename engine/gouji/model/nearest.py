"""The valid name nearest to a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str]) -> str:
    """Return a hint that points to the valid name nearest to ``name``."""
    options = sorted(names)
    if meant := near(name, options):
        return meant
    shown = "、".join(options[:12]) + ("…" if len(options) > 12 else "")
    return f"（可用的有：{shown}）" if options else ""


def near(name: str, names: Iterable[str]) -> str:
    """Return a hint that points to the name nearest to ``name``, or nothing where none is near."""
    close = get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return f"（是不是「{close[0]}」？）" if close else ""
