"""One annual summary for the tests of its page, document and workbook."""

from gouji.model.grading import Agency, Failure
from gouji.reporting.many.annual.content import Story
from gouji.reporting.many.annual.story import story
from gouji.summary import AnnualSummary
from yearkit import BOOK, Filed, annual, grading

CITY, WATER, CIVIL = "清梧市人民政府", "清梧市水利局", "清梧市民政局"
HOSTILE = "=1+1<script>{{7*7}}\x07局"
LISTED = (
    Agency(CITY, None, "government"),
    Agency(WATER, CITY, "department"),
    Agency(CIVIL, CITY, "department"),
    Agency(HOSTILE, CITY, "department"),
)
REPORTS = (
    Filed(
        CITY,
        {
            "t3.new.natural": "9",
            "t3.new.total": "9",
            "t3.granted.total": "6",
            "t3.denied_law.total": "2",
            "t3.total.total": "8",
            "t3.carried_out.total": "1",
            "t2.fee.amount": "1204.264",
            "t2.penalty.decisions": None,
            "t4.review.total": "2",
            "t4.review.upheld": "2",
        },
        body="government",
        low="92.5",
        high="92.5",
        broken={"R411": 1, "P205": 1},
    ),
    Filed(
        WATER,
        {"t3.new.total": "12", "t2.penalty.decisions": "30", "t2.licence.decisions": ""},
        low="70",
        high="81",
        grade=None,
        open=("R411",),
    ),
)
BEFORE = (
    Filed(CITY, {"t3.new.total": "8", "t2.penalty.decisions": "1"}, year=2023, low="85", high="85",
          grade="良好", broken={"R411": 1}),
)  # fmt: skip
FAILURES = (
    Failure("民政局.pdf", None, "文件已加密", CIVIL, 2024, CITY),
    Failure("=cmd.doc", None, "文件是空的"),
)


def summarised() -> AnnualSummary:
    return annual(grading(*REPORTS, failures=FAILURES), grading(*BEFORE), LISTED, BOOK)


def told(office: str | None = "清梧市人民政府办公室") -> Story:
    return story(summarised(), office)
