"""``gouji history stand`` and ``prune``: which file counts; what was read under other versions."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.history import opened
from gouji.commands.options import OUTPUT, PATH, history_option, rules_option
from gouji.commands.running import READINGS
from gouji.errors import UsageError
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from gouji.model.received import Received, Standing
    from gouji.store import History

_MEGABYTE = 1_000_000


@click.command(cls=ChineseCommand)
@click.argument("agency", metavar="机关")
@click.argument("year", metavar="年度", type=int)
@click.argument("file", metavar="文件", required=False)
@click.option("--who", metavar="姓名", default="", help="谁指定的（指定时必写）")
@click.option("--why", metavar="说明", default="", help="为什么以它为准（指定时必写）")
@history_option
def stand(agency: str, year: int, file: str | None, who: str, why: str, where: str) -> None:
    """指定一个机关一个年度以哪一份文件为准；不写文件时，列出收到的各份和现在以哪一份为准。

    指定的一直有效，以后又收到别的文件也不变（会提醒），直到再指定一次。
    """
    with opened(where) as kept:
        found = _received(kept, agency, year)
        if file is None:
            lines = list(_listed(found))
        else:
            chosen = _named(found, file)
            if not who.strip() or not why.strip():
                raise UsageError("请写明 --who（谁指定的）和 --why（为什么以它为准）")
            when = datetime.now().astimezone().replace(microsecond=0)
            kept.choose(chosen, who.strip(), why.strip(), when)
            lines = [
                f"已记下：{found.counts.agency} {year} 年以 {chosen.name} 为准（{who.strip()}）",
                f"排名、页面和通知请用 gouji outputs --year {year} 重新写出",
            ]
    for line in lines:
        click.echo(printable(line))


def _received(kept: "History", agency: str, year: int) -> "Standing":
    entry = kept.standing(agency, year)
    found = kept.received(entry.agency if entry else agency, year)
    if found is None:
        hint = f"机关名称可用 gouji history --year {year} 查看"
        raise UsageError(f"历史记录里没有「{agency}」{year} 年的报告（{hint}）")
    return found


def _named(found: "Standing", file: str) -> "Received":
    files = (found.counts, *found.others)
    for each in files:
        if each.name == file:
            return each
    names = "、".join(each.name for each in files)
    raise UsageError(f"「{found.counts.agency}」没有报送过「{file}」（报送过的有：{names}）")


def _listed(found: "Standing") -> Iterator[str]:
    from gouji.model.received import REASONS, RULE

    files = sorted((found.counts, *found.others), key=lambda each: (each.run, each.name))
    for each in files:
        dated = f"　公布日期 {each.published}" if each.published else ""
        counts = "　算数" if each is found.counts else ""
        yield f"{each.name}{dated}{counts}"
    chosen = found.chosen
    why = f"{chosen.who}指定：{chosen.why}" if chosen else REASONS[found.reason]
    yield f"为什么：{why}"
    yield RULE


@click.command(cls=ChineseCommand)
@click.option(
    "--output", metavar="目录", type=PATH, default=OUTPUT, help=f"结果目录（默认 {OUTPUT}/）"
)
@rules_option
def prune(output: Path, rules: tuple[Path, ...]) -> None:
    """删去别的版本读出的内容（在结果目录的 .readings/ 里）；现在用的留着，原件和历史记录不动。"""
    from gouji.batch.readings import Readings
    from gouji.keys import reading_key
    from gouji.rulesets import chosen_rulebook

    key = reading_key(chosen_rulebook(rules))
    count, size = Readings(output / READINGS, key).prune()
    megabytes = f"{size / _MEGABYTE:.1f} MB"
    click.echo(f"删去了 {count} 份（{megabytes}）" if count else "没有可以删的")
