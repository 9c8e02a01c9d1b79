"""The annual summary as files: one content as a page, a document and a workbook."""

from collections.abc import Iterator

from gouji.reporting.many.annual.annual_page import to_html
from gouji.reporting.many.annual.document import to_docx
from gouji.reporting.many.annual.story import story
from gouji.reporting.many.annual.workbook import to_xlsx
from gouji.summary.annual import AnnualSummary


def annual_name(year: int, form: str) -> str:
    """Return what the file of the summary of ``year`` is called."""
    return f"annual-{year}.{form}"


def annual_files(found: AnnualSummary, office: str | None) -> Iterator[tuple[str, bytes | str]]:
    """Yield the names and contents of the files of a summary."""
    told = story(found, office)
    yield annual_name(found.year, "html"), to_html(told)
    yield annual_name(found.year, "docx"), to_docx(told)
    yield annual_name(found.year, "xlsx"), to_xlsx(told)
