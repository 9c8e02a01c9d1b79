"""Which layers of a PDF are shown: optional content in the file's own configuration."""

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdftypes import PDFObjRef, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

Shows = bool | None
"""Whether a layer is shown; ``None`` where programs differ on that, or nothing says it."""

_DEEPEST = 8


def both(a: Shows, b: Shows) -> Shows:
    """Return whether what stands in two layers at once is shown."""
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


class Layers:
    """The layers of one document."""

    def __init__(self, catalog: dict[str, Any]) -> None:
        own = resolve1(catalog.get("OCProperties"))
        default = resolve1(own.get("D")) if isinstance(own, dict) else None
        keys = default if isinstance(default, dict) else {}
        self._off = _ids(keys.get("OFF"))
        self._on = _ids(keys.get("ON"))
        base = resolve1(keys.get("BaseState"))
        self._base: Shows = {"ON": True, "OFF": False}.get(_name(base) or "ON")

    def shows(self, reference: object, depth: int = 0) -> Shows:
        """Tell whether what belongs to a layer, or to a membership of layers, is shown."""
        keys = resolve1(reference)
        if not isinstance(keys, dict) or depth > _DEEPEST:
            return None
        if _name(resolve1(keys.get("Type"))) == "OCMD":
            return self._membership(keys, depth + 1)
        return self._group(reference, keys)

    def _group(self, reference: object, keys: dict[str, Any]) -> Shows:
        if not isinstance(reference, PDFObjRef):
            return None
        number = reference.objid
        if number in self._on and number in self._off:
            return None
        listed = number in self._on or number in self._off
        shown = number in self._on if listed else self._base
        usage = resolve1(keys.get("Usage"))
        said = _usages(usage) if isinstance(usage, dict) else set()
        return shown if said <= {shown} else None

    def _membership(self, keys: dict[str, Any], depth: int) -> Shows:
        if "VE" in keys:
            return self._expression(keys["VE"], depth)
        groups = keys.get("OCGs")
        listed = resolve1(groups)
        several = listed if isinstance(listed, list) else [groups]
        states = [self.shows(group, depth) for group in several if resolve1(group) is not None]
        if not states:
            return True
        policy = _name(resolve1(keys.get("P"))) or "AnyOn"
        wanted = policy.endswith("On")
        met = [None if state is None else state is wanted for state in states]
        return _all(met) if policy.startswith("All") else _any(met)

    def _expression(self, value: object, depth: int) -> Shows:
        parts = resolve1(value)
        if not isinstance(parts, list):
            return self.shows(value, depth)
        if depth > _DEEPEST or not parts:
            return None
        states = [self._expression(part, depth + 1) for part in parts[1:]]
        combine = _COMBINED.get(_name(resolve1(parts[0])) or "")
        return combine(states) if combine else None


def _any(states: Sequence[Shows]) -> Shows:
    if True in states:
        return True
    return None if None in states else False


def _all(states: Sequence[Shows]) -> Shows:
    if False in states:
        return False
    return None if None in states else True


def _not(states: Sequence[Shows]) -> Shows:
    return None if len(states) != 1 or states[0] is None else not states[0]


_COMBINED: dict[str, Callable[[Sequence[Shows]], Shows]] = {"And": _all, "Or": _any, "Not": _not}


def _usages(usage: dict[str, Any]) -> set[Shows]:
    """Return whether a layer is meant to be shown, on the screen and printed, where it is said."""
    found: set[Shows] = set()
    for event in ("View", "Print"):
        own = resolve1(usage.get(event))
        state = _name(resolve1(own.get(f"{event}State"))) if isinstance(own, dict) else None
        if state is not None:
            found.add(state != "OFF")
    return found


def _name(value: object) -> str | None:
    return str(literal_name(value)) if isinstance(value, PSLiteral) else None


def _ids(value: object) -> set[int]:
    found = resolve1(value)
    entries = list_value(found) if isinstance(found, list) else []
    return {entry.objid for entry in entries if isinstance(entry, PDFObjRef)}
