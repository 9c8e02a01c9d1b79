"""The files of one layer: an office's own directory beside the rules that ship with gouji."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from gouji.errors import RuleFileError
from gouji.rulebook.faults import nearest
from gouji.rulebook.source import Source, read_source

T = TypeVar("T")

NAMES = ("overrides.yaml", "ties.yaml", "waivers.yaml", "rules/*.yaml", "profiles/*.yaml")


@dataclass(slots=True)
class Faults:
    """Faults of several files, gathered so that a person sees them all at once."""

    lines: list[str] = field(default_factory=list)

    def gather(self, action: Callable[[], T]) -> T | None:
        """Return what ``action`` returns, or remember its faults and return None."""
        try:
            return action()
        except RuleFileError as error:
            self.lines.append(str(error))
            return None

    def settle(self) -> None:
        """Raise one :class:`RuleFileError` for all that was gathered, if anything was."""
        if self.lines:
            raise RuleFileError("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class LayerFiles:
    """The files of one layer by what they hold; ``name`` is the directory's own."""

    name: str
    overrides: Source | None
    ties: Source | None
    waivers: Source | None
    rules: tuple[Source, ...]
    profiles: dict[str, Source]

    def shaping(self) -> Iterator[Source]:
        """Yield the files that shape the result whatever profile is chosen."""
        yield from (s for s in (self.overrides, self.ties, self.waivers) if s is not None)
        yield from self.rules


def read_layer(directory: Path) -> LayerFiles:
    """Read the files of a layer; raises :class:`RuleFileError` with the faults of all of them."""
    root = directory.resolve()
    if not root.is_dir():
        raise RuleFileError(f"{directory}:1:1: 没有这个规则目录（请查看 --rules 后面的路径）")
    paths = {name: sorted(root.glob(name)) for name in NAMES}
    known = sorted(path for found in paths.values() for path in found)
    faults = Faults()
    faults.lines.extend(_strange(root, known))
    if not known and not faults.lines:
        raise RuleFileError(f"{directory}:1:1: 没有找到规则文件（可有 {'、'.join(NAMES)}）")
    read = {p: s for p in known if (s := faults.gather(lambda p=p: read_source(p, root)))}  # type: ignore[misc]
    faults.settle()
    overrides, ties, waivers = (next((read[p] for p in paths[n]), None) for n in NAMES[:3])
    return LayerFiles(
        name=root.name,
        overrides=overrides,
        ties=ties,
        waivers=waivers,
        rules=tuple(read[path] for path in paths["rules/*.yaml"]),
        profiles={path.stem: read[path] for path in paths["profiles/*.yaml"]},
    )


def _strange(root: Path, known: list[Path]) -> Iterator[str]:
    """Yield a fault for every YAML file that nothing would read: a misspelt name is a mistake."""
    for path in sorted({*root.glob("*.y*ml"), *root.glob("*/*.y*ml")} - set(known)):
        name = path.relative_to(root).as_posix()
        yield f"{root.name}/{name}:1:1: 规则目录里没有「{name}」这种文件{nearest(name, NAMES)}"
