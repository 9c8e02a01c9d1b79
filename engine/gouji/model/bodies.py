"""The kinds of body that publish a report."""

import re
from typing import Literal

from gouji.expressions import compiled
from gouji.model.prose import fold

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

_KINDS = {
    "office": r"[省市州县区旗盟]*级?(?:人民)?(?:政府办|(?:政府)?(?:办公[厅室]+)+)",
    "department": r"(?=.*(?:部门|委办局|直|机构|垂管|[级属驻]单位))"
    r"[中央国省市州县区旗各级直属驻管垂双重派出理政府人民工作组成职能特设办事及和]*"
    r"(?:部门|委办局|机构|单位|机关|垂管)+",
    "town": r"各?(?:乡镇?|镇|街道?|民族乡|苏木)+(?:办事处|办|人民政府|政府)*",
    "zone": r"(?:各|[国省市县区]家?级)*(?:经济|技术|高新|产业|工业|综合)*"
    r"(?:开发区|高新区|经开区|园区|功能区|新区|保税区|管委会|管理委员会)+",
    "government": r"各?(?:设?区的?市|[省市州县区旗盟地]+)[级辖]?(?:人民)?政府|(?:人民)?政府"
    r"|各?(?:设区市|地市|市州|州市|市县|区县|县区|[市县区旗]{2,4}|[县区旗州盟])级?",
}
"""How offices call a kind of body in the heads and columns of their lists, bare of signs."""
_SIGNS = compiled(r"[\s（）、，/]")


def body_named(text: str) -> str | None:
    """Return the kind that ``text`` calls by its name here or in offices (市直部门, 县（市、区）).

    ``None`` for what is no such kind (国有企业, 学校): that says nothing of what is owed.
    """
    bare = _SIGNS.sub("", fold(text)).lower()
    for kind, name in KNOWN_BODIES.items():
        if bare == kind or bare in (_SIGNS.sub("", name), *name.split("、")):
            return kind
    fits = (kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, bare))
    return next(fits, None)
