"""The self-check page of one report, with pictures of its pages where it has pages."""

from gouji.reporting.one.selfcheck.pictures import NO_PICTURES, PagePicture, Pictures, page_pictures
from gouji.reporting.one.selfcheck.report_page import (
    ReportView,
    load_pages,
    report_page,
    report_view,
)

__all__ = [
    "NO_PICTURES",
    "PagePicture",
    "Pictures",
    "ReportView",
    "load_pages",
    "page_pictures",
    "report_page",
    "report_view",
]
