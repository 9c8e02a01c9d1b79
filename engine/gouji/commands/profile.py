"""The commands for scoring profiles: what a new one would change, points that people enter."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand, ChineseGroup
from gouji.commands.guard import complain
from gouji.commands.options import PATH, history_option, profile_option, rules_option
from gouji.errors import UsageError

if TYPE_CHECKING:
    from gouji.model.filed import Filed
    from gouji.scoring import Changes, Moved
    from gouji.store import History

_MOST_TOLD = 200


@click.group(cls=ChineseGroup)
def profile() -> None:
    """评分标准：换一种会怎样（check），人工评定的分（items）。"""


@profile.command(cls=ChineseCommand)
@click.argument("new", metavar="新的评分标准")
@click.argument("folders", metavar="报告文件夹", nargs=-1, required=True, type=PATH)
@click.option("--year", metavar="年度", type=int, help="只看这一年度的报告")
@profile_option
@rules_option
def check(
    new: str,
    folders: tuple[Path, ...],
    year: int | None,
    profile: str | None,
    rules: tuple[Path, ...],
) -> None:
    """换成新的评分标准，这些报告的名次和等次会怎样变；什么也不改动。

    与 --profile 写的（默认 default）相比。评分标准有错的，指出在哪一行。
    """
    from gouji.batch.bases import known_in
    from gouji.rulesets import chosen_rulebook
    from gouji.scoring import changes

    after = chosen_rulebook(rules, new)
    before = chosen_rulebook(rules, profile)
    known = known_in(folders, before, year, complain)
    if not known:
        raise UsageError("没有可以比较的报告")
    for line in _told(changes(known, before, after), len(known)):
        click.echo(line)


def _told(found: "Changes", count: int) -> Iterator[str]:
    moved, regraded = found.moved, found.regraded
    yield (
        f"{count} 个机关：得分、名次或等次有变的 {len(moved)} 个，其中等次有变的 {len(regraded)} 个"
    )
    for league, grade in dict.fromkeys((*found.before, *found.after)):
        before, after = (counts.get((league, grade), 0) for counts in (found.before, found.after))
        if before != after:
            name = f"「{league}」" if league else ""
            yield f"　{name}{grade}：{before} → {after}"
    rest = [each for each in moved if each not in regraded]
    yield from map(_line, [*regraded, *rest][:_MOST_TOLD])
    if len(moved) > _MOST_TOLD:
        yield f"　……另有 {len(moved) - _MOST_TOLD} 个"
    yield from found.notes


def _line(each: "Moved") -> str:
    from gouji.model.numbers import decimal_text
    from gouji.reporting.wording import score_text

    one, other = (
        f"第 {p.rank} 名 {score_text(decimal_text(p.low), decimal_text(p.high))} {p.grade}"
        for p in (each.before, each.after)
    )
    return f"　{each.name}：{one} → {other}"


@profile.command(cls=ChineseCommand)
@click.argument("sheet", metavar="表格", type=PATH)
@click.option("--year", metavar="年度", type=int, required=True, help="评定的是哪一年度")
@click.option("--who", metavar="姓名", default="", help="谁评定的（必写）")
@profile_option
@rules_option
@history_option
def items(
    sheet: Path,
    year: int,
    who: str,
    profile: str | None,
    rules: Sequence[Path],
    where: str,
) -> None:
    """把人工评定的分（Excel 或 CSV：机关、项目、分值、依据）记进历史记录；同一项目以后记的为准。"""
    from gouji.batch.item_sheet import read_items
    from gouji.model.filed import Filed
    from gouji.model.spelling import agency_name
    from gouji.rulesets import chosen_rulebook
    from gouji.store import open_history

    if not who.strip():
        raise UsageError("请写明 --who（谁评定的）")
    book = chosen_rulebook(rules, profile)
    with open_history(where) as kept:
        known = _known(kept, year)
        entered = read_items(
            sheet,
            book.profile,
            lambda agency: known.get(agency_name(agency)) or Filed(agency, year),
            who.strip(),
            datetime.now().astimezone(),
        )
        kept.enter(year, entered)
    click.echo(f"记下 {len(entered)} 项，涉及 {len({a for a, _ in entered})} 个机关")


def _known(kept: "History", year: int) -> dict[str, "Filed"]:
    """Return what is known of each agency of a year, those too that filed nothing."""
    from gouji.model.filed import Filed
    from gouji.model.spelling import agency_name

    registered = kept.register(year).agencies
    entries = kept.entries(year=year, limit=max(kept.count(year=year), 1))
    named = {agency_name(a.name): Filed(a.name, year, a.league, a.body) for a in registered}
    return named | {each.agency or "": each for each in kept.filed(entries)}
