"""``gouji register``: the register of agencies by year, from Excel and to it."""

import getpass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand, ChineseGroup
from gouji.commands.guard import FINDINGS, OK
from gouji.commands.options import PATH, history_option
from gouji.errors import UsageError
from gouji.oserrors import not_read
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from gouji.model.register import Register
    from gouji.register.changes import Change
    from gouji.register.check import Remark
    from gouji.register.excel import Read
    from gouji.store import History

_year_option = click.option(
    "--year", metavar="年度", type=click.IntRange(2008, 2099), required=True, help="哪一年度的名录"
)
_MOST_TOLD = 200


@click.group(name="register", cls=ChineseGroup)
def register() -> None:
    """机关名录：每一年度有哪些机关、叫什么、归谁管、要不要报送。"""


@register.command(name="import", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=PATH)
@_year_option
@click.option("--who", metavar="姓名", help="谁导入的（默认是登录的用户名）")
@click.option("--dry-run", is_flag=True, help="只看会有什么变动，不导入")
@history_option
def import_register(file: Path, year: int, who: str | None, dry_run: bool, where: str) -> int:  # noqa: FBT001
    """从 Excel（.xlsx 或 CSV）导入一个年度的机关名录，先列出问题和变动；有错误时不导入。

    同一年度可以再次导入，以最后一次为准，以前的都留着。
    """
    from gouji.store import Imported, open_history

    data, read = _read(file, year)
    with open_history(where) as kept:
        wrong = _tell(read, kept)
        if wrong or dry_run:
            click.echo("没有导入" + ("：请先改正上面的错误" if wrong else "（只是预览）"))
            return FINDINGS if wrong else OK
        by = Imported(
            year=year,
            place=str(file.name),
            sha256=sha256(data).hexdigest(),
            who=who or getpass.getuser(),
            when=datetime.now().astimezone().replace(microsecond=0),
        )
        kept.import_register(read.register, by)
    click.echo(f"已导入{year}年度机关名录：{_counts(read.register)}")
    return OK


@register.command(name="export", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=PATH)
@_year_option
@history_option
def export(file: Path, year: int, where: str) -> None:
    """把一个年度的机关名录写成 Excel；没有导入过的，按上一次的名录（或见过的机关）写出。"""
    from gouji.register.excel import write_register
    from gouji.reporting.media.files import write_whole
    from gouji.store import open_history

    with open_history(where, create=False) as kept:
        held = kept.register(year)
    if not held.agencies:
        raise UsageError(f"历史记录里没有{year}年度的机关名录，也没有见过的机关")
    write_whole(file, write_register(held))
    if told := held.told():
        click.echo(f"注意：{told}")
    click.echo(f"已写到 {file}：{_counts(held)}")


@register.command(name="check", cls=ChineseCommand)
@click.argument("file", metavar="[文件]", required=False, type=PATH)
@_year_option
@history_option
def check(file: Path | None, year: int, where: str) -> int:
    """检查一个年度的机关名录：重名、上级、更名、与上年的变动，以及谁没有报送。

    写了文件就检查文件，不写就检查历史记录里的。有问题时退出码为 1。
    """
    from gouji.register.excel import Read
    from gouji.store import open_history

    with open_history(where, create=file is not None) as kept:
        if file is not None:
            read = _read(file, year)[1]
        else:
            held = kept.register(year)
            read = Read(held, tuple(filter(None, [held.told()])), ())
        wrong = _tell(read, kept)
        found = [remark.told(read.register.place) for remark in _reported(read, kept)]
    for sentence in found[:_MOST_TOLD]:
        click.echo(printable(sentence))
    if len(found) > _MOST_TOLD:
        click.echo(f"……这样的还有 {len(found) - _MOST_TOLD} 条")
    click.echo(f"{year}年度机关名录：{_counts(read.register)}")
    return FINDINGS if wrong or found else OK


@register.command(name="list", cls=ChineseCommand)
@history_option
def list_registers(where: str) -> None:
    """列出导入过的机关名录：年度、文件、谁在何时导入。"""
    from gouji.store import open_history

    with open_history(where, create=False) as kept:
        made = kept.imports()
    for each in made:
        told = (f"{each.year} 年度", printable(each.place), printable(each.who))
        click.echo("　".join((*told, f"{each.when:%Y-%m-%d %H:%M}")))
    if not made:
        click.echo("还没有导入过机关名录")


def _read(file: Path, year: int) -> "tuple[bytes, Read]":
    from gouji.register.excel import read_register

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}：名录打不开（{not_read(error)}）") from None
    return data, read_register(str(file), data, year)


def _tell(read: "Read", kept: "History") -> bool:
    """Tell what is wrong in a register and what it changes; return whether anything is wrong."""
    from gouji.register.preview import preview

    told = preview(read, kept.register(read.register.year - 1))
    lines = [
        *(f"注意：{note}" for note in told.notes),
        *(f"错误：{sentence}" for sentence in told.wrong),
        *(f"请核对：{sentence}" for sentence in told.asked),
        *map(_change_line, told.changes),
    ]
    for line in lines:
        click.echo(printable(line))
    return bool(told.wrong)


def _change_line(change: "Change") -> str:
    day = f"（{change.when}）" if change.when else ""
    how = f"：{change.how}" if change.how else ""
    return f"变动：{change.what} {change.agency}{how}{day}"


def _reported(read: "Read", kept: "History") -> "tuple[Remark, ...]":
    from gouji.register.check import check_reported

    year = read.register.year
    grading = kept.grading(year)
    filed = [entry.agency for entry in grading.entries]
    failed = [failure.agency for failure in grading.failures if failure.agency]
    return check_reported(read.register, filed, failed)


def _counts(held: "Register") -> str:
    living, due = held.living(), held.due()
    return f"机关 {len(living)} 个，应报送 {len(due)} 个，不报送 {len(living) - len(due)} 个"
