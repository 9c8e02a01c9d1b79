"""The command line: registers the commands, runs one, sets the exit status.

Heavy parts are imported inside the commands, so that ``gouji --version`` answers at once.
"""

import sys
from collections.abc import Sequence

import click

from gouji.commands.annotate import annotate
from gouji.commands.appeals import appeals, decide, decisions, settle
from gouji.commands.audit import audit
from gouji.commands.chinese import ChineseGroup, usage_sentence
from gouji.commands.collect import collect
from gouji.commands.diff import diff
from gouji.commands.explain import explain_option
from gouji.commands.export import export
from gouji.commands.grade import grade
from gouji.commands.guard import FAILED, OK, USAGE, complain
from gouji.commands.history import history
from gouji.commands.outputs import outputs
from gouji.commands.profile import profile
from gouji.commands.read import read
from gouji.commands.register import register
from gouji.commands.report import report
from gouji.commands.rules import rules
from gouji.commands.serve import serve, serve_account
from gouji.commands.standing import prune, stand
from gouji.commands.summary import notice_template, summary
from gouji.commands.why import why
from gouji.errors import GoujiError
from gouji.libraries import unforeseen
from gouji.version import __version__

COMMANDS = (
    audit,
    read,
    why,
    rules,
    report,
    annotate,
    export,
    diff,
    collect,
    grade,
    outputs,
    history,
    decide,
    decisions,
    settle,
    appeals,
    register,
    profile,
    summary,
    notice_template,
    serve,
    serve_account,
)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status."""
    sys.exit(run(argv))


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
        complain(str(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("已中止")
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last guard before a person: no traceback
        complain(str(unforeseen(error)))
        return FAILED
    return status if isinstance(status, int) else OK


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        click.echo(f"gouji {__version__}")
        ctx.exit()


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
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


for command in COMMANDS:
    gouji.add_command(command)
for command in (stand, prune):
    history.add_command(command)
