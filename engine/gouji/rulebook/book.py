"""The rulebook as a whole: everything that shapes an audit, loaded and checked."""

from pathlib import Path

from gouji.facts.fact import Wording
from gouji.facts.vocabulary import kinds_for
from gouji.model.form import Form
from gouji.model.vocabulary import Kind
from gouji.records import dataclass
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.rulebook.waivers import Waiver

DEFAULT_PROFILE = "default"


@dataclass(frozen=True, slots=True)
class Layer:
    """A directory or profile laid over the rules that ship with gouji, by name, not by path.

    ``sha256`` is the hash of its files.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything that shapes an audit: forms, wording, rules in order of code, profile, waivers.

    ``sha256`` is the hash of all files it was loaded from, those of ``layers`` included;
    ``words_sha256`` of those that shape what is read, ``judging_sha256`` of all but the profile.
    """

    forms: dict[str, Form]
    wording: Wording
    rules: dict[str, Rule]
    profile: Profile
    sha256: str
    layers: tuple[Layer, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    words_sha256: str = ""
    judging_sha256: str = ""

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of fact that its rules may judge, by name."""
        return kinds_for(self.forms, self.wording)

    def form_for(self, year: int | None) -> Form:
        """Return the form in force for reports of ``year`` (the newest if it is unknown)."""
        forms = sorted(self.forms.values(), key=lambda form: form.first_year, reverse=True)
        if year is None:
            return forms[0]
        in_force = (f for f in forms if f.first_year <= year <= (f.last_year or 9999))
        return next(in_force, forms[0])


def builtin_directory() -> Path:
    """Return the directory of the rules that ship with gouji."""
    here = Path(__file__).resolve().parents[1]
    shipped = here / "rules"
    return shipped if shipped.is_dir() else here.parents[1] / "rules"
