"""``gouji collect``: the reports of a list of web addresses are fetched."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import progress_console
from gouji.commands.guard import FAILED, OK, complain
from gouji.commands.options import PATH
from gouji.errors import UsageError
from gouji.extras import extra

if TYPE_CHECKING:
    from gouji.collecting.outputs import Lists, Outcome

_OUTPUT = "collected"
_MOST_TOLD = 10


@click.command(cls=ChineseCommand)
@click.argument("source", metavar="清单", type=PATH)
@click.option(
    "--output", metavar="文件夹", type=PATH, default=_OUTPUT, help=f"放到哪里（默认 {_OUTPUT}/）"
)
@click.option(
    "--year",
    metavar="年度",
    type=click.IntRange(2008, 2099),
    help="要哪一年度的报告（默认取最新的；清单里写了年度的，以清单为准）",
)
@click.option(
    "--contact",
    metavar="邮箱或网址",
    envvar="GOUJI_CONTACT",
    default="",
    help="告诉网站管理员怎么联系您（也可写在环境变量 GOUJI_CONTACT 里）",
)
@click.option("--failed", is_flag=True, help="只取上次没有取到的，取到的不再核对")
@click.option("--allow-private", is_flag=True, help="也取内网地址（默认只取公网地址）")
@click.option("--proxy", is_flag=True, help="经环境变量 HTTPS_PROXY、HTTP_PROXY 里写的代理上网")
def collect(
    source: Path,
    output: Path,
    year: int | None,
    contact: str,
    failed: bool,  # noqa: FBT001 - an option
    allow_private: bool,  # noqa: FBT001 - an option
    proxy: bool,  # noqa: FBT001 - an option
) -> int:
    """按清单（Excel 或 CSV）里的网址把年度报告取到一个文件夹里，并写出评定用的清单。

    清单的列：网址、机关，还可以有上级、种类、年度。网址可以是报告的网页、附件，也可以是年报栏目的列表页。
    只有这个命令上网。中途停下的，再运行一次就接着取。
    """
    with extra("collect"):
        from gouji.collecting.collect import Collection
        from gouji.collecting.kept import run_in
        from gouji.collecting.network import Network
        from gouji.collecting.pace import Pace, StoppableClock
        from gouji.collecting.proxies import environment_proxies, no_proxy
        from gouji.collecting.rows import read_addresses
        from gouji.collecting.visiting import Visitor
    from gouji.batch.progress import TerminalProgress
    from gouji.facts.title import TITLE
    from gouji.reporting.media.printable import printable
    from gouji.rulesets import chosen_rulebook

    if not (contact.isascii() and contact.isprintable()):
        raise UsageError("--contact 只能写邮箱或网址，不能有汉字")
    rows, notes = read_addresses(source)
    for note in notes:
        complain(note)
    proxies = environment_proxies() if proxy else no_proxy
    network = Network(contact, private=allow_private, proxies=proxies)
    clock = StoppableClock()
    with run_in(output, anew=not failed) as kept, TerminalProgress(progress_console()) as progress:
        progress.begin("取报告", len(rows))
        outcomes, lists = Collection(
            [replace(row, year=row.year or year) for row in rows],
            output,
            Visitor(network, Pace(clock), kept),
            TITLE.words(chosen_rulebook().wording),
            step=lambda failed: progress.step(failed=failed),
            stop=clock.stop,
        ).run()
    for line in _told(outcomes, lists, output):
        click.echo(printable(line))
    return FAILED if any(outcome.found is None for outcome in outcomes) else OK


def _told(outcomes: "Sequence[Outcome]", lists: "Lists", output: Path) -> Iterator[str]:
    """Yield what a person wants to know at the end of a run."""
    failed = [outcome for outcome in outcomes if outcome.found is None]
    for outcome in failed[:_MOST_TOLD]:
        row = outcome.row
        yield f"没有取到：{row.at} {row.agency or row.url}：{outcome.reason}"
    if len(failed) > _MOST_TOLD:
        rest = len(failed) - _MOST_TOLD
        yield f"……另有 {rest} 份没有取到，见 {output / lists.failures}"
    doubtful = [outcome for outcome in outcomes if outcome.found and outcome.found.notes]
    for outcome in doubtful[:_MOST_TOLD]:
        yield f"注意：{outcome.file}：{'；'.join(outcome.found.notes if outcome.found else ())}"
    yield f"取到 {len(outcomes) - len(failed)} 份，没有取到 {len(failed)} 份"
    yield f"报告从哪里来，见 {output / lists.sources}"
    yield f"评定请运行：gouji grade {output / lists.manifest}"
