"""What the page on deployment says is so."""

import re
from dataclasses import fields

from click import Option
from servekit import ROOT

from gouji.commands.serve import serve, serve_account
from gouji.web.settings import Limits

PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def test_the_limits_are_those_of_the_server() -> None:
    told = {
        name: float(value)
        for name, value in re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE, re.MULTILINE)
    }
    kept = {field.name: float(field.default) for field in fields(Limits) if field.name != "workers"}  # type: ignore[arg-type]
    assert told == kept


def test_every_option_that_is_named_exists() -> None:
    commands = [serve, *serve_account.commands.values()]
    known = {
        opt
        for command in commands
        for p in command.params
        if isinstance(p, Option)
        for opt in p.opts
    }
    others = {
        "--system", "--home-dir", "--create-home", "--now", "--rm",
        "--build-arg", "--cap-drop", "--format", "--memory", "--read-only", "--tmpfs", "--pwprompt", "--owner",
    }  # fmt: skip
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)) - others <= known | {"--name"}
    # Whoever serves must find every option here, but for what only shapes the rules.
    assert {o for p in serve.params for o in p.opts} - set(re.findall(r"--[a-z-]+", PAGE)) == {
        "--port", "--profile",
    }  # fmt: skip
