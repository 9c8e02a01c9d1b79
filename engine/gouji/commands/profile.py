"""The commands for scoring profiles: what a new one would change, points that people enter."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand, ChineseGroup
from gouji.commands.options import PATH, history_option, profile_option, rules_option
from gouji.errors import UsageError
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from gouji.batch.item_sheet import Office
    from gouji.model.filed import Filed
    from gouji.rulebook import Rulebook
    from gouji.scoring import Changes, Moved
    from gouji.scoring.trying import Place
    from gouji.store import History

_MOST_TOLD = 200
_year_option = click.option(
    "--year", metavar="年度", type=click.IntRange(2008, 2099), required=True, help="哪一年度"
)


@click.group(cls=ChineseGroup)
def profile() -> None:
    """评分标准：换一种会怎样（check），人工评定的分和报送日期（items）。"""


@profile.command(cls=ChineseCommand)
@click.argument("new", metavar="新的评分标准")
@click.option("--year", metavar="年度", type=int, help="哪一年度（默认历史记录里最新的）")
@click.option("--under", metavar="机关", help="只看这个机关和它下面的，如某市人民政府")
@click.option("--league", metavar="组别", help="只看这个考核组别的")
@rules_option
@history_option
def check(
    new: str,
    year: int | None,
    under: str | None,
    league: str | None,
    rules: tuple[Path, ...],
    where: str,
) -> None:
    """换成新的评分标准，这一年度的得分、名次和等次会怎样变；不读报告，什么也不改动。

    与这一年度现在用的评分标准相比，按历史记录里算数的报告重新计分。评分标准有错的，指出在哪一行哪一列。
    """
    from gouji.batch.bases import known_of
    from gouji.batch.profiles import in_force
    from gouji.batch.selection import Part, of_year
    from gouji.rulesets import chosen_rulebook
    from gouji.scoring import changes
    from gouji.store import open_history

    after = chosen_rulebook(rules, new)
    today = date.today()  # noqa: DTZ011 - the local day
    with open_history(where, create=False) as kept:
        year = _year(kept, year)
        before = in_force(kept, chosen_rulebook(rules), year, asked=False)
        known, without = known_of(kept, kept.grading(year), year, today)
        part = of_year(kept, year, Part(under, league))
    among = {entry.agency for entry in part.entries} | {one.agency for one in part.due}
    found = changes(known, before, after, among)
    count = sum(each.name in among for each in known)
    if not count:
        raise UsageError("没有可以比较的报告")
    click.echo(f"{year} 年度：「{before.profile.title}」换成「{after.profile.title}」")
    titles = [grade.title for each in (before, after) for grade in each.profile.grades]
    for line in (*_told(found, count, titles), *_without(without)):
        click.echo(printable(line))


def _year(kept: "History", year: int | None) -> int:
    years = kept.years()
    if not years:
        raise UsageError("历史记录里还没有报告")
    if year is not None and year not in years:
        listed = "、".join(map(str, sorted(years)))
        raise UsageError(f"历史记录里没有 {year} 年度的报告（有的年度：{listed}）")
    return year or years[0]


def _told(found: "Changes", count: int, grades: Iterable[str]) -> Iterator[str]:
    """Yield how many change, how many have which grade, then who moves, by how much."""
    moved, regraded = found.moved, found.regraded
    named = dict.fromkeys(grade for _, grade in (*found.before, *found.after))
    order = {grade: place for place, grade in enumerate(dict.fromkeys((*grades, *named)))}
    yield (
        f"{count} 个机关：得分、名次或等次有变的 {len(moved)} 个，其中等次有变的 {len(regraded)} 个"
    )
    if any(found.open):
        yield f"　得分是区间的（有没有读出或还不知道的）：{found.open[0]} → {found.open[1]}"
    alone = "不分组的" if any(league for league, _ in (*found.before, *found.after)) else ""
    for league, grade in sorted(
        dict.fromkeys((*found.before, *found.after)), key=lambda key: (key[0], order[key[1]])
    ):
        before, after = (counts.get((league, grade), 0) for counts in (found.before, found.after))
        if before != after:
            name = f"「{league}」" if league else alone
            yield f"　{name}{grade}：{before} → {after}"
    rest = [each for each in moved if each not in regraded]
    yield from map(_line, [*regraded, *rest][:_MOST_TOLD])
    if len(moved) > _MOST_TOLD:
        yield f"　……另有 {len(moved) - _MOST_TOLD} 个"
    yield from found.notes


def _line(each: "Moved") -> str:
    one, other = map(_place, (each.before, each.after))
    return f"　{each.name}：{one} → {other}{_by_how_much(each.before, each.after)}"


def _place(place: "Place") -> str:
    from gouji.model.numbers import decimal_text
    from gouji.reporting.wording import NOT_FILED, score_text

    score = score_text(decimal_text(place.low), decimal_text(place.high))
    return (
        f"{NOT_FILED} {score}"
        if place.rank is None
        else f"第 {place.rank} 名 {score} {place.grade}"
    )


def _by_how_much(before: "Place", after: "Place") -> str:
    from gouji.model.numbers import decimal_text

    parts = []
    if before.league != after.league:
        parts.append(f"改在「{after.league}」排名" if after.league else "不再分组")
    elif before.rank and after.rank and before.rank != after.rank:
        places = before.rank - after.rank
        parts.append(f"{'升' if places > 0 else '降'} {abs(places)} 名")
    for word, points in (("", after.low - before.low), ("最多", after.high - before.high)):
        text = f"{'+' if points > 0 else '−'}{decimal_text(abs(points))} 分"
        if points and f"{word}{text}" not in parts and text not in parts:
            parts.append(f"{word}{text}")
    return f"（{'，'.join(parts)}）" if parts else ""


def _without(names: tuple[str, ...]) -> Iterator[str]:
    if names:
        shown = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        yield (
            f"{len(names)} 份报告（{shown}）是旧版审核的，没有留下计分的依据，没有计入；"
            "请把这些报告再评定一次"
        )


@profile.group(cls=ChineseGroup)
def items() -> None:
    """人工评定的分、报送和公开的日期：从表格导入，导出，列出，撤回。"""


@items.command(name="import", cls=ChineseCommand)
@click.argument("sheet", metavar="表格", type=PATH)
@_year_option
@click.option("--who", metavar="姓名", default="", help="谁评定的（必写）")
@profile_option
@rules_option
@history_option
def import_items(
    sheet: Path,
    year: int,
    who: str,
    profile: str | None,
    rules: tuple[Path, ...],
    where: str,
) -> None:
    """把人工评定的分和报送、公开的日期（Excel 或 CSV）记进历史记录；同一项以后记的为准。

    一项一行（机关、项目、分值、依据），或者一个机关一行、一个项目一列。有一行不对，就一行也不记，逐行指出。
    """
    from gouji.batch.item_sheet import read_items
    from gouji.store import open_history

    with open_history(where) as kept:
        book = _book(kept, year, rules, profile)
        read = read_items(sheet, _office(kept, book, year, _name(who)))
        kept.enter(year, read.entered)
        kept.tell(read.told)
    for note in read.notes:
        click.echo(printable(f"注意：{note}"))
    days = f"，日期 {len(read.told)} 个" if read.told else ""
    click.echo(f"记下 {len(read.entered)} 项{days}，涉及 {read.agencies} 个机关")
    click.echo(f"用 gouji outputs --year {year} 写出新的结果")


@items.command(name="export", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=PATH)
@_year_option
@profile_option
@rules_option
@history_option
def export_items(
    file: Path, year: int, profile: str | None, rules: tuple[Path, ...], where: str
) -> None:
    """把一个年度人工评定的分和日期写成 Excel，改过还可以导入；还没有评分的项目留着空行。"""
    from gouji.batch.item_export import items_sheet
    from gouji.reporting.media.files import write_whole
    from gouji.store import open_history

    with open_history(where, create=False) as kept:
        book = _book(kept, year, rules, profile)
        data = items_sheet(_known(kept, year), kept.said(year), book.profile)
    write_whole(file, data)


@items.command(name="list", cls=ChineseCommand)
@_year_option
@click.option("--agency", metavar="机关", help="只列这个机关的")
@click.option("--all", "whole", is_flag=True, help="以前记的、撤回的也列出")
@profile_option
@rules_option
@history_option
def list_items(
    year: int,
    agency: str | None,
    whole: bool,  # noqa: FBT001 - click's way
    profile: str | None,
    rules: tuple[Path, ...],
    where: str,
) -> None:
    """列出一个年度人工评定的分和日期：谁、什么时候、依据什么记的。"""
    from gouji.batch.item_export import item_lines
    from gouji.store import open_history

    with open_history(where, create=False) as kept:
        book = _book(kept, year, rules, profile)
        names = kept.names(year)
        wanted = agency and names.resolve(agency)
        lines = item_lines(kept.entered(year), kept.said(year), book.profile, whole=whole)
        own = [line for name, line in lines if wanted in (None, names.resolve(name))]
    for line in own or [f"{year} 年度没有人工评定的分"]:
        click.echo(printable(line))


@items.command(name="withdraw", cls=ChineseCommand)
@click.argument("agency", metavar="机关")
@click.argument("item", metavar="项目")
@_year_option
@click.option("--who", metavar="姓名", default="", help="谁撤回的（必写）")
@click.option("--why", metavar="原因", default="", help="为什么撤回（必写）")
@profile_option
@rules_option
@history_option
def withdraw_item(
    agency: str,
    item: str,
    year: int,
    who: str,
    why: str,
    profile: str | None,
    rules: tuple[Path, ...],
    where: str,
) -> None:
    """撤回人工评定的一项分，或者记的一个日期（报送日期、截止日期、公布日期、是否公开）。"""
    from gouji.batch.item_export import withdrawn
    from gouji.store import open_history

    name = _name(who)
    if not why.strip():
        raise UsageError("请写明 --why（为什么撤回）")
    with open_history(where, create=False) as kept:
        book = _book(kept, year, rules, profile)
        said = (name, why.strip(), datetime.now().astimezone())
        line = withdrawn(kept, book.profile, (agency, year), item, said)
    click.echo(printable(line))


def _name(who: str) -> str:
    if not who.strip():
        raise UsageError("请写明 --who（谁评定的）")
    return who.strip()


def _book(kept: "History", year: int, rules: tuple[Path, ...], profile: str | None) -> "Rulebook":
    """Return the rules with the profile that was asked for, else with that of the year."""
    from gouji.batch.profiles import in_force
    from gouji.rulesets import chosen_rulebook

    book = chosen_rulebook(rules, profile)
    return book if profile is not None else in_force(kept, book, year, asked=False)


def _office(kept: "History", book: "Rulebook", year: int, who: str) -> "Office":
    from gouji.batch.item_sheet import Office
    from gouji.model.filed import Filed
    from gouji.model.nearest import near

    known, names = _known(kept, year), kept.names(year)

    def filed(agency: str) -> Filed | None:
        name = names.resolve(agency)
        return known.get(name) or (None if known else Filed(name, year))

    def nearest(agency: str) -> str:
        return near(agency, known)

    return Office(book.profile, year, filed, nearest, who, datetime.now().astimezone())


def _known(kept: "History", year: int) -> dict[str, "Filed"]:
    """Return what is known of each agency of a year, those too that filed nothing."""
    from gouji.model.filed import Filed

    grading = kept.grading(year)
    registered = kept.register(year).agencies
    named = {each.name: Filed(each.name, year, each.league, each.body) for each in registered}
    entries = [entry for entry in grading.entries if entry.year == year]
    return (
        named
        | {due.agency: due.known for due in grading.due if due.year == year}
        | {each.agency or "": each for each in kept.filed(entries)}
    )
