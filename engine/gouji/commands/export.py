"""The commands that hand findings on: ``export`` to other programs, ``diff`` of two drafts.

Both take documents, which are audited on the spot, and audits that were saved as JSON.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.options import FAILED, FINDINGS, OK, PATH, profile_option, rules_option
from gouji.errors import DamagedDocument, GoujiError

if TYPE_CHECKING:
    from gouji.auditor import Auditor
    from gouji.model.audit import AuditJson
    from gouji.reading.inputs import Input
    from gouji.rulebook import Rulebook


def add_export_commands(group: click.Group) -> None:
    """Add the commands of this module to ``group``."""
    group.add_command(export)
    group.add_command(diff)


@click.command(name="export", cls=ChineseCommand)
@click.argument("style", metavar="样式", type=click.Choice(["sarif", "junit", "csv"]))
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=PATH)
@click.option("-o", "--output", metavar="文件", type=PATH, help="写到这个文件（不写就显示出来）")
@rules_option
@profile_option
def export(
    style: str,
    files: tuple[Path, ...],
    output: Path | None,
    rules: tuple[Path, ...],
    profile: str | None,
) -> int:
    """把审核结果转成别的程序能读的样式：sarif、junit 或 csv。

    文件可以是报告（当场审核），也可以是 gouji 存下的审核结果（.json、.jsonl）。
    """
    from gouji.reporting.media.files import write_whole

    sources = _Sources(rules, profile)
    data = _exporter(style)(sources.audits(files), sources.book)
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        write_whole(output, data)
        click.echo(f"已写到 {output}", err=True)
    return FAILED if sources.failed else OK


def _exporter(style: str) -> "Callable[[Iterable[AuditJson], Rulebook], bytes]":
    from gouji.reporting.many.exports.findings_csv import findings_csv
    from gouji.reporting.many.exports.junit import junit
    from gouji.reporting.many.exports.sarif import sarif

    return {"sarif": sarif, "junit": junit, "csv": findings_csv}[style]


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

    sources = _Sources(rules, profile)
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


class _Sources:
    """Gives the audits of documents, and audits that were saved.

    What cannot be read is told in one sentence each, and ``failed`` is set.
    """

    def __init__(self, rules: Sequence[Path], profile: str | None) -> None:
        from gouji.rulesets import chosen_rulebook

        self.book = chosen_rulebook(rules, profile)
        self.failed = False
        self._auditor: Auditor | None = None

    def audits(self, files: Iterable[Path]) -> "Iterator[AuditJson]":
        """Yield the audits of ``files``, in order."""
        from gouji.reading.inputs import opened

        with opened(files) as inputs:
            for item in inputs:
                yield from self._of(item)

    def only(self, file: Path) -> "AuditJson | None":
        """Return the one audit of ``file``, ``None`` where it cannot be read or has several."""
        found = list(self.audits([file]))
        if len(found) > 1:
            self._complain(str(file), DamagedDocument("里面不止一份报告，比较时请只给一份"))
        return found[0] if len(found) == 1 else None

    def _of(self, item: "Input") -> "Iterator[AuditJson]":
        from gouji.reporting.many.exports.saved import is_saved, saved_audits

        try:
            if item.error is not None:
                raise item.error
            if is_saved(item.name):
                yield from saved_audits(item.path, self.book.forms)
            else:
                yield self._audited(item)
        except GoujiError as error:
            self._complain(item.name, error)

    def _audited(self, item: "Input") -> "AuditJson":
        from gouji.auditor import Auditor
        from gouji.reading.isolation import read_isolated
        from gouji.reporting.public.audit_json import to_public

        if self._auditor is None:
            today = date.today()  # noqa: DTZ011 - the local day
            self._auditor = Auditor(self.book, read_isolated, today)
        return to_public(self._auditor.audit_file(item.path, item.name))

    def _complain(self, name: str, error: GoujiError) -> None:
        self.failed = True
        click.echo(f"{name}：{error}", err=True)
