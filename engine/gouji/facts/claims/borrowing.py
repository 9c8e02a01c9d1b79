"""What a number without words of its own takes from the numbers beside it."""

from collections.abc import Sequence
from itertools import takewhile

from gouji.facts.claims.context import Context
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import Filled, Site, Slots, first_role
from gouji.facts.claims.words import Words

_SUMMING = ("plain", "sum", "this_year", "own_body", "wide_body")


def borrowed(site: Site, own: Words, leads: Slots, context: Context, kit: Kit) -> Slots:
    """Return the slots of a number of which only 「其他」, 「合计」 or nothing is said."""
    sites = context.level.sites
    last = sites[-1] if sites else None
    read = next((s for s in reversed(sites) if s.frames), last)
    if read is not None and first_role(site.before, "rest"):
        return _rest(site, read, kit)
    summing = read is not None and not leads and first_role(site.before, "sum")
    if read is not None and summing and (summed := _sum(read, kit)):
        return summed
    over = last is not None and last.classes("event") & kit.marks["carried_in"]
    if last is not None and last.bar and not over and _takes_over(site, leads):
        return dict(_of_channels(sites) if last.bar.kind == "channel" else last.filled)
    if own.field and site.whole is not None and site.whole.classes("object") & kit.marks["dispute"]:
        return {"object": site.whole.filled["object"]._replace(source="whole")}
    if any(token.kind in ("unknown", "digits") for token in site.own):
        return {}
    return {slot: filled._replace(source="lead") for slot, filled in leads.items()}


def _of_channels(sites: Sequence[Site]) -> Slots:
    """Return what the numbers by channel say that stand last: 「收到网上申请5件、信函3件」."""
    by_channel = takewhile(lambda s: s.bar is not None and s.bar.kind == "channel", reversed(sites))
    return next((site.filled for site in by_channel if site.filled), {})


def _takes_over(site: Site, leads: Slots) -> bool:
    """Tell whether it is said of the own body, or of all, what was said of others or of a part."""
    named = first_role(site.before, "own_body", "wide_body") is not None
    return named or (not leads and _says_sum(site))


def _sum(last: Site, kit: Kit) -> Slots:
    """Return what all the kinds told before add up to."""
    if "applicant" in last.filled:
        return {slot: filled for slot, filled in last.filled.items() if slot != "applicant"}
    if "outcome" in last.filled and last.classes("object") & kit.marks["request"]:
        answered = kit.marks.only("answered")
        event = Filled(frozenset({answered}), (kit.wording.words[answered].title,), "before")
        return {"object": last.filled["object"], "event": event}
    return {}


def _rest(site: Site, last: Site, kit: Kit) -> Slots:
    """Let 「其他」 be the kind of applicant, or of outcome, that is left."""
    marks = kit.marks
    word = first_role(site.before, "rest")
    text = (word.text,) if word else ()
    if site.whole is not None and site.whole.classes("outcome") & marks["other_group"]:
        return {"outcome": Filled(marks["other_row"], text, "whole")}
    if last.classes("object") & marks["dispute"] and "outcome" in last.filled:
        other = Filled(marks["other_result"], text, "before")
        return {"object": last.filled["object"], "outcome": other}
    if last.classes("applicant") & marks["organisation"]:
        return {"applicant": Filled(marks["other_applicant"], text, "before")}
    return {}


def _says_sum(site: Site) -> bool:
    """Tell whether nothing but words for a sum stand at the number: 「全年共80件」."""
    return bool(site.before) and all(
        token.role in _SUMMING or token.kind == "year" for token in site.own
    )
