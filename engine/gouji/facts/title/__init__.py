"""The title, and from it (or, failing that, from the text) whose report it is and of which year."""

from gouji.facts.title.agency import agency_in
from gouji.facts.title.found import Title
from gouji.facts.title.read import has_other_title, read_title
from gouji.facts.title.subjects import TITLE
from gouji.facts.title.whose import report_agency, report_year
from gouji.facts.title.wording import TitleWording

__all__ = [
    "TITLE",
    "Title",
    "TitleWording",
    "agency_in",
    "has_other_title",
    "read_title",
    "report_agency",
    "report_year",
]
