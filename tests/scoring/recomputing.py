"""Reckons a score again from the audit JSON alone, as an appeal would; uses nothing of gouji.

Every line stands in docs/scoring.md in words. ``python recomputing.py FILE.jsonl`` tells of each
audit of a file whether its sums are right.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any


def wrongs(score: dict[str, Any]) -> list[str]:
    """Return what does not add up; nothing where all does."""
    out_of = Decimal(score["out_of"])
    taken: dict[str, Decimal] = {}
    whole = Decimal(0)
    found = []
    for each in [*score["deductions"], *score["open"]]:
        points = Decimal(each["points"])
        left = {limit["what"]: Decimal(limit["room"]) for limit in each["limits"]}
        parts = [(p["code"], p["times"] * Decimal(p["points"])) for p in each["parts"]]
        if sum(cost for _, cost in parts) != Decimal(each["full"]):
            found.append(f"{each['code']}：各部分之和不是应扣")
        rooms = [sum(min(cost, left.get(code, cost)) for code, cost in parts), out_of - whole]
        if each["cap"] is not None:
            room = Decimal(each["cap"]) - taken.get(each["group"], Decimal(0))
            if room != Decimal(each["room"]):
                found.append(f"{each['code']}：本组还剩的不对")
            rooms.append(room)
        rooms += [left[what] for what in left if what == "各项规则合计"]
        if min(rooms) != points:
            found.append(f"{each['code']}：实扣不是应扣与各上限里最小的")
        taken[each["group"]] = taken.get(each["group"], Decimal(0)) + points
        whole += points
    certain = sum(Decimal(each["points"]) for each in score["deductions"])
    still_open = sum(Decimal(each["points"]) for each in score["open"])
    added = sum(Decimal(each["points"]) for each in score["additions"])
    if Decimal(score["high"]) != out_of - certain + added:
        found.append("最高得分不对")
    if Decimal(score["low"]) != Decimal(score["high"]) - still_open:
        found.append("最低得分不对")
    return found


if __name__ == "__main__":
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        audit = json.loads(line)
        print(audit["report"]["agency"], wrongs(audit["score"]) or "算得对")
