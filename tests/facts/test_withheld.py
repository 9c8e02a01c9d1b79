"""What a file has and gouji did not read is never said to be missing."""

import re
from dataclasses import replace

import pytest

from facts.say import BOOK
from gouji.auditor import Audit, Auditor
from gouji.model.document import Document
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from gouji.reading.html.elsewhere import ATTACHED, OTHER_PAGES
from gouji.reading.html.unopened import UNOPENED
from gouji.reading.shown import UNSEEN_WORDS
from reading.word_files import word_file
from reportkit import make
from reportkit.web import page

AUDITOR = Auditor(BOOK)
WEB = page(make(5)).decode()
START = WEB.index('<div id="zoom">')
CUTS = [WEB.index(f"<p><strong>{ordinal}、") for ordinal in "一二三四五六"]
END = WEB.index("</div></div>", CUTS[-1])
PANES = [WEB[a:b] for a, b in zip(CUTS, [*CUTS[1:], END], strict=True)]
BARS = "".join(f"<li>{name}</li>" for name in ("总体情况", "主动公开", "依申请公开", "复议诉讼"))


def with_panes(panes: list[str], style: str = "", behind: str = "") -> bytes:
    return (
        (WEB[: CUTS[0]] + f"<ul>{BARS}</ul>" + "".join(panes) + behind + WEB[END:])
        .replace("<head>", f"<head>{style}")
        .encode()
    )


def off(html: str) -> str:
    return f'<div style="display:none">{html}</div>'


def fails(document: Document) -> list[str]:
    audit = AUDITOR.audit_document(document)
    return [f"{j.code} {j.locus}" for j in audit.with_verdict(Verdict.FAIL)]


def reasons(audit: Audit) -> set[str]:
    unread = audit.with_verdict(Verdict.NOT_ASSESSABLE)
    return {j.subject.reason for j in unread if j.subject.reason}


TABS = {
    "switched off by itself": with_panes([PANES[0], *map(off, PANES[1:])]),
    "switched off by a class": with_panes(
        [
            f'<div class="pane on">{PANES[0]}</div>',
            *(f'<div class="pane">{p}</div>' for p in PANES[1:]),
        ],
        "<style>.pane{display:none}.pane.on{display:block}</style>",
    ),
    "switched off by an attribute": with_panes(
        [PANES[0], *(f"<section hidden>{pane}</section>" for pane in PANES[1:])]
    ),
    "only the table": with_panes(
        [*PANES[:2], PANES[2].replace("<table", '<table style="display:none"'), *PANES[3:]]
    ),
}


@pytest.mark.parametrize("web", TABS.values(), ids=TABS)
def test_what_is_to_be_opened_first_is_not_missing(web: bytes) -> None:
    document = read_bytes(web)
    assert document.withheld == UNOPENED
    assert fails(document) == fails(read_bytes(WEB.encode()))
    assert f"{UNOPENED}没有读，不能确定是不是在那里" in reasons(AUDITOR.audit_document(document))


def folded(panes: list[str]) -> bytes:
    """Return a page whose sections fold: the heading shows, and of the text nothing."""
    style = "<style>.fold{max-height:0;overflow:hidden}</style>"
    cut = [pane.index("</p>") + 4 for pane in panes]
    return with_panes(
        [f'{p[:c]}<div class="fold">{p[c:]}</div>' for p, c in zip(panes, cut, strict=True)], style
    )


def test_text_that_does_not_show_is_not_missing() -> None:
    document = read_bytes(folded(PANES))
    assert document.withheld == UNSEEN_WORDS
    assert fails(document) == fails(read_bytes(WEB.encode()))


TABLELESS = [re.sub("<table.*?</table>", "", pane, flags=re.DOTALL) for pane in PANES]
LINK = '<p><a href="/files/P02025.xls{}">政府信息公开情况统计表</a></p>'
PAGED = "<script>createPageHTML({}, 0, 't2025', 'shtml');</script>"
ELSEWHERE = {
    "one of three pages": (with_panes(PANES[:3], behind=PAGED.format(3)), OTHER_PAGES),
    "a link to the next page": (
        with_panes(PANES[:3], behind="<a href=b_2.html>下一页</a>"),
        OTHER_PAGES,
    ),
    "tables in a file": (with_panes([*TABLELESS, LINK.format("")]), ATTACHED),
    "a file with a query": (with_panes([*TABLELESS, LINK.format("?v=1")]), ATTACHED),
}
HERE = {
    "the only page": with_panes(PANES[:3], behind=PAGED.format(1)),
    "the next article": with_panes(PANES[:3], behind="下一篇：<a href=c.html>通知</a>"),
    "a file beside the tables": with_panes([*PANES[:3], LINK.format("")]),
    "a link to a page": with_panes([*TABLELESS[:3], '<a href="/a.html">统计表</a>']),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_a_page_only_leads_to_is_not_missing(name: str) -> None:
    web, withheld = ELSEWHERE[name]
    document = read_bytes(web)
    assert document.withheld == withheld
    assert not {"S102 s4", "L501 t4", "A301 t2", "R401 t3"} & {*fails(document)}


@pytest.mark.parametrize("name", HERE)
def test_what_a_page_does_not_lead_to_is_missing(name: str) -> None:
    document = read_bytes(HERE[name])
    assert document.withheld is None
    assert "L501 t4" in fails(document)


APART = ["（表格另附，详见附件2。）", "见附表。", "数据附后。"]


@pytest.mark.parametrize("said", APART)
def test_a_table_that_is_said_to_stand_apart_is_unread(said: str) -> None:
    at = PANES[2].index("<table")
    web = with_panes([*PANES[:2], f"{PANES[2][:at]}<p>{said}</p>", *PANES[3:]])
    assert "R401 t3" not in fails(read_bytes(web))


@pytest.mark.parametrize("said", ["本年度没有收到申请。", "附件材料已经归档。"])
def test_a_table_that_stands_nowhere_is_missing(said: str) -> None:
    at = PANES[2].index("<table")
    web = with_panes([*PANES[:2], f"{PANES[2][:at]}<p>{said}</p>", *PANES[3:]])
    assert "R401 t3" in fails(read_bytes(web))


OPENING = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (
    "某某市某某局2024年政府信息公开工作年度报告",
    "根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2024年1月1日至12月31日。",
    "一、总体情况", "主动公开信息三十条。",
))  # fmt: skip
UNSEEN = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("body", "withheld"),
    [
        (OPENING, None),
        (OPENING + UNSEEN.format("短"), None),
        (OPENING + UNSEEN.format("六、其他需要报告的事项"), UNSEEN_WORDS),
        (OPENING + '<w:altChunk r:id="rId9"/>', "Word 文档里嵌入的另一个文件"),
    ],
)
def test_word_files_say_what_they_have_besides(body: str, withheld: str | None) -> None:
    document = read_bytes(word_file(body))
    assert document.withheld == withheld
    assert ("S102 s6" in fails(document)) == (withheld is None)


GONE = with_panes([*PANES[:3], *PANES[4:]])
OTHERS = {
    "nothing hidden": GONE,
    "a copy for printing": with_panes([*PANES[:3], *PANES[4:]], behind=off("".join(PANES[:3]))),
    "a menu": with_panes([*PANES[:3], *PANES[4:]], behind=off("<p>首页</p><p>政务公开</p>")),
    "a window to log in": with_panes(
        [*PANES[:3], *PANES[4:]], behind=off("<p>请输入账号和密码后登录本网站。</p>")
    ),
    "a script": with_panes(
        [*PANES[:3], *PANES[4:]], behind="<script>var t='<p>四、政府信息公开</p>'</script>"
    ),
}


@pytest.mark.parametrize("web", OTHERS.values(), ids=OTHERS)
def test_what_is_nowhere_is_missing(web: bytes) -> None:
    document = read_bytes(web)
    assert document.withheld is None
    assert {"S102 s4", "L501 t4"} <= {*fails(document)}


def test_where_something_was_not_read_is_said_with_the_pages_lost() -> None:
    document = replace(read_bytes(GONE), withheld="第2页上的一些字", lost=(3,))
    audit = AUDITOR.audit_document(document)
    assert "第3页、第2页上的一些字没有读，不能确定是不是在那里" in reasons(audit)
    assert "S102 s4" not in fails(document)
