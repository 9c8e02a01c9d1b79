"""``gouji diff``: two drafts of one report compared."""

from pathlib import Path

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.guard import FAILED, FINDINGS, OK
from gouji.commands.options import PATH, profile_option, rules_option
from gouji.commands.sources import Sources


@click.command(name="diff", cls=ChineseCommand)
@click.argument("old", metavar="上一稿", type=PATH)
@click.argument("new", metavar="这一稿", type=PATH)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出样式：text 供人阅读（默认），json 供程序使用",
)
@rules_option
@profile_option
def diff(old: Path, new: Path, style: str, rules: tuple[Path, ...], profile: str | None) -> int:
    """比较一份报告的两稿：改好了什么，还有什么没改，新出现了什么。

    两稿都可以是报告，也可以是 gouji 存下的审核结果（.json、.jsonl）。
    这一稿没有要扣分的问题时退出码为 0，有为 1，读不了为 3。
    """
    from gouji.reporting.one.comparison import compare
    from gouji.reporting.one.comparison_text import comparison_lines

    sources = Sources(rules, profile)
    before, after = sources.only(old), sources.only(new)
    if before is None or after is None:
        return FAILED
    comparison = compare(before, after, sources.book.forms)
    if style == "json":
        click.echo(comparison.model_dump_json(by_alias=True, indent=1))
    else:
        for line in comparison_lines(comparison):
            click.echo(line)
    return FINDINGS if comparison.is_costly else OK
