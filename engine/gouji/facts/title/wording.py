"""What the rule files say of titles, of what stands around them, and of agencies' names."""

from gouji.model.form import Strict
from gouji.model.names import ShortPattern, Text, Words


class TitleWording(Strict):
    """The report's title, what stands around it, and how an agency is named.

    ``name`` is mandated, ``near`` (a regular expression) are names that fall short of it; neither
    counts where ``not_name`` follows. Lines that fully match one of ``skip``, consist of
    ``skip_words`` alone or begin with one of ``skip_fields`` are no part of a title.
    """

    name: Text
    near: ShortPattern
    not_name: ShortPattern
    skip: tuple[ShortPattern, ...]
    skip_words: Words
    skip_fields: Words
    labels: Words
    """Index fields that hold the title."""
    other_titles: Words
    """Endings of the titles of other documents."""
    trim: tuple[ShortPattern, ...]
    """What belongs to no title at the beginning or the end of its line."""
    not_agency: Words
    """Words at the edges of what is left beside year and name that belong to no agency's name."""
    self_names: ShortPattern
    bare: ShortPattern
    """Names that lack their place: half a name, perhaps of the line above."""
    unfinished: ShortPattern
    """Lines that a name has begun in and not ended."""
    endings: Words
    """Endings by which another line than the title's own is known as an agency."""
    naming: tuple[ShortPattern, ...]
    """Regular expressions with a group ``agency``: how the text names it, the surest first."""
    enterprises: Words
    """Endings of the names of bodies that the form does not bind."""
    enterprise_basis: ShortPattern
    """The regulations that those bodies report by."""
