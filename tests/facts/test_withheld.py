"""What a file has and gouji did not read is never said to be missing."""

from dataclasses import replace

import pytest

from facts.say import BOOK
from gouji.auditor import Audit, Auditor
from gouji.model.document import Document
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from gouji.reading.html.unopened import WITHHELD
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
    assert document.withheld == WITHHELD
    assert fails(document) == fails(read_bytes(WEB.encode()))
    assert f"{WITHHELD}没有读，不能确定是不是在那里" in reasons(AUDITOR.audit_document(document))


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
