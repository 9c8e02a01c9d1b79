"""One spelling of an agency's name, however it was typed."""

import pytest

from gouji.model.spelling import agency_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("清梧市公安局(高新分局)", "清梧市公安局（高新分局）"),
        (" 清梧市　公安局（高新 分局） ", "清梧市公安局（高新分局）"),
        ("清梧市公安局〔高新分局〕", "清梧市公安局（高新分局）"),
        ("清梧市公安局﹝高新分局﹞", "清梧市公安局（高新分局）"),
        ("清梧市公安局【高新分局】", "清梧市公安局（高新分局）"),
        ("清梧市公安局[高新分局］", "清梧市公安局（高新分局）"),
        ("清梧市公安局高新分局", "清梧市公安局高新分局"),
        ("清梧市\u200b公安局", "清梧市公安局"),
    ],
)
def test_names_are_spelt_one_way(typed: str, name: str) -> None:
    assert agency_name(typed) == name
