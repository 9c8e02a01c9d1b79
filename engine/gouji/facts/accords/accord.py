"""The kind of fact that all accords share: one place, another place, and whether they agree."""

from gouji.facts.fact import quoted
from gouji.model.prose import Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, word


def accord_kind(*about: str) -> Kind:
    """Return the kind of the accords ``about`` one matter or several."""
    return Kind(
        "accord",
        "报告里须彼此一致的两处。",
        {
            "about": word("哪两处", "copies", about),
            "fits": word("一致、说不定、不一致", "right", ("right", "doubtful", "wrong")),
        },
        {"text": "原文", "one": "一处", "other": "另一处"},
        accuses_by_lack=lambda fields: fields["fits"] == "wrong",
    )


def accord(about: str, locus: str, fits: str, one: str, other: str, *quotes: Quote) -> Subject:
    """Return the subject that ``one`` and the ``other`` give, told in ``quotes``."""
    return Subject(
        kind="accord",
        locus=locus,
        fields={"about": about, "fits": fits},
        shows={"text": quotes[0].text if quotes else "", "one": one, "other": other},
        evidence=quoted(*quotes),
    )
