"""What becomes clear only at the end of a sentence or a paragraph."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from gouji.facts.claims.bars import Bar
from gouji.facts.claims.context import Context
from gouji.facts.claims.denials import Denial
from gouji.facts.claims.filling import are_decided, match, words_of
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import (
    Filled,
    Listing,
    Site,
    Slots,
    classes_of,
    disclosing,
    first_role,
    is_joined,
)
from gouji.facts.claims.spare import spare
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.wording import SLOTS, SlotName

_PAIR = 2
_SORTING = ("aspect", "plain", "sort", "every", "opener")
_NAMING = ("field", "about", "plain", "sort")
"""What a number's words may be that say of a number before which part is disclosure's."""


def end_sentence(sites: Sequence[Site], context: Context, kit: Kit) -> None:
    """Settle what the numbers of one sentence say of each other."""
    told = [site for site in sites if not site.zero]
    if not told:
        return
    _respectively(told, context, kit)
    _share_back(told, kit)
    _narrow(told, context, kit)
    if any(site.frames for site in told):
        _give_up_unrelated(told, kit)
        spare(told, kit)
    if context.classes & kit.marks["main_request"]:
        _give_up_sorted(told, kit)
    _give_up_wider(told, kit)
    _doubt_kinds(told, kit)


def end_paragraph(
    sites: Sequence[Site], listings: Sequence[Listing], denials: Sequence[Denial], kit: Kit
) -> None:
    """Settle what the numbers of one paragraph say of each other."""
    _give_way(sites, kit)
    _firm_parts(listings, kit)
    _doubt_unnamed(sites, denials, kit)


def _respectively(sites: Sequence[Site], context: Context, kit: Kit) -> None:
    """Give 「分别为5件、3件」 to the words before it, in order."""
    before: Sequence[Site] = ()
    for place, site in enumerate(sites):
        said = [*site.led, *site.before]
        mark = first_role(said, "respectively")
        if mark is not None:
            labels = said[: said.index(mark)]
            several = [site, *_followers(sites, place)]
            if (bodies := _as_many(labels, several)) is not None:
                for each in several:
                    each.give_up(Bar("other_body", bodies.text))
            elif not _by_year(labels, said, several, context, kit):
                _distribute([t for t in labels if t.slot], several, before, context, kit)
            before = several


def _as_many(labels: Sequence[Token], sites: Sequence[Site]) -> Token | None:
    """Return the bodies whose numbers are told one by one: 「3个部门分别为7件、4件、2件」."""
    return next((t for t in labels if t.kind == "bodies" and t.value == len(sites)), None)


def _by_year(
    labels: Sequence[Token],
    said: Sequence[Token],
    sites: Sequence[Site],
    context: Context,
    kit: Kit,
) -> bool:
    """Give 「2023年、2024年分别收到27件、22件」 to the years before it, in order.

    Where years and numbers are not as many (「2022至2024年分别」), no number has a year.
    """
    years = [t for t in labels if t.kind in ("year", "digits")]
    if len(years) < _PAIR:
        return False
    slots = words_of([t for t in said if t.slot], context, kit).slots
    paired = len(years) == len(sites) and all(t.kind == "year" for t in years)
    for index, site in enumerate(sites):
        site.frames, site.filled, site.bar = (), {}, Bar("last_year", years[0].text)
        if paired:
            site.year = int(years[index].value or 0)
        if paired and site.year == kit.year:
            site.bar = None
            match(site, dict(slots), {}, context, kit)
    return True


def _followers(sites: Sequence[Site], place: int) -> Iterator[Site]:
    """Yield the numbers after ``place`` that have no words of their own."""
    for site in sites[place + 1 :]:
        if any(t.slot for t in site.own) or site.leads:
            return
        yield site


def _distribute(
    labels: Sequence[Token],
    sites: Sequence[Site],
    before: Sequence[Site],
    context: Context,
    kit: Kit,
) -> None:
    for slot in SLOTS:
        mine = [t for t in labels if t.slot == slot]
        mine = mine if len(mine) == len(sites) else _without_causes(mine, kit)
        if len(mine) < _PAIR or len(mine) != len(sites) or len({t.cls for t in mine}) < len(mine):
            continue
        rest = words_of([t for t in labels if t.slot != slot], context, kit).slots
        for token, site in zip(mine, sites, strict=True):
            own = rest | {slot: Filled(frozenset({token.cls}), (token.text,), "shared")}
            site.frames, site.filled, site.bar = (), {}, None
            match(site, own, {}, context, kit)
        return
    if len(before) == len(sites) and not any(t.slot == "object" for t in labels):
        _go_on(labels, sites, before, context, kit)


def _go_on(
    labels: Sequence[Token],
    sites: Sequence[Site],
    before: Sequence[Site],
    context: Context,
    kit: Kit,
) -> None:
    """Say the same of each of those told before: 「复议、诉讼分别为5、3，纠正分别为2、1」."""
    rest = words_of(labels, context, kit).slots
    for site, earlier in zip(sites, before, strict=True):
        if (subject := earlier.filled.get("object")) is not None:
            site.frames, site.filled, site.bar = (), {}, None
            match(site, rest | {"object": subject._replace(source="before")}, {}, context, kit)


def _without_causes(found: list[Token], kit: Kit) -> list[Token]:
    """Leave out the requests that caused the disputes: 「因申请引发的复议、诉讼分别为…」."""
    disputes = [t for t in found if t.cls in kit.marks["dispute"]]
    requests = kit.marks["request"]
    return disputes if disputes and any(t.cls in requests for t in found) else found


def _share_back(sites: Sequence[Site], kit: Kit) -> None:
    """Let what ends a chain of 「、」 hold for all of it: 「38件复议、13件诉讼获维持」."""
    for one, other in zip(reversed(sites[:-1]), reversed(sites[1:]), strict=True):
        outcome = other.filled.get("outcome")
        trailing = any(t.slot == "outcome" for t in other.after)
        if other.piece.before != "、" or other.leads or outcome is None or not trailing:
            continue
        disputed = one.classes("object") & kit.marks["dispute"]
        if disputed and one.after and "outcome" not in one.filled:
            slots: Slots = {"object": one.filled["object"]}
            slots["outcome"] = outcome._replace(source="shared")
            if (frame := kit.frames.find(classes_of(slots))) is not None:
                one.frames, one.filled, one.bar = (frame,), slots, None


def _narrow(sites: Sequence[Site], context: Context, kit: Kit) -> None:
    """Take 「复议569件，涉及政府信息公开的41件」 for 41 of the table's."""
    for whole, part in pairwise(sites):
        objects = whole.filled.get("object")
        if part.frames or objects is None or not objects.classes & kit.marks["dispute"]:
            continue
        word = _naming(part)
        if word is not None and whole.frames and disclosing(whole, kit) is None:
            whole.give_up(Bar("wider", word.text))
            part.bar = None
            match(part, {"object": objects._replace(source="before")}, {}, context, kit)
            part.loose = are_decided(whole, kit)


def _naming(site: Site) -> Token | None:
    """Return the word for disclosure where a number's own words say nothing else."""
    return first_role(site.own, "field") if all(t.role in _NAMING for t in site.own) else None


def _give_up_unrelated(sites: Sequence[Site], kit: Kit) -> None:
    """Take nothing from 「复议86件、诉讼23件，均与政府信息公开无关」."""
    trails = (piece.tokens for site in sites for piece in site.trail)
    words = (first_role(t, "deny", "unrelated") for t in trails if first_role(t, "field"))
    word = next((w for w in words if w is not None), None)
    for site in sites if word is not None else ():
        if word and site.classes("object") & kit.marks["dispute"] and not disclosing(site, kit):
            site.give_up(Bar("other_matter", word.text))


def _give_up_sorted(sites: Sequence[Site], kit: Kit) -> None:
    """Take 「主动公开120件，依申请公开31件」 for documents by how they are disclosed."""
    for site in sites:
        named = {t.cls for t in site.own if t.slot}
        if not named or not named <= kit.marks["main_request"]:
            continue
        unit, depth = site.token.unit, site.depth
        alike = [s for s in sites if (s.token.unit, s.depth) == (unit, depth)]
        word = next((w for s in alike if s is not site and (w := _sorting(s, kit))), None)
        for kind in alike if word is not None else ():
            if word and (kind is site or _says_only(kind, "outcome")):
                kind.give_up(Bar("other_matter", word.text))


def _says_only(site: Site, slot: SlotName) -> bool:
    return {t.slot for t in site.own if t.slot} == {slot}


def _sorting(site: Site, kit: Kit) -> Token | None:
    """Return what tells that a number counts documents: 「公文54件」, 「主动公开类41件」."""
    if site.frames:
        return None
    papers = next((t for t in site.own if t.cls in kit.marks["papers"]), None)
    if papers is not None:
        return papers
    return first_role(site.own, "aspect") if all(t.role in _SORTING for t in site.own) else None


def _give_up_wider(sites: Sequence[Site], kit: Kit) -> None:
    """Take 「全县办理312件，其中我局60件」 of a department for numbers of others."""
    for site in sites:
        whole = site.whole
        if kit.body.governs or whole is None:
            continue
        if (mine := first_role(site.own, "own_body", "own_part")) is None:
            continue
        said = [*whole.led, *whole.own]
        wider = first_role(said, "wide_body", "other_body")
        if whole.frames and wider is not None and first_role(said, "own_body") is None:
            if mine.role == "own_body":
                whole.give_up(Bar("other_body", wider.text))
            whole.loose = True  # 「全系统312件，其中局机关60件」 may be the table's


def _doubt_kinds(sites: Sequence[Site], kit: Kit) -> None:
    """Doubt 「行政强制措施2次、行政强制执行9次」: each may be a kind of what the table counts."""
    counted = [s for s in sites if s.frame and s.classes("object") & kit.marks["table_two"]]
    for one, other in combinations(counted, _PAIR):
        same = {frame.locus for frame in one.frames} & {frame.locus for frame in other.frames}
        if same and one.filled["object"].words != other.filled["object"].words:
            one.loose = other.loose = True


def _give_way(sites: Sequence[Site], kit: Kit) -> None:
    """Let 办理 beside 新收, or beside outcomes, be the number of those answered."""
    told = {site.frame.id for site in sites if site.frame is not None}
    for site in sites:
        ways = site.frame.wording.beside if site.frame is not None else {}
        other = next((ways[name] for name in ways if name in told), None)
        if other is not None:
            site.frames = (kit.frames.named(other),)


def _firm_parts(listings: Sequence[Listing], kit: Kit) -> None:
    """Let 「其中已答复63件，待答复3件」 be firm: what is left is told beside it."""
    left = kit.marks.any("carried_out", "unfinished")
    for listing in listings:
        if not any(part.frames and part.classes("event") & left for part in listing.parts):
            continue
        for part in listing.parts:
            if part.frame is not None and part.classes("event") & kit.marks["answered"]:
                part.loose = part.loose and part.frame.wording.loose


def _doubt_unnamed(sites: Sequence[Site], denials: Sequence[Denial], kit: Kit) -> None:
    """Doubt 「复议9件」 beside 「因信息公开被申请复议3件」: those may be of every cause.

    So they may beside 「无政府信息公开类复议」.
    """
    told = [s for s in sites if s.frame and s.classes("object") & kit.marks["dispute"]]
    named: list[Site] = []
    for index, site in enumerate(told):
        shared = is_joined(site) and told[index - 1] in named
        if shared or disclosing(site, kit) is not None:
            named.append(site)
    frames = [f for said in named for f in said.frames]
    frames += [f for denial in _disclosing(denials, kit) for f in denial.frames]
    loci = {frame.locus for frame in frames}
    for site in told:
        if site not in named and any(frame.locus in loci for frame in site.frames):
            site.loose = True


def _disclosing(denials: Sequence[Denial], kit: Kit) -> list[Denial]:
    """Return the denials that name disclosure."""
    requests = kit.marks["main_request"]
    return [d for d in denials if any(t.role == "field" or t.cls in requests for t in d.tokens)]
