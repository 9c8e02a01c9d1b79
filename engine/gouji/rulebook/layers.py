"""Lays an office's own rules, weights, profiles and waivers over the rules that ship with gouji."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from gouji.errors import UsageError
from gouji.model.nearest import nearest
from gouji.records import dataclass
from gouji.rulebook.book import DEFAULT_PROFILE, Layer, Rulebook, builtin_directory
from gouji.rulebook.files import Faults, hash_of, validated
from gouji.rulebook.layer_files import LayerFiles, read_layer
from gouji.rulebook.loading import asked, load_rulebook, rules_in, shipped_rules, shipped_words
from gouji.rulebook.overrides import Overrides, check_overrides
from gouji.rulebook.own_ties import OwnTies, check_ties, with_ties
from gouji.rulebook.profile import Profile
from gouji.rulebook.profile_checks import check_name, check_profile
from gouji.rulebook.resolve import Checked, unresolved
from gouji.rulebook.rule import Rule
from gouji.rulebook.source import Fault, Source, read_source
from gouji.rulebook.waivers import Waiver, WaiverFile
from gouji.rulebook.words import WordFiles, Words, words_in


def load_layered(layers: Sequence[Path], profile: str = DEFAULT_PROFILE) -> Rulebook:
    """Load the rules that ship with gouji and lay each of ``layers`` over those before it.

    ``profile`` is the name of a profile (the last layer is asked first) or the path of a file.
    Raises :class:`RuleFileError` with one line ``file:line:column: …`` for every fault,
    :class:`UsageError` for a profile that does not exist.
    """
    base = load_rulebook()
    opened = [read_layer(directory) for directory in layers]
    stack = _Stack(*shipped_words(), dict(shipped_rules()), set(shipped_rules()))
    for files in opened:
        stack.lay(files)
    source = _profile_source(profile, opened)
    scored = _scored(source, stack)
    names = [Layer(f.name, hash_of(f.shaping())) for f in opened]
    if source.name.startswith(_OWN):
        names.append(Layer(source.name.removeprefix(_OWN), source.sha256))
    used = [s for files in opened for s in files.shaping()]
    plain = not used and profile == DEFAULT_PROFILE and not source.name.startswith(_OWN)
    digest = hash_of([Source("gouji", base.sha256), *used, source])
    return Rulebook(
        forms=stack.words.forms,
        wording=stack.words.wording,
        rules=asked(stack.in_force(), scored),
        profile=scored,
        sha256=base.sha256 if plain else digest,
        layers=tuple(names),
        waivers=tuple(stack.waivers),
        words_sha256=_over(base.words_sha256, [s for files in opened for s in files.words()]),
        judging_sha256=_over(base.judging_sha256, used),
    )


def _over(base: str, used: Sequence[Source]) -> str:
    """Return the hash of ``used`` over what ships, that of what ships where there is nothing."""
    return hash_of([Source("gouji", base), *used]) if used else base


_OWN = "./"
"""Before the name of a profile that was given as a file of its own."""


@dataclass(slots=True)
class _Stack:
    """What the layers so far amount to; ``kept`` are the codes that still apply."""

    files: WordFiles
    words: Words
    rules: dict[str, Rule]
    kept: set[str]
    waivers: list[Waiver] = field(default_factory=list)
    priced: set[str] = field(default_factory=set)
    """Codes whose points a layer has set; they are stronger than the profile's."""
    written: dict[str, str] = field(default_factory=dict)
    """Codes that layers brought, and the layer's name."""
    ties: list[OwnTies] = field(default_factory=list)

    def lay(self, files: LayerFiles) -> None:
        """Lay one layer on top; raises with the faults of all its files."""
        faults = Faults()
        if files.has_words:
            faults.gather(lambda: self._reword(files))
            faults.settle()
        ties = files.ties
        if ties is not None:
            faults.gather(lambda: self._tie(ties))
        found = faults.gather(lambda: rules_in(files.rules, self.words, self.rules))
        rules = self.rules if found is None else found
        overrides = faults.gather(lambda: _overrides(files.overrides, rules)) or Overrides()
        if found is not None:
            waivers = faults.gather(lambda: _waivers(files.waivers, rules, self.words))
            self.waivers.extend(waivers or ())
        for stem, source in files.profiles.items():
            profile = faults.gather(lambda source=source: validated(source, Profile))  # type: ignore[misc]
            if profile is not None:
                faults.add(source, check_name(profile, stem))
        faults.settle()
        own = set(rules) - set(self.rules)
        self.rules = overrides.changed(rules)
        self.kept = {code for code in self.kept | own if overrides.keeps(code)}
        self.priced |= {c for c, change in overrides.change.items() if change.points is not None}
        self.written |= dict.fromkeys(own, files.name)

    def _reword(self, files: LayerFiles) -> None:
        """Lay the words of a layer over those below, and the ties of layers over its editions."""
        self.files = self.files.under(files.editions, files.wording)
        words = words_in(self.files)
        for ties in self.ties:
            words = words.with_forms(with_ties(ties, words.forms))
        self.words = words

    def _tie(self, source: Source) -> None:
        own = validated(source, OwnTies)
        source.fail(list(check_ties(own, self.words.forms)))
        self.ties.append(own)
        self.words = self.words.with_forms(with_ties(own, self.words.forms))

    def in_force(self) -> dict[str, Rule]:
        """Return the rules that apply, in order of code."""
        return {code: rule for code, rule in sorted(self.rules.items()) if code in self.kept}


def _overrides(source: Source | None, rules: Mapping[str, Rule]) -> Overrides:
    if source is None:
        return Overrides()
    overrides = validated(source, Overrides)
    source.fail(list(check_overrides(overrides, rules)))
    return overrides


def _waivers(source: Source | None, rules: Mapping[str, Rule], words: Words) -> tuple[Waiver, ...]:
    if source is None:
        return ()
    file = validated(source, WaiverFile)
    waivers = file.waivers
    source.fail(
        [
            *unresolved(Checked(source, WaiverFile, file), words.known),
            *(
                Fault(
                    ("waivers", index, "code"),
                    f"没有规则「{waiver.code}」{nearest(waiver.code, rules)}",
                )
                for index, waiver in enumerate(waivers)
                if waiver.code not in rules
            ),
        ]
    )
    return waivers


def _profile_source(profile: str, opened: Sequence[LayerFiles]) -> Source:
    """Find a profile by name, the last layer first, or read the file that it names."""
    path = Path(profile)
    if path.suffix in {".yaml", ".yml"}:
        source = read_source(path.resolve(), path.resolve().parent.parent)
        source.name = f"{_OWN}{path.name}"
        return source
    for files in reversed(opened):
        if profile in files.profiles:
            return files.profiles[profile]
    root = builtin_directory()
    shipped = {path.stem: path for path in sorted(root.glob("profiles/*.yaml"))}
    if profile not in shipped:
        names = {*shipped, *(name for files in opened for name in files.profiles)}
        raise UsageError(f"没有评分标准「{profile}」{nearest(profile, names)}，也可以写文件名")
    return read_source(shipped[profile], root)


def _scored(source: Source, stack: _Stack) -> Profile:
    """Return the profile without the points that a layer has set otherwise."""
    profile = validated(source, Profile)
    source.fail(list(_check_groups(profile, stack)) + list(check_profile(profile, stack.rules)))
    points = {code: value for code, value in profile.points.items() if code not in stack.priced}
    return profile.model_copy(update={"points": points})


def _check_groups(profile: Profile, stack: _Stack) -> Iterator[Fault]:
    """Yield a fault that names the layer whose rules begin with a letter unknown to the profile."""
    for code, layer in sorted(stack.written.items()):
        if code[0] not in profile.groups:
            groups = "、".join(profile.groups)
            hint = f"（已有的组是 {groups}；新的组要在评分标准里写上限）"
            yield Fault(("groups",), f"「{layer}」的规则「{code}」属于新的组 {code[0]}{hint}")
