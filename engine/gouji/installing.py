"""What to type so that the Python in use gets what it lacks, however gouji came to it.

From a checkout pip installs the folder; where there is no pip, uv or the offline bundle brought
gouji, and brings the rest. An index that serves gouji under its name is never taken for granted.
"""

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shlex import quote

BUILD = "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject"
"""Without it the rule engine is built against a function that Python 3.13 dropped."""
_CHECKOUT = Path(__file__).resolve().parents[2]


def python_in_use() -> str:
    """Return the Python in use, as a person names it."""
    return f"{sys.executable}（Python {sys.version_info[0]}.{sys.version_info[1]}）"


def to_install(*what: str) -> str:
    """Return the command that installs requirements and options ``what``."""
    python = quote(sys.executable)
    pip = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
    return f"{pip} {' '.join(map(quote, what))}"


def to_add(extra: str) -> str:
    """Return in Chinese how the Python in use gets the extra ``extra``."""
    if (_CHECKOUT / "pyproject.toml").is_file():
        return f"请先运行 {to_install('-e', f'{_CHECKOUT}[{extra}]')}"
    if find_spec("pip") is None and _installer() == "pip":
        return (
            f"请在能上网的同类机器上运行 sh scripts/bundle.sh {extra} 另做一个离线安装包，"
            f"再用其中的 install.sh 装到 {sys.prefix}"
        )
    return f"请先运行 {to_install(*_requirements(extra))}"


def _installer() -> str:
    from importlib.metadata import distribution

    return (distribution("gouji").read_text("INSTALLER") or "").strip()


def _requirements(extra: str) -> Iterator[str]:
    """Yield what ``extra`` adds, the extras that it includes resolved."""
    from importlib.metadata import requires

    for line in requires("gouji") or ():
        requirement, _, marker = (part.strip() for part in line.partition(";"))
        if re.fullmatch(f"extra == ['\"]{extra}['\"]", marker):
            included = re.fullmatch(r"gouji\[(.+)\]", requirement)
            yield from _requirements(included[1]) if included else (requirement,)
