"""What kind of body an agency is, told from its name."""

import re
from collections.abc import Sequence
from typing import Annotated

from gouji.facts.fact import Fact, Wording
from gouji.facts.report import Report
from gouji.model.bodies import UNKNOWN_BODY, BodyKind
from gouji.model.form import Strict
from gouji.model.names import KEY, Words
from gouji.model.prose import fold


class BodyWording(Strict):
    """The endings of the names of one kind of body; the longest ending decides."""

    kind: Annotated[BodyKind, KEY]
    endings: Words


def body_of(agency: str | None, bodies: Sequence[BodyWording]) -> str:
    """Return the kind whose ending of the name is the longest, or 「unknown」."""
    name = re.sub("（[^）]*）$", "", fold(agency or ""))
    fits = [
        (len(ending), body.kind)
        for body in bodies
        for ending in body.endings
        if name.endswith(ending)
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else UNKNOWN_BODY


BODY: Fact[Sequence[BodyWording], None] = Fact(name="bodies", wording=tuple[BodyWording, ...])


def body_of_report(report: Report, wording: Wording) -> str:
    """Return the kind of body that the name of the report's agency tells."""
    return body_of(report.agency, BODY.words(wording))
