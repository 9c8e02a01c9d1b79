"""Loads a directory of rule files into one checked :class:`Rulebook`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from gouji.facts.vocabulary import kinds_for
from gouji.model.form import Strict
from gouji.rulebook.book import DEFAULT_PROFILE, Rulebook, builtin_directory
from gouji.rulebook.checks import check_rule
from gouji.rulebook.files import Faults, hash_of, sources_in, validated
from gouji.rulebook.profile import Profile
from gouji.rulebook.profile_checks import check_name, check_profile
from gouji.rulebook.resolve import Checked, unresolved
from gouji.rulebook.rule import Rule
from gouji.rulebook.source import Fault, Source
from gouji.rulebook.words import WordFiles, Words, word_files, words_in

_RULES = "rules/*.yaml"


class RuleFile(Strict):
    """A file of rules."""

    rules: tuple[Rule, ...]


@cache
def shipped_words() -> tuple[WordFiles, Words]:
    """Return the words that ship with gouji, as files and as what they say."""
    return _words_below(builtin_directory())


@cache
def shipped_rules() -> dict[str, Rule]:
    """Return all rules that ship with gouji, those too that only some profiles ask."""
    return rules_in(sources_in(builtin_directory(), _RULES), shipped_words()[1])


def _words_below(root: Path) -> tuple[WordFiles, Words]:
    files = word_files(root)
    return files, words_in(files)


@cache
def load_rulebook(directory: Path | None = None, profile: str = DEFAULT_PROFILE) -> Rulebook:
    """Load and check the rule files below ``directory`` (by default those that ship with gouji).

    A given directory replaces those that ship; :func:`gouji.rulebook.layers.load_layered` lays
    one over them. Raises :class:`RuleFileError` with one line ``file:line:column: …`` for every
    fault.
    """
    root = (directory or builtin_directory()).resolve()
    files, words = shipped_words() if directory is None else _words_below(root)
    rule_files = sources_in(root, _RULES)
    profiles = sources_in(root, f"profiles/{profile}.yaml")
    rules = shipped_rules() if directory is None else rules_in(rule_files, words)
    chosen = validated(profiles[0], Profile)
    profiles[0].fail([*check_name(chosen, profile), *check_profile(chosen, rules)])
    return Rulebook(
        forms=words.forms,
        wording=words.wording,
        rules=asked(rules, chosen),
        profile=chosen,
        sha256=hash_of([*files.sources(), *rule_files, *profiles]),
        words_sha256=hash_of(files.sources()),
        judging_sha256=hash_of([*files.sources(), *rule_files]),
    )


def whole_rulebook() -> Rulebook:
    """Return the rulebook that ships with gouji, with the rules too that only some profiles ask."""
    return replace(load_rulebook(), rules=shipped_rules())


def rules_in(
    sources: Iterable[Source], words: Words, below: Mapping[str, Rule] | None = None
) -> dict[str, Rule]:
    """Return the rules of all ``sources`` in order of code, over those of the layers ``below``.

    Raises :class:`RuleFileError` with every fault of every file.
    """
    kinds = kinds_for(words.forms, words.wording)
    found: dict[str, Rule] = dict(below or {})
    faults = Faults()
    for source in sources:
        file = faults.gather(lambda source=source: validated(source, RuleFile))  # type: ignore[misc]
        if file is None:
            continue
        faults.add(source, unresolved(Checked(source, RuleFile, file), words.known))
        for index, rule in enumerate(file.rules):
            at = ("rules", index)
            faults.add(source, check_rule(rule, at, words.forms, kinds))
            if rule.code in found:
                faults.add(source, [Fault((*at, "code"), _taken(rule.code, found))])
            found.setdefault(rule.code, rule)
    faults.settle()
    return dict(sorted(found.items()))


def asked(rules: Mapping[str, Rule], profile: Profile) -> dict[str, Rule]:
    """Return the rules that are asked under ``profile``: optional ones only where it says so."""
    return {
        code: rule for code, rule in rules.items() if not rule.optional or code in profile.require
    }


def _taken(code: str, found: Mapping[str, Rule]) -> str:
    group = code[0]
    last = max(int(other[1:]) for other in found if other[0] == group)
    free = f"（{group}{last + 1:03} 还没有用）" if last < 999 else "（请改用没有用过的编号）"
    return f"规则编号「{code}」已经用过{free}"
