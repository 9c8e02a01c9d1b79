"""Where a manifest and a report differ, and where a report's name is not certain, a note says so."""

import pytest

from gouji.batch.jobs import Job
from gouji.batch.manifest import Listed
from gouji.batch.taken import Taken, called, disagreements
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.filing import Filing
from gouji.model.register import Register, Registered
from gouji.register.names import Names

NO_NAMES = Names(Register(0))
POLICE, BRANCH = Registered("柏川市公安局", aliases=("市公安局",)), "柏川市公安局（高新分局）"
REGISTER = Register(
    2024, (POLICE, Registered(BRANCH), Registered("柏川市数据局", formerly=("大数据局",)))
)


@pytest.mark.parametrize(
    ("listed", "printed", "notes", "known"),
    [
        ("柏川市公安局", "市公安局", 0, "柏川市公安局"),
        ("柏川市公安局", BRANCH, 1, BRANCH),
        (BRANCH, "柏川市公安局", 1, "柏川市公安局"),
        (BRANCH, "市公安局", 1, "柏川市公安局"),
        ("柏川市数据局", "大数据局", 0, "柏川市数据局"),
        ("柏川市数据局", "柏川市公安局", 1, "柏川市公安局"),
    ],
)
def test_the_register_says_which_names_are_one(
    listed: str, printed: str, notes: int, known: str
) -> None:
    names = Names(REGISTER)
    job = Job("a.pdf", lambda: b"", Listed(agency=listed))
    taken = Taken(job, "", names.resolve(listed), 2024, UNKNOWN_BODY)
    filing = Filing(printed, 2024, "2021", {})
    assert len(list(disagreements(taken, filing, names))) == notes
    assert called(taken, filing, names).agency == known


@pytest.mark.parametrize(
    ("listed", "printed", "recognised", "notes"),
    [
        (None, "柏川市水利局", False, []),
        (
            None,
            "柏川市水利局",
            True,
            ["a.pdf：机关名称「柏川市水利局」由扫描件辨认得来，可能认错，请在清单里写明"],
        ),
        ("柏川市水利局", "柏川市水利局", True, []),
        (
            "柏川市水利局",
            "云溪县财政局",
            False,
            ["a.pdf：清单写的是柏川市水利局，报告写的是云溪县财政局，请核对是否交错了文件"],
        ),
        (
            "柏川市水利局",
            "云溪县财政局",
            True,
            [
                "a.pdf：清单写的是柏川市水利局，报告是扫描件，辨认出的是云溪县财政局，请核对是否交错了文件"
            ],
        ),
        (
            "柏川市公安局（高新分局）",
            "柏川市公安局",
            False,
            [
                "a.pdf：清单写的是柏川市公安局（高新分局），报告写的是柏川市公安局，请核对是否交错了文件"
            ],
        ),
        (None, None, False, []),
        *(
            (
                listed,
                printed,
                False,
                [f"a.pdf：清单写的是{listed}，报告写的是{printed}，请核对是否交错了文件"],
            )
            for branch in (
                "柏川市公安局（高新分局）",
                "柏川市公安局高新分局",
                "柏川市公安局交警支队",
            )
            for listed, printed in ((branch, "柏川市公安局"), ("柏川市公安局", branch))
        ),
        ("柏川市公安局（高新分局）", "柏川市公安局高新分局", False, []),
    ],
)
def test_names_to_be_looked_at(
    listed: str | None, printed: str | None, recognised: bool, notes: list[str]
) -> None:
    job = Job("a.pdf", bytes, Listed(agency=listed))
    taken = Taken(job, "", listed or printed or "a.pdf", 2024, UNKNOWN_BODY)
    filing = Filing(printed, 2024, "2021", {}, recognised_name=recognised)
    assert list(disagreements(taken, filing, NO_NAMES)) == notes


@pytest.mark.parametrize(
    ("printed", "year", "known"),
    [
        ("柏川市水利局", 2024, ("水利局", 2024)),
        (None, None, ("水利局", 2024)),
        ("柏川市水利局（原水务局）", 2024, ("水利局", 2024)),
        ("柏川市财政局", 2024, ("柏川市财政局", 2024)),
        ("柏川市水利局", 2021, ("水利局", 2021)),
    ],
)
def test_a_report_that_is_plainly_another_keeps_its_own_name(
    printed: str | None, year: int | None, known: tuple[str, int]
) -> None:
    """Then it does not pass for the neighbour that a manifest says it is."""
    job = Job("a.pdf", bytes, Listed(agency="水利局", year=2024))
    taken = Taken(job, "", "水利局", 2024, UNKNOWN_BODY)
    found = called(taken, Filing(printed, year, "2021", {}), NO_NAMES)
    assert (found.agency, found.year) == known
