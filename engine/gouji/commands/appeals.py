"""The commands by which people decide: decide, decisions, settle, appeals."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from gouji.commands.chinese import ChineseCommand, ChineseGroup
from gouji.commands.history import agency_option, opened, year_option
from gouji.commands.options import PATH, history_option, rules_option
from gouji.errors import UsageError
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.appeals.cases import Case, Forms
    from gouji.model.decision import Decision, Ruling
    from gouji.model.settlement import Key, Settlement
    from gouji.store import History

_RULINGS = {"confirmed": "属实", "dismissed": "不成立"}
_SEEN = {"pass": "符合", "fail": "不符合", "": "撤回"}
_AGAIN = "下次用 gouji grade 审核这份报告时算进去。"


@click.command(cls=ChineseCommand)
@click.argument("agency", metavar="机关")
@click.argument("year", metavar="年度", type=int)
@click.argument("code", metavar="[规则编号]", required=False)
@click.argument("locus", metavar="[位置]", required=False)
@click.option(
    "--cause", metavar="序号", type=int, help="页面和通知上的第几处：连同它引起的全部问题一起认定"
)
@click.option("--confirm", "ruling", flag_value="confirmed", help="问题属实")
@click.option(
    "--dismiss",
    "ruling",
    flag_value="dismissed",
    help="问题不成立：读到的不变，以后审核就不再扣分",
)
@click.option("--comment", metavar="说明", default="", help="为什么这样认定（必写）")
@click.option("--who", metavar="姓名", default="", help="谁认定的（必写）")
@rules_option
@history_option
def decide(
    agency: str,
    year: int,
    code: str | None,
    locus: str | None,
    cause: int | None,
    ruling: str | None,
    comment: str,
    who: str,
    rules: tuple[Path, ...],
    where: str,
) -> None:
    """认定一个问题，或者一处原因引起的全部问题，属实（--confirm）或不成立（--dismiss）。

    规则编号和位置见审核结果（JSON 里的 code 和 locus），如 R412 t3.column:other；写了 --cause
    就不写它们。读到的不变，重新审核时认定仍然有效；读到别的，问题会重新提出。
    """
    from gouji.appeals.cases import case_of
    from gouji.appeals.deciding import Ruled, decided

    if ruling is None:
        raise UsageError("请写明 --confirm（属实）或 --dismiss（不成立）")
    if not comment.strip() or not who.strip():
        raise UsageError("请写明 --comment（为什么这样认定）和 --who（谁认定的）")
    with opened(where) as kept:
        case = case_of(kept, agency, year, _forms(rules))
        ruled = Ruled(cast("Ruling", ruling), comment.strip(), who.strip(), _now())
        made = decided(case, _keys(case, code, locus, cause), ruled)
        kept.decide_all(made)
    for each in made:
        click.echo(f"已记下：{_decision_line(each)}")
    if ruling == "dismissed":
        click.echo(
            "下次审核这份报告时，只要读到的还是这些，"
            f"{_what(made)}就不再扣分，仍会列出；读到别的会重新提出。"
        )


@click.command(cls=ChineseCommand)
@year_option
@agency_option
@history_option
def decisions(year: int | None, agency: str | None, where: str) -> None:
    """列出对问题的认定，先后有序；对读到的同样内容，以最后一次认定为准。"""
    with opened(where) as kept:
        made = kept.all_decisions(year=year, agency=agency)
    for decision in made:
        click.echo(_decision_line(decision))
    if not made:
        click.echo("没有这样的认定" if year or agency else "还没有认定过问题")


@click.command(cls=ChineseCommand)
@click.argument("agency", metavar="机关")
@click.argument("year", metavar="年度", type=int)
@click.argument("locus", metavar="位置")
@click.argument("value", metavar="值")
@click.option("--code", metavar="规则编号", default="", help="核定的不是一格，而是这条规则的判定")
@click.option("--who", metavar="姓名", default="", help="谁核定的（必写）")
@click.option("--reason", metavar="说明", default="", help="怎样核定的，如：对照纸质原件（必写）")
@click.option("--evidence", metavar="依据", default="", help="在哪里看到的，如：原件第 3 页")
@rules_option
@history_option
def settle(
    agency: str,
    year: int,
    locus: str,
    value: str,
    code: str,
    who: str,
    reason: str,
    evidence: str,
    rules: tuple[Path, ...],
    where: str,
) -> None:
    """核定没有读出、不能判定的一项：写对照纸质原件看到的值。

    位置是一格（如 t3.new.total），值是纸上的数，空着的写「空白」；写了 --code 的，值是「符合」或
    「不符合」。值写「撤回」收回以前的核定。只对算数的那一份文件有效，换了文件要重新核定。
    """
    from gouji.appeals.cases import case_of
    from gouji.appeals.settling import Witness, settlement

    by = Witness(who.strip(), reason.strip(), evidence.strip(), _now())
    with opened(where) as kept:
        case = case_of(kept, agency, year, _forms(rules))
        made = settlement(case, (code.upper(), locus), value.strip(), by)
        kept.settle([made])
    click.echo(f"已记下：{_settlement_line(made)}")
    click.echo(_AGAIN)


@click.group(cls=ChineseGroup)
def appeals() -> None:
    """成批认定问题、核定待定的各项：写出 Excel 表，由人填好，再读回。"""


@appeals.command("findings")
@click.argument("path", metavar="表.xlsx", type=PATH)
@year_option
@agency_option
@rules_option
@history_option
def findings_command(
    path: Path, year: int | None, agency: str | None, rules: tuple[Path, ...], where: str
) -> None:
    """写出一年各机关的问题，每处原因一行，「认定」「说明」「认定人」空着等人填。"""
    from gouji.appeals.sheets import findings_sheet

    with opened(where) as kept:
        _write(path, findings_sheet(_cases(kept, year, agency, rules)))


@appeals.command("open")
@click.argument("path", metavar="表.xlsx", type=PATH)
@year_option
@agency_option
@rules_option
@history_option
def open_command(
    path: Path, year: int | None, agency: str | None, rules: tuple[Path, ...], where: str
) -> None:
    """写出一年各机关没有读出、不能判定的各项，「核定」「说明」「核定人」空着等人填。"""
    from gouji.appeals.sheets import open_sheet

    with opened(where) as kept:
        _write(path, open_sheet(_cases(kept, year, agency, rules)))


@appeals.command("import")
@click.argument("path", metavar="表.xlsx", type=PATH)
@rules_option
@history_option
def import_command(path: Path, rules: tuple[Path, ...], where: str) -> None:
    """读回填好的表：全部收下，或者一行也不收，并说明哪几行为什么。"""
    from gouji.appeals.sheets import read_said

    with opened(where) as kept:
        said = read_said(path, kept, _forms(rules), _now())
        kept.decide_all(said.decisions)
        kept.settle(said.settlements)
    click.echo(f"已记下 {len(said.decisions)} 个认定、{len(said.settlements)} 个核定。{_AGAIN}")


def _write(path: Path, data: bytes) -> None:
    from gouji.reporting.media.files import write_whole

    write_whole(path, data)
    click.echo(f"已写出 {path}")


def _cases(
    kept: "History", year: int | None, agency: str | None, rules: tuple[Path, ...]
) -> "Iterator[Case]":
    from gouji.appeals.cases import cases

    entries = kept.entries(year=year, agency=agency, limit=max(kept.count(), 1))
    if not entries:
        raise UsageError("历史记录里没有这样的报告")
    return cases(kept, entries, _forms(rules))


def _forms(rules: tuple[Path, ...]) -> "Forms":
    from gouji.rulebook.layers import load_layered

    return load_layered(rules).forms


def _keys(case: "Case", code: str | None, locus: str | None, number: int | None) -> "list[Key]":
    from gouji.appeals.deciding import cause

    if number is not None and code is None:
        return cause(case, number)
    if number is None and code is not None and locus is not None:
        return [(code.upper(), locus)]
    raise UsageError("请写明规则编号和位置，或者用 --cause 写明第几处，两样写一样")


def _what(made: "Sequence[Decision]") -> str:
    return "这个问题" if len(made) == 1 else f"这 {len(made)} 个问题"


def _now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


def _decision_line(decision: "Decision") -> str:
    return "　".join(
        (
            f"{decision.when:%Y-%m-%d %H:%M}",
            f"{printable(decision.agency)} {decision.year} 年",
            printable(f"{decision.code} {decision.locus}"),
            _RULINGS[decision.ruling],
            printable(f"{decision.comment}（{decision.who}）"),
        )
    )


def _settlement_line(made: "Settlement") -> str:
    value = _SEEN.get(made.value, made.value)
    return "　".join(
        (
            f"{printable(made.agency)} {made.year} 年",
            printable(f"{made.code} {made.locus}".strip()),
            printable(f"{value}（{made.told}）"),
        )
    )
