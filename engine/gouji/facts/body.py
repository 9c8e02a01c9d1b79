"""What kind of body an agency is, told from its name."""

import re
from collections.abc import Sequence

from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.wording import BodyWording


def body_of(agency: str | None, bodies: Sequence[BodyWording]) -> str:
    """Return the kind whose ending of the name is the longest, or 「unknown」."""
    name = re.sub("（[^）]*）$", "", agency or "")
    fits = [
        (len(ending), body.kind)
        for body in bodies
        for ending in body.endings
        if name.endswith(ending)
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else UNKNOWN_BODY
