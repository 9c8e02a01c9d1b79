"""Loads a directory of rule files into one checked :class:`Rulebook`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from gouji.errors import RuleFileError
from gouji.model.claim_wording import ClaimWording
from gouji.model.form import Form, Strict
from gouji.model.wording import Wording
from gouji.rulebook.checks import check_profile, check_rule
from gouji.rulebook.faults import from_validation
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.rulebook.source import Fault, Source, read_source

M = TypeVar("M", bound=BaseModel)

DEFAULT_PROFILE = "default"


class RuleFile(Strict):
    """A file of rules."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything that shapes an audit: forms, wording, rules in order of code, profile.

    ``sha256`` is the hash of all files it was loaded from.
    """

    forms: dict[str, Form]
    wording: Wording
    rules: dict[str, Rule]
    profile: Profile
    sha256: str

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

    Raises :class:`RuleFileError` with one line ``file:line:column: …`` for every fault.
    """
    root = (directory or builtin_directory()).resolve()
    editions = _sources(root, "editions/*.yaml")
    words = _sources(root, "wording.yaml")
    claims = _sources(root, "claims.yaml")
    rule_files = _sources(root, "rules/*.yaml")
    profiles = _sources(root, f"profiles/{profile}.yaml")
    forms = {form.edition: form for form in (_validated(s, Form) for s in editions)}
    rules = _rules(rule_files, forms)
    chosen = _validated(profiles[0], Profile)
    profiles[0].fail(list(check_profile(chosen, rules)))
    return Rulebook(
        forms=forms,
        wording=_validated(words[0], Wording).model_copy(
            update={"claims": _validated(claims[0], ClaimWording)}
        ),
        rules=rules,
        profile=chosen,
        sha256=_hash([*editions, *words, *claims, *rule_files, *profiles]),
    )


def _sources(root: Path, pattern: str) -> list[Source]:
    paths = sorted(root.glob(pattern))
    if not paths:
        raise RuleFileError(f"{root / pattern}:1:1: 没有找到规则文件")
    return [read_source(path, root) for path in paths]


def _validated(source: Source, model: type[M]) -> M:
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.fail(from_validation(error, model))
        raise


def _rules(sources: Iterable[Source], forms: dict[str, Form]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    lines: list[str] = []
    for source in sources:
        try:
            file = _validated(source, RuleFile)
        except RuleFileError as error:
            lines.append(str(error))
            continue
        for index, rule in enumerate(file.rules):
            at = ("rules", index)
            faults = list(check_rule(rule, at, forms))
            if rule.code in found:
                faults.append(Fault((*at, "code"), f"规则编号「{rule.code}」已经用过"))
            lines.extend(source.at(fault) for fault in faults)
            found.setdefault(rule.code, rule)
    if lines:
        raise RuleFileError("\n".join(lines))
    return dict(sorted(found.items()))


def _hash(sources: Iterable[Source]) -> str:
    digest = sha256()
    for source in sources:
        digest.update(f"{source.name} {source.sha256}\n".encode())
    return digest.hexdigest()
