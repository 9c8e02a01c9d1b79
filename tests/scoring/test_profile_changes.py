"""What another profile does to a ranking: who moves, whose grade changes, what was not judged."""

from dataclasses import replace
from decimal import Decimal

from gouji.model.basis import Basis, Ground
from gouji.model.filed import Filed
from gouji.rulebook.loading import whole_rulebook
from gouji.rulebook.sheet import Grade
from gouji.scoring import Known, changes
from gouji.scoring.trying import Moved, Place
from scoring.make import BOOK

PLACES = Basis(failed=(Ground("R411", "t3.row:new", "tie", "不平", table="t3"),))
KNOWN = [
    Known("甲", Filed("甲"), Basis()),
    Known("乙", Filed("乙"), PLACES),
    Known("丙", Filed("丙"), None),
]


def test_who_moves_and_how_many_have_a_grade() -> None:
    """R411 costs 4: 96, 优秀. At 12 with the same caps: 88, 良好; the ranks stay."""
    points = {"R411": Decimal(12)}
    dearer = replace(BOOK, profile=BOOK.profile.model_copy(update={"points": points}))
    found = changes(KNOWN, BOOK, dearer)
    assert found.moved == (
        Moved(
            "乙",
            Place("", 2, Decimal(96), Decimal(96), "优秀"),
            Place("", 2, Decimal(88), Decimal(88), "良好"),
        ),
    )
    assert found.regraded == found.moved
    assert (found.before, found.after, found.notes) == (
        {("", "优秀"): 2, ("", "未报送"): 1},
        {("", "优秀"): 1, ("", "良好"): 1, ("", "未报送"): 1},
        (),
    )


def test_equals_share_a_rank_and_leagues_are_ranked_apart() -> None:
    free = replace(BOOK, profile=BOOK.profile.model_copy(update={"points": {"R411": Decimal(0)}}))
    (moved,) = changes(KNOWN, BOOK, free).moved
    assert (moved.name, moved.before.rank, moved.after.rank) == ("乙", 2, 1)
    apart = [replace(each, filed=Filed(each.name, league=each.name)) for each in KNOWN]
    (moved,) = changes(apart, BOOK, free).moved
    assert (moved.before.rank, moved.after.rank, moved.after.league) == (1, 1, "乙")


def test_rules_that_were_not_judged_are_said() -> None:
    whole = whole_rulebook()
    more = whole.profile.model_copy(
        update={"grades": (Grade.model_validate({"title": "有", "from": 0}),)}
    )
    found = changes(KNOWN, BOOK, replace(whole, profile=more))
    assert found.notes == (
        "规则 S113、S114、S115、S116、S117 现在没有用，这次比较没有计入；启用后要重新审核",
    )
    assert len(found.regraded) == 2  # who filed nothing has no grade
