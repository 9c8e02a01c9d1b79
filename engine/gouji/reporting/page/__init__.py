"""The self-check page of one report, with pictures of its pages where it has pages."""

from gouji.reporting.page.page import ReportView, report_page, report_view
from gouji.reporting.page.pictures import NO_PICTURES, PagePicture, Pictures, page_pictures

__all__ = [
    "NO_PICTURES",
    "PagePicture",
    "Pictures",
    "ReportView",
    "page_pictures",
    "report_page",
    "report_view",
]
