"""Names of bodies that hold a number or a word of the form: 「14个村」, 「区行政审批局」."""

from collections.abc import Iterator, Sequence

from gouji.facts.claims.kit import Kit
from gouji.facts.claims.tokens import Token


def named_bodies(group: list[Token], kit: Kit) -> list[Token]:
    """Join the tokens of such names, so that what they hold counts nothing."""
    names = list(_names(group, kit))
    for start, end in reversed(names):
        group = [*group[:start], _one(group[start:end]), *group[end:]]
    return group


def _names(group: Sequence[Token], kit: Kit) -> Iterator[tuple[int, int]]:
    """Yield where in ``group`` they begin and end."""
    units, inner, last = kit.wording.units["bodies"], kit.wording.body.inner, None
    for index, token in enumerate(group):
        if last is None:
            pass
        elif last.unit in units and last.kind == "number":
            if _counted(token, group[: index - 1], kit):
                yield index - 1, index + 1
        elif last.slot and token.text in inner and _begins(group[:index]):
            yield index - 2, index + 1
        last = token


def _counted(token: Token, before: Sequence[Token], kit: Kit) -> bool:
    """Tell whether a body is what is counted: 「6个镇办」, 「全区42个单位」, not 「2家公司」."""
    if token.role == "other_body":
        return True
    wide = bool(before) and before[-1].role in ("wide_body", "other_body")
    named = token.kind == "unknown" or (token.slot == "applicant" and wide)
    return named and kit.body.is_other(token.text)


def _begins(found: Sequence[Token]) -> bool:
    """Tell whether unknown text stands right before the last word, as a name begins."""
    return len(found) > 1 and found[-2].kind == "unknown" and found[-2].end == found[-1].start


def _one(tokens: Sequence[Token]) -> Token:
    first, text = tokens[0], "".join(token.text for token in tokens)
    if first.kind == "number":
        return first._replace(kind="bodies", end=tokens[-1].end, text=text, role="other_body")
    return Token("unknown", first.start, tokens[-1].end, text)
