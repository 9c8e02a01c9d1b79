"""The command line: knows where the commands are, runs one, sets the exit status.

A command is imported when it is called, and heavy parts inside it: ``gouji --version`` answers at
once.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from gouji.commands.chinese import LazyGroup, usage_sentence
from gouji.commands.explain import explain_option
from gouji.commands.guard import FAILED, OK, USAGE, complain
from gouji.errors import GoujiError, RuleFileError
from gouji.libraries import unforeseen
from gouji.oserrors import not_read
from gouji.version import __version__

COMMANDS = {
    "annotate": "gouji.commands.annotate:annotate",
    "appeals": "gouji.commands.appeals:appeals",
    "audit": "gouji.commands.audit:audit",
    "collect": "gouji.commands.collect:collect",
    "decide": "gouji.commands.appeals:decide",
    "decisions": "gouji.commands.appeals:decisions",
    "diff": "gouji.commands.diff:diff",
    "export": "gouji.commands.export:export",
    "grade": "gouji.commands.grade:grade",
    "history": "gouji.commands.history:history",
    "notice-template": "gouji.commands.summary:notice_template",
    "outputs": "gouji.commands.outputs:outputs",
    "profile": "gouji.commands.profile:profile",
    "read": "gouji.commands.read:read",
    "register": "gouji.commands.register:register",
    "report": "gouji.commands.report:report",
    "rules": "gouji.commands.rules:rules",
    "serve": "gouji.commands.serve:serve",
    "serve-account": "gouji.commands.serve:serve_account",
    "settle": "gouji.commands.appeals:settle",
    "summary": "gouji.commands.summary:summary",
    "why": "gouji.commands.why:why",
}
"""Where each command stands, as ``module:command``: imported when it is called or described."""


_YOUNG = 50_000
"""Objects that are made before the collector looks for cycles.

What is imported has as many, and stays: looking through it again and again took a tenth of a short
command.
"""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit status."""
    gc.set_threshold(_YOUNG)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # all that is installed is read
    statuses: list[int] = []
    if argv is None:  # else the process is another program's
        atexit.register(_end, statuses)  # registered first, called last
    statuses.append(run(argv))
    sys.exit(statuses[0])


def _end(statuses: Sequence[int]) -> None:
    """End the process, when threads and whatever else is to be ended in order have ended.

    What it holds goes with it: taking it apart, value by value, took 4 % of a short command.
    """
    if not statuses:
        return  # it leaves by another way
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(statuses[0])


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 clean, 1 findings, 2 usage or rule file, 3 not processed."""
    try:
        status = gouji.main(
            args=None if argv is None else list(argv), prog_name="gouji", standalone_mode=False
        )
    except click.UsageError as error:
        complain(usage_sentence(error))
        return USAGE
    except GoujiError as error:
        complain(_told(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("已中止")
        return FAILED
    except OSError as error:
        complain(f"{error.filename or '文件'}：{not_read(error)}")
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last guard before a person: no traceback
        complain(str(unforeseen(error)))
        return FAILED
    return status if isinstance(status, int) else OK


def _told(error: GoujiError) -> str:
    if not isinstance(error, RuleFileError):
        return str(error)
    from gouji.rulebook.abridged import abridged

    return abridged(str(error))


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        click.echo(f"gouji {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup, homes=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="显示版本号",
)
@explain_option
def gouji() -> None:
    """勾稽：审核政府信息公开工作年度报告。"""
