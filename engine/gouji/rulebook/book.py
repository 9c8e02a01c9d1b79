"""Loads a directory of rule files into one checked :class:`Rulebook`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from gouji.errors import RuleFileError
from gouji.facts.claims.wording import ClaimWording
from gouji.facts.fact import Wording
from gouji.facts.vocabulary import kinds_for, lists_of
from gouji.facts.wording import WORDING_FILES, wording_of
from gouji.model.form import Form, Strict
from gouji.model.vocabulary import Kind
from gouji.rulebook.checks import check_form, check_profile, check_references, check_rule
from gouji.rulebook.claim_checks import check_claims
from gouji.rulebook.faults import from_validation
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.rulebook.source import Fault, Source, read_source
from gouji.rulebook.waivers import Waiver

M = TypeVar("M", bound=BaseModel)

DEFAULT_PROFILE = "default"


class RuleFile(Strict):
    """A file of rules."""

    rules: tuple[Rule, ...]


class Layer(NamedTuple):
    """A directory or profile laid over the rules that ship with gouji, by name, not by path.

    ``sha256`` is the hash of its files.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything that shapes an audit: forms, wording, rules in order of code, profile, waivers.

    ``sha256`` is the hash of all files it was loaded from, those of ``layers`` included.
    """

    forms: dict[str, Form]
    wording: Wording
    rules: dict[str, Rule]
    profile: Profile
    sha256: str
    layers: tuple[Layer, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of fact that its rules may judge, by name."""
        return kinds_for(self.forms, self.wording)

    def form_for(self, year: int | None) -> Form:
        """Return the form in force for reports of ``year`` (the newest if it is unknown)."""
        newest = max(self.forms.values(), key=lambda form: form.first_year)
        if year is None:
            return newest
        for form in self.forms.values():
            if form.first_year <= year <= (form.last_year or 9999):
                return form
        return newest


def builtin_directory() -> Path:
    """Return the directory of the rules that ship with gouji."""
    here = Path(__file__).resolve().parents[1]
    shipped = here / "rules"
    return shipped if shipped.is_dir() else here.parents[1] / "rules"


@cache
def load_rulebook(directory: Path | None = None, profile: str = DEFAULT_PROFILE) -> Rulebook:
    """Load and check the rule files below ``directory`` (by default those that ship with gouji).

    A given directory replaces those that ship; :func:`gouji.rulebook.layers.load_layered` lays
    one over them. Raises :class:`RuleFileError` with one line ``file:line:column: …`` for every
    fault.
    """
    root = (directory or builtin_directory()).resolve()
    editions = sources_in(root, "editions/*.yaml")
    words = {file: sources_in(root, file)[0] for file in WORDING_FILES}
    rule_files = sources_in(root, "rules/*.yaml")
    profiles = sources_in(root, f"profiles/{profile}.yaml")
    forms = {form.edition: form for form in map(checked_form, editions)}
    wording = _wording(words, forms)
    rules = rules_in(rule_files, forms, kinds_for(forms, wording))
    chosen = validated(profiles[0], Profile)
    profiles[0].fail(list(check_profile(chosen, rules)))
    return Rulebook(
        forms=forms,
        wording=wording,
        rules=rules,
        profile=chosen,
        sha256=hash_of([*editions, *words.values(), *rule_files, *profiles]),
    )


def _wording(sources: Mapping[str, Source], forms: Mapping[str, Form]) -> dict[str, object]:
    """Return the wording of all files; raises where one does not fit the others or the forms."""
    found = {file: validated(source, WORDING_FILES[file]) for file, source in sources.items()}
    wording: dict[str, object] = {}
    for file, data in found.items():
        wording |= wording_of(file, data)
    lists = lists_of(forms, wording)
    for file, data in found.items():
        sources[file].fail(list(check_references(data, lists)))
        if isinstance(data, ClaimWording):
            sources[file].fail(list(check_claims(data, forms)))
    return wording


def sources_in(root: Path, pattern: str) -> list[Source]:
    """Read every file of ``root`` that ``pattern`` names; raises where there is none."""
    paths = sorted(root.glob(pattern))
    if not paths:
        raise RuleFileError(f"{root / pattern}:1:1: 没有找到规则文件")
    return [read_source(path, root) for path in paths]


def validated(source: Source, model: type[M]) -> M:
    """Return the data of ``source`` as a ``model``; raises with the place of every mistake."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.fail(from_validation(error, model))
        raise


def checked_form(source: Source) -> Form:
    """Return the form in ``source``; raises with the place of every mistake."""
    form = validated(source, Form)
    source.fail(list(check_form(form)))
    return form


def rules_in(
    sources: Iterable[Source],
    forms: Mapping[str, Form],
    kinds: Mapping[str, Kind],
    below: Mapping[str, Rule] | None = None,
) -> dict[str, Rule]:
    """Return the rules of all ``sources`` in order of code, over those of the layers ``below``.

    Raises :class:`RuleFileError` with every fault of every file.
    """
    found: dict[str, Rule] = dict(below or {})
    lines: list[str] = []
    for source in sources:
        try:
            file = validated(source, RuleFile)
        except RuleFileError as error:
            lines.append(str(error))
            continue
        for index, rule in enumerate(file.rules):
            at = ("rules", index)
            faults = list(check_rule(rule, at, forms, kinds))
            if rule.code in found:
                faults.append(Fault((*at, "code"), _taken(rule.code, found)))
            lines.extend(source.at(fault) for fault in faults)
            found.setdefault(rule.code, rule)
    if lines:
        raise RuleFileError("\n".join(lines))
    return dict(sorted(found.items()))


def _taken(code: str, found: Mapping[str, Rule]) -> str:
    group = code[0]
    last = max(int(other[1:]) for other in found if other[0] == group)
    free = f"（{group}{last + 1:03} 还没有用）" if last < 999 else "（请改用没有用过的编号）"
    return f"规则编号「{code}」已经用过{free}"


def hash_of(sources: Iterable[Source]) -> str:
    """Return one hash of the names and contents of ``sources``."""
    digest = sha256()
    for source in sources:
        digest.update(f"{source.name} {source.sha256}\n".encode())
    return digest.hexdigest()
