"""What a notice says, on the template that ships."""

import io
import zipfile

import docx
import pytest
from letters import (
    ADVICE,
    COLUMN,
    CONTACT,
    DOUBT,
    HEADING,
    ROW,
    SETTLED,
    audit,
    evidence,
    finding,
    letter,
    paragraphs,
)

from gouji.model.audit import AuditJson
from gouji.reading import read_bytes
from gouji.reporting.one.notice import needs_notice

FULL = audit(
    ROW, COLUMN, CONTACT, HEADING, ADVICE, reviews=[DOUBT],
    unread=["「甲」未读出：看不清", "「乙」未读出：看不清", "表四未读出：没有边框", "另有一段文字"],
    settled=SETTLED,
)  # fmt: skip


OPENING = (
    "你单位2024年政府信息公开工作年度报告（文件：水利局.pdf）已经审核，得分 85.5 至 89 分"
    "（满分 100 分；有的内容没有读出，得分待定），等次：待定。现将需要整改的事项通知如下。"
)


def test_everything_is_said_once_and_in_order() -> None:
    assert paragraphs(letter(FULL)) == [
        "关于清梧市水利局2024年政府信息公开工作年度报告的整改通知",
        "清梧市水利局：",
        OPENING,
        "一、需要整改的事项",
        "1．表三有 2 条勾稽不平，改一处即可都平（错误）",
        "行不平。",
        "列不平。",
        "读到：t3.total.other（第4页）「3」；t3.granted.other（第4页）（空）。",
        "怎么改：把 3 改为 0。",
        "依据：格式R411；格式R412。",
        "2．没有联系方式（错误）",
        "应为：地址、电话。",
        "怎么改：改P206。",
        "依据：格式P206。",
        "3．标题不同（警告）",
        "读到：第五部分（第12行）「五、存在问题」。",
        "应为：五、…情况。",
        "怎么改：改S103。",
        "依据：格式S103。",
        "二、请核对的事项",
        "以下各处程序不能判定对错，没有扣分。请对照原件核对：确有错误的一并改正，没有错误的不必改动。",
        "1．文字与表格可能不一致",
        "读到：第五部分（第1页）「收到 5 件」。",
        "依据：格式N601。",
        "三、没有读出的内容",
        "以下内容没有读出，没有据以评判，不等于有错。请核对原件；需要时另送清晰的文件。",
        "「甲」、「乙」未读出：看不清。",
        "表四未读出：没有边框。",
        "另有一段文字。",
        "四、人工核定的内容",
        "以下内容没有从文件中读出，由我单位对照原件核定，已据以评判。有不同意见的，请一并书面说明。",
        "表三「新收」行「总计」列：3（李四，对照原件，见第3页）。",
        "各行总计：符合（李四，对照原件）。",
        "五、建议",
        "以下各项不扣分，可以在改正时一并完善。",
        "4．没有说明电子版在哪里。改P210。",
        "六、整改要求",
        "请于2025年3月15日前改正需要整改的事项，重新公布更正后的报告，并将整改情况报送我单位。",
        "对以上事项有不同意见的，请在期限内书面说明。",
        "清梧市人民政府办公室",
        "2025年2月5日",
        "附：扣分明细",
    ]


def test_the_points_are_listed_and_add_up() -> None:
    (table,) = docx.Document(io.BytesIO(letter(FULL))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["组", "要求", "原因", "应扣", "实扣"],
        ["", "各行总计等于六类申请人之和", "一格写错", "8", "8"],
        ["", "有联系方式", "没有联系方式", "3", "3"],
        ["", "表三没有空格", "没有读出", "3.5", "待定，至多 3.5"],
        ["合计（不含待定）", "", "得分：100 − 11 = 89；待定的至多再扣 3.5，最低 85.5", "", "11"],
    ]


def test_headings_are_numbered_without_gaps() -> None:
    said = paragraphs(letter(audit(CONTACT, ADVICE)))
    heads = [line for line in said if line[1:2] == "、"]
    assert heads == ["一、需要整改的事项", "二、建议", "三、整改要求"]


def test_another_way_to_mend_the_same_failure_is_not_hidden() -> None:
    said = paragraphs(letter(audit(ROW, COLUMN, certain=False)))
    first = said.index("怎么改：请先核对原始数据，最可能的改法是：把 3 改为 0。")
    assert said[first + 1 : first + 3] == [
        "改法1：把 3 改为 0（与「没有」相符）。",
        "改法2：把 1 改为 4。",
    ]


def test_a_report_without_year_or_grade() -> None:
    said = paragraphs(letter(audit(CONTACT, year=None, agency=None)))
    assert said[:2] == ["关于某机关政府信息公开工作年度报告的整改通知", "某机关："]


@pytest.mark.parametrize(
    ("one", "needed"),
    [
        (audit(), False),
        (audit(ADVICE), False),
        (audit(reviews=[DOUBT], unread=["表四"]), False),
        (audit(HEADING), True),
        (audit(CONTACT, ADVICE), True),
    ],
    ids=["clean", "advice", "doubt", "warning", "error"],
)
def test_only_what_must_be_mended_asks_for_a_notice(one: AuditJson, needed: bool) -> None:
    assert needs_notice(one) is needed


HOSTILE = {
    "braces": "{{ 7 * 7 }} {% for x in y %} {# c #} {%p endif %}",
    "docxtpl": "{_{ 机关 }_} {_% if %_}",
    "markup": "<w:p>&amp;</w:t> ]]>",
    "quotes": "“引号” '一' \"二\"",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_text_of_a_document_stays_text(text: str) -> None:
    read = finding("S103", text, text, evidence(text), expected=text)
    said = paragraphs(letter(audit(read, reviews=[read], unread=[text], agency=text)))
    assert [line.count(text) for line in said if text in line] == [1] * 8
    assert f"应为：{text}。" in said


def test_what_no_file_can_hold_is_left_out() -> None:
    bad = finding("S103", "s5", "一\x00二\x0b三\n四\u202e五\ud800六\ufffe七", evidence("x" * 200))
    said = paragraphs(letter(audit(bad, path="..\\秘密\\a\x07.pdf")))
    assert "1．一二 三 四五六七（警告）" in said
    assert f"读到：第五部分（第4页）「{'x' * 80}…」。" in said
    assert "（文件：a\ufffd.pdf）" in said[2]


def test_many_places_are_not_all_listed() -> None:
    many = finding("S103", "s5", "多处", *(evidence(f"第{n}处") for n in range(9)))
    assert any(
        line.endswith("（第4页）「第7处」等 9 处。") for line in paragraphs(letter(audit(many)))
    )


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert letter(FULL) == letter(FULL)
    with zipfile.ZipFile(io.BytesIO(letter(FULL))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_set_as_official_papers_are() -> None:
    paper = docx.Document(io.BytesIO(letter(FULL)))
    section = paper.sections[0]
    millimetres = [round((side or 0) / 36_000) for side in (section.page_width,
                   section.page_height, section.top_margin, section.left_margin)]  # fmt: skip
    assert millimetres == [210, 297, 37, 28]
    fonts = {
        name: paper.styles[name].element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2", "Normal")
    }
    assert fonts == {
        "Title": "方正小标宋简体", "Heading 1": "黑体", "Heading 2": "楷体_GB2312", "Normal": "仿宋_GB2312",
    }  # fmt: skip
    assert "PAGE" in section.footer.part.element.xml


def test_another_reader_reads_it_too() -> None:
    """gouji's own reader of Word files shares nothing with python-docx."""
    text = "".join(line.text for line in read_bytes(letter(FULL)).lines())
    assert "需要整改的事项" in text
    assert "2025年2月5日" in text
