"""The scoring profile: a sheet for all, and sheets of their own for classes of agencies."""

from gouji.model.filed import Filed
from gouji.model.form import Strict
from gouji.model.names import Name, Text
from gouji.model.spelling import agency_name
from gouji.rulebook.sheet import Sheet, SheetChange


class Class(Strict):
    """Agencies that are scored and ranked together, by kind of body, league or name."""

    title: Text
    bodies: tuple[Name, ...] = ()
    leagues: tuple[Text, ...] = ()
    agencies: tuple[Text, ...] = ()
    sheet: SheetChange = SheetChange()

    def has(self, filed: Filed) -> bool:
        """Return whether an agency is of this class."""
        return self.names(filed) or filed.league in self.leagues or filed.body in self.bodies

    def names(self, filed: Filed) -> bool:
        """Return whether an agency is named as one of this class."""
        return filed.agency is not None and agency_name(filed.agency) in map(
            agency_name, self.agencies
        )


class Profile(Sheet):
    """A sheet with a name. An agency is of the class that names it, else the first that has it.

    ``require`` switches on rules that are not asked otherwise.
    """

    name: Name
    title: Text
    require: tuple[Name, ...] = ()
    classes: tuple[Class, ...] = ()

    def league(self, filed: Filed) -> str:
        """Return what an agency is ranked within: its class, else its league of the register."""
        if not self.classes:
            return filed.league or ""
        named = [each for each in self.classes if each.names(filed)]
        others = (each for each in self.classes if each.has(filed))
        return next((each.title for each in (*named, *others)), "")

    def sheet(self, filed: Filed) -> Sheet:
        """Return the sheet that an agency is scored by."""
        return self.sheet_of(self.league(filed))

    def sheet_of(self, league: str) -> Sheet:
        """Return the sheet of a class by its title; the profile itself where it has none."""
        changes = (each.sheet for each in self.classes if each.title == league)
        return next((change.over(self) for change in changes), self)
