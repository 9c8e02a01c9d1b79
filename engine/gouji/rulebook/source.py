"""YAML files with the position of every key and value, so that faults can be placed."""

from dataclasses import field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from gouji.errors import RuleFileError
from gouji.model.names import Loc
from gouji.oserrors import not_read
from gouji.records import dataclass
from gouji.rulebook.yaml_words import in_chinese

_HINT = "（请查看这一行和上一行的缩进、冒号、引号和括号；缩进用空格，不用制表符）"

MAX_BYTES = 2_000_000
MAX_DEPTH = 40

_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_BOOL, _NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"
_TRUE = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Position(NamedTuple):
    """Where a key or a value stands; ``file`` is how faults name it."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a path of a source."""

    loc: Loc
    message: str


@dataclass(slots=True)
class Source:
    """One rule file, parsed. ``name`` is how faults name it."""

    name: str
    sha256: str
    data: object = None
    marks: dict[Loc, Position] = field(default_factory=dict)
    """Where every key (where it has one) or value stands."""

    def at(self, fault: Fault) -> str:
        """Return ``file:line:column: message``; an unknown path falls back to its parent."""
        loc = fault.loc
        while loc and loc not in self.marks:
            loc = loc[:-1]
        at = self.marks.get(loc) or Position(self.name, 1, 1)
        return f"{at.file}:{at.line}:{at.column}: {fault.message}"

    def fail(self, faults: list[Fault]) -> None:
        """Raise a :class:`RuleFileError` that lists ``faults``, if there are any."""
        if faults:
            raise RuleFileError("\n".join(dict.fromkeys(self.at(f) for f in faults)))


def parse(text: bytes, name: str, sha256: str) -> Source:
    """Parse one file; raises :class:`RuleFileError` for anything that is not plain YAML."""
    source = Source(name, sha256)
    if len(text) > MAX_BYTES:
        raise RuleFileError(f"{name}:1:1: 规则文件超过 {MAX_BYTES} 字节（请拆成几个文件）")
    try:
        loader = yaml.CSafeLoader(text)
        _bound_depth(text, name)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        raise RuleFileError(
            f"{name}:{where}: 不是正确的 YAML：{in_chinese(error.problem)}{_HINT}"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleFileError(f"{name}:1:1: 不是正确的 YAML（请存为 UTF-8 文本）") from error
    if node is None:
        raise RuleFileError(f"{name}:1:1: 文件是空的")
    faults: list[Fault] = []
    source.data = _build(node, (), source, faults)
    source.fail(faults)
    return source


def _bound_depth(text: bytes, name: str) -> None:
    """Refuse deep nesting before the recursive composer meets it, and anchors altogether."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        problem = ""
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            problem = f"嵌套超过 {MAX_DEPTH} 层" if depth > MAX_DEPTH else ""
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            problem = "规则文件不用锚点和引用（请直接写出内容）"
        if problem:
            line, column = _position(event.start_mark)
            raise RuleFileError(f"{name}:{line}:{column}: {problem}")


def _position(mark: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return line and column from 1 (PyYAML has two classes of marks, alike in this)."""
    return mark.line + 1, mark.column + 1


def _build(node: yaml.Node, loc: Loc, source: Source, faults: list[Fault]) -> object:
    source.marks.setdefault(loc, Position(source.name, *_position(node.start_mark)))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loc, source, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*loc, i), source, faults) for i, item in enumerate(node.value)]
    return _scalar(node, loc, faults)


def _mapping(
    node: yaml.MappingNode, loc: Loc, source: Source, faults: list[Fault]
) -> dict[str, object]:
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*loc, key)
        if key in values:
            again = (*loc, f"{key}#2")
            source.marks[again] = Position(source.name, *_position(key_node.start_mark))
            faults.append(Fault(again, f"键「{key}」写了两次（请只留一个）"))
            continue
        source.marks[here] = Position(source.name, *_position(key_node.start_mark))
        values[key] = _build(value_node, here, source, faults)
    return values


def _scalar(node: yaml.Node, loc: Loc, faults: list[Fault]) -> object:
    text = str(node.value)
    if node.tag == _INT:
        if text.lstrip("+-").isdecimal() and (
            text.lstrip("+-") == "0" or text.lstrip("+-")[0] != "0"
        ):
            return int(text)
        faults.append(Fault(loc, f"整数「{text}」请写成十进制，或加引号表示文字"))
    elif node.tag == _FLOAT:
        if text.replace(".", "", 1).lstrip("+-").isdecimal():
            return Decimal(text)
        faults.append(Fault(loc, f"数「{text}」请写成普通小数"))
    elif node.tag == _BOOL:
        return _TRUE[text.lower()]
    elif node.tag == _NULL:
        return None
    return text


def read_source(path: Path, root: Path) -> Source:
    """Read and parse the file at ``path``, named relative to ``root``'s parent."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RuleFileError(f"{path}:1:1: 规则文件打不开（{not_read(error)}）") from error
    name = (
        path.relative_to(root.parent).as_posix() if path.is_relative_to(root.parent) else str(path)
    )
    return parse(text, name, sha256(text).hexdigest())
