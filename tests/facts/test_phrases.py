"""Words and phrases of the wording, as they stand in sentences."""

import pytest

from gouji.facts.phrases import holds, span_of

PHRASES = [
    ("年报在门户网站发布", ("网站|平台…发布|公布",), "网站发布"),
    ("年报在服务平台向社会公布", ("网站|平台…发布|公布",), "平台向社会公布"),
    ("发布年报的网站", ("网站|平台…发布|公布",), None),
    ("维护网站，发布年报", ("网站|平台…发布|公布",), None),
    ("维护网站" + "一" * 17 + "发布", ("网站|平台…发布|公布",), None),
    ("年报已上传至政务网", ("年报…上传…网",), "年报已上传至政务网"),
    ("全文在网站公开，请查阅", ("网站…公开", "查阅"), "全文在网站公开，请查阅"),
    ("全文在网站公开", ("网站…公开", "查阅"), None),
    ("全文可查阅", ("查看|查阅",), "查阅"),
    ("价格（元）", ("（元）…价格|（元）",), None),
]


@pytest.mark.parametrize(("text", "words", "expected"), PHRASES)
def test_a_phrase_in_a_sentence(text: str, words: tuple[str, ...], expected: str | None) -> None:
    said = text[slice(*span_of(text, words))] if holds(text, words) else None
    assert said == expected
