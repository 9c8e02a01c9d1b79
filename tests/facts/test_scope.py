"""What the form does not bind is told in one sentence; another script is read."""

from dataclasses import replace

import pytest

from facts.say import BOOK, WORDS, document, lines
from gouji.auditor import Auditor
from gouji.errors import NotAReport
from gouji.facts.script import in_simplified
from gouji.model.document import Document, Figure, Place
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from reportkit import make
from reportkit.renderers import RENDERERS

AUDITOR = Auditor(BOOK)
ENTERPRISE = "公共企事业单位"
OTHER = "不像政府信息公开工作年度报告"
PICTURES = "只有图片"
NO_HAN = "没有用汉字写的报告"

WATER = (
    "一、信息公开工作情况",
    "我公司通过网站和营业厅公开供水价格、停水通知等信息。",
    "二、存在的问题",
    "公开的内容还不够丰富。",
    "三、下一步打算",
    "继续做好信息公开工作。",
)
REFUSED = [
    (
        (
            "柏川市供水有限公司2024年信息公开年度报告",
            "根据《公共企事业单位信息公开规定制定办法》，现将2024年信息公开情况报告如下。",
            *WATER,
        ),
        ENTERPRISE,
    ),
    (("柏川市供水有限公司", "2024年信息公开工作年度报告", *WATER), ENTERPRISE),
    (
        (
            "柏川理工大学2023—2024学年信息公开年度报告",
            "根据《高等学校信息公开办法》编制本报告。",
            *WATER,
        ),
        ENTERPRISE,
    ),
    (("柏川市第一人民医院2024年信息公开年度报告", *WATER), ENTERPRISE),
    (
        (
            "柏川市第一中学2024年校务公开年度报告",
            "根据《中小学信息公开管理办法》，现报告如下。",
            *WATER,
        ),
        ENTERPRISE,
    ),
    (("云台县水务局政府信息公开指南", "为方便公众获取政府信息，编制本指南。"), OTHER),
    (
        (
            "云台县人民政府办公室关于做好2024年政府信息公开工作年度报告编制发布工作的通知",
            "各乡镇人民政府，县政府各部门：",
            "为做好2024年政府信息公开工作年度报告编制发布工作，现就有关事项通知如下。",
        ),
        OTHER,
    ),
    (("关于云台县水务局2024年政府信息公开工作年度报告的解读", "一图读懂。"), OTHER),
    (("ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ ᠪᠢᠴᠢᠭ ᠦᠨ ᠮᠡᠳᠡᠭᠡᠯᠡᠯ ᠦᠨ ᠲᠠᠢᠯᠤᠨ",), NO_HAN),
]


@pytest.mark.parametrize(("texts", "told"), REFUSED, ids=[texts[0] for texts, _ in REFUSED])
def test_what_the_form_does_not_bind_is_told_so(texts: tuple[str, ...], told: str) -> None:
    with pytest.raises(NotAReport, match=told):
        AUDITOR.recognise(document(*texts))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("docx", "没有用汉字写的报告"),
        ("pdf", "字体没有正确的文字编码"),
        ("ofd", "字体没有正确的文字编码"),
    ],
)
def test_where_fonts_may_be_to_blame_that_is_said(form: str, told: str) -> None:
    garbled = "ÜècbÅ¢¤¥qrs¹ÎbÅ÷bèÅtÞbÅ÷bÅtø" * 2
    with pytest.raises(NotAReport, match=told):
        AUDITOR.recognise(Document(form, None, lines(garbled)))


@pytest.mark.parametrize("texts", [(), ("第1页",)])
def test_a_picture_alone_is_no_report(texts: tuple[str, ...]) -> None:
    picture = Figure(Place(line=9, column=1))
    with pytest.raises(NotAReport, match=PICTURES):
        AUDITOR.recognise(Document("docx", None, (*lines(*texts), picture)))


def test_a_hospital_on_the_form_of_governments_is_audited() -> None:
    made = make(3, agency="柏川市第一人民医院")
    assert _audited(RENDERERS["txt-tabs"](made).decode()) == []


def test_every_character_of_the_wording_is_folded() -> None:
    written, simplified = WORDS.traditional.pairs
    assert len(set(written)) == len(written)
    table = str.maketrans(written, simplified)
    assert "收到和處理政府信息公開申請情況、主動公開、其他需要報告的事項".translate(table) == (
        "收到和处理政府信息公开申请情况、主动公开、其他需要报告的事项"
    )


def test_a_report_in_traditional_characters_is_read() -> None:
    written, simplified = WORDS.traditional.pairs
    to_traditional = dict(zip(map(ord, reversed(simplified)), reversed(written), strict=True))
    text = RENDERERS["txt-tabs"](make(4)).decode().translate(to_traditional)
    assert "開" in text
    assert _audited(text) == []


def test_one_traditional_name_folds_nothing() -> None:
    plain = document("柏川市水利局2024年政府信息公开工作年度报告", "联系人：陳先生")
    assert in_simplified(plain, WORDS.traditional) is plain


def _audited(text: str) -> list[tuple[str, str]]:
    audit = AUDITOR.audit_document(read_bytes(text.encode()))
    return [(j.code, j.locus) for j in audit.with_verdict(Verdict.FAIL)]


def test_where_the_report_may_be_what_was_not_read_no_more_is_said() -> None:
    told = "第1页上的一些字没有读，报告可能就在那里"
    for texts in (
        ("关于召开会议的通知", "请各单位准时参加，不得迟到，并携带有关材料。"),
        ("会议",),
    ):
        with pytest.raises(NotAReport, match=OTHER):
            AUDITOR.audit_document(document(*texts))
        with pytest.raises(NotAReport, match=told):
            AUDITOR.audit_document(replace(document(*texts), withheld="第1页上的一些字"))


NAME = "某某县水务局2024年政府信息公开工作年度报告"
NOWHERE = "没有报告的正文"
PROSE = "全年通过网站和公众号公开各类信息若干条，做到及时、准确、全面，群众反映良好。" * 6
FREE = "本年度没有收到申请，没有复议诉讼，没有收费。"


@pytest.mark.parametrize(
    "texts",
    [
        (NAME,),
        (NAME, "见附件。"),
        (NAME, "加载中"),
        (NAME, PROSE, "附件：某某县水务局2024年政府信息公开工作年度报告.pdf"),
        (NAME, PROSE, "请点击下载全文。"),
    ],
)
def test_an_announcement_is_not_accused_of_what_the_report_has(texts: tuple[str, ...]) -> None:
    with pytest.raises(NotAReport, match=NOWHERE):
        AUDITOR.audit_document(document(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        (NAME, PROSE, FREE),
        (NAME, PROSE * 4, "附件：目录"),
        (NAME, "一、总体情况", "见附件。"),
    ],
    ids=["free prose", "long prose with an attachment", "a heading"],
)
def test_a_report_without_its_parts_is_accused(texts: tuple[str, ...]) -> None:
    audit = AUDITOR.audit_document(document(*texts))
    assert "S102" in {j.code for j in audit.with_verdict(Verdict.FAIL)}
