"""All planted faults by name."""

from collections.abc import Mapping
from types import MappingProxyType

from reportkit.planting import Fault
from reportkit.table_faults import table_faults
from reportkit.text_faults import text_faults

FAULTS: Mapping[str, Fault] = MappingProxyType(
    {fault.name: fault for fault in (*text_faults(), *table_faults())}
)
