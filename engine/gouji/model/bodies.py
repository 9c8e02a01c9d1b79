"""The kinds of body that publish a report."""

from typing import Literal

UNKNOWN_BODY = "unknown"

BodyKind = Literal["government", "office", "department", "town", "zone"]
"""What the ending of a name can tell."""

KNOWN_BODIES: dict[str, str] = {
    "government": "人民政府",
    "office": "政府办公厅、办公室",
    "department": "政府部门",
    "town": "乡镇、街道",
    "zone": "开发区等的管委会",
}
"""Every kind that a name can tell, with what it means in Chinese."""

BODIES = KNOWN_BODIES | {UNKNOWN_BODY: "看不出"}
"""Every kind."""
