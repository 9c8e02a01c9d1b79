"""Hostile input is worked on in a process of its own: bounded, killable, and not believed.

``child`` is the one interface: a piece of work, an answer or an error. ``system`` is all that it
asks of the operating system, ``wire`` carries messages, ``here`` is what work knows of the process
that it is done in. A program that a reader starts (LibreOffice) lives in a folder of ``lodging``,
which ``keeper`` clears whatever ends the rest. What crosses is packed (:mod:`gouji.model.packing`).
"""

from gouji.isolation.child import Child, in_child

__all__ = ["Child", "in_child"]
