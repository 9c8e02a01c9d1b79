"""The files of one layer: an office's own directory beside the rules that ship with gouji."""

from collections.abc import Iterator
from pathlib import Path

from gouji.errors import RuleFileError
from gouji.facts.wording import WORDING_FILES
from gouji.model.nearest import nearest
from gouji.records import dataclass
from gouji.rulebook.files import Faults
from gouji.rulebook.source import Source, read_source
from gouji.rulebook.words import EDITIONS

SINGLE = ("overrides.yaml", "ties.yaml", "waivers.yaml")
NAMES = (*SINGLE, "rules/*.yaml", "profiles/*.yaml", EDITIONS, *WORDING_FILES)


@dataclass(frozen=True, slots=True)
class LayerFiles:
    """The files of one layer by what they hold; ``name`` is the directory's own."""

    name: str
    overrides: Source | None
    ties: Source | None
    waivers: Source | None
    rules: tuple[Source, ...]
    profiles: dict[str, Source]
    editions: tuple[Source, ...]
    wording: dict[str, Source]

    @property
    def has_words(self) -> bool:
        """Whether the layer adds to the words."""
        return bool(self.editions or self.wording)

    def words(self) -> Iterator[Source]:
        """Yield the files that shape what is read."""
        yield from (self.ties,) if self.ties is not None else ()
        yield from self.editions
        yield from self.wording.values()

    def shaping(self) -> Iterator[Source]:
        """Yield the files that shape the result whatever profile is chosen."""
        yield from (s for s in (self.overrides, self.ties, self.waivers) if s is not None)
        yield from self.rules
        yield from self.editions
        yield from self.wording.values()


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
    overrides, ties, waivers = (next((read[p] for p in paths[n]), None) for n in SINGLE)
    return LayerFiles(
        name=root.name,
        overrides=overrides,
        ties=ties,
        waivers=waivers,
        rules=tuple(read[path] for path in paths["rules/*.yaml"]),
        profiles={path.stem: read[path] for path in paths["profiles/*.yaml"]},
        editions=tuple(read[path] for path in paths[EDITIONS]),
        wording={file: read[path] for file in WORDING_FILES for path in paths[file]},
    )


def _strange(root: Path, known: list[Path]) -> Iterator[str]:
    """Yield a fault for every YAML file that nothing would read: a misspelt name is a mistake."""
    for path in sorted({*root.glob("*.y*ml"), *root.glob("*/*.y*ml")} - set(known)):
        name = path.relative_to(root).as_posix()
        yield f"{root.name}/{name}:1:1: 规则目录里没有「{name}」这种文件{nearest(name, NAMES)}"
