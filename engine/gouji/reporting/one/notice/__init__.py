"""The 整改通知: what an agency is to mend in its report, as an office sends it."""

from gouji.reporting.one.notice.letter import check_template, load_notices, needs_notice, notice

__all__ = ["check_template", "load_notices", "needs_notice", "notice"]
