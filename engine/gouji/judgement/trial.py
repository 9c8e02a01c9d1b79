"""Tries rules that somebody else wrote in a process of its own, before they are used.

Loading is bounded in size and depth; what remains (a file that never ends, conditions that the
engine chokes on) happens to a child that can be killed.
"""

from collections.abc import Callable
from functools import partial

from gouji.errors import (
    GoujiError,
    JudgementError,
    OutOfTime,
    RuleFileError,
    Stopped,
    UsageError,
)
from gouji.isolation.child import in_child
from gouji.judgement.judge import Judge
from gouji.rulebook import Rulebook

MAX_SECONDS = 60.0
"""How long rules may take to load and compile: a second, on a slow machine many times that."""

MAX_MEMORY_BYTES = 1_500_000_000


def tried(load: Callable[[], Rulebook], seconds: float = MAX_SECONDS) -> Rulebook:
    """Return what ``load`` returns, once it was loaded and compiled in a child within ``seconds``.

    No rules cross from the child: they are loaded again where that is known to go well. Raises
    what ``load`` raises, and :class:`RuleFileError` for rules that cannot be compiled.
    """
    try:
        in_child(partial(_try, load), seconds=seconds, memory=MAX_MEMORY_BYTES)
    except OutOfTime:
        late = f"规则文件用了 {seconds:g} 秒还没有装好（请减少规则或简化条件）"
        raise RuleFileError(late) from None
    except Stopped:
        raise RuleFileError("规则文件装不下，程序中途停止（请减少规则或简化条件）") from None
    return load()


def _try(load: Callable[[], Rulebook]) -> None:
    """Load and compile the rules; whatever refuses them says so as a fault of theirs."""
    try:
        book = load()
        Judge(tuple(book.rules.values()))
    except (RuleFileError, UsageError):
        raise
    except JudgementError as error:
        raise RuleFileError(f"规则不能编译：{error}") from None
    except (GoujiError, MemoryError, RecursionError):
        raise RuleFileError("规则文件太大或太深（请减少规则或简化条件）") from None
