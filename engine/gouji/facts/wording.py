"""The files of wording: what each must hold is what its facts want of it."""

from collections.abc import Mapping

from gouji.facts.registry import FACTS, AnyFact
from gouji.model.form import Strict
from gouji.model.written import make_written


def _wording_model(file: str) -> type[Strict]:
    """Return the model of a file that has a key for each of its facts."""
    parts = {fact.name: fact.wording for fact in FACTS if fact.wording and fact.file == file}
    name = file.partition(".")[0].title()
    return make_written(Strict, name, f"The words of {file}, by fact.", parts)


WHOLE_FILES: Mapping[str, AnyFact] = {fact.file: fact for fact in FACTS if fact.whole_file}
"""The facts whose wording is a file of its own."""

WORDING_FILES: Mapping[str, type[Strict]] = {
    file: WHOLE_FILES[file].wording if file in WHOLE_FILES else _wording_model(file)
    for file in dict.fromkeys(fact.file for fact in FACTS if fact.wording)
}
"""Every file of wording, and what it must hold."""


def wording_of(file: str, data: Strict) -> dict[str, object]:
    """Return the wording in ``data``, the checked content of ``file``, by fact."""
    if file in WHOLE_FILES:
        return {WHOLE_FILES[file].name: data}
    return vars(data)
