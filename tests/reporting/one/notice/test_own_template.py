"""Templates that an office writes: what they may use, and how their mistakes are told."""

import io
import zipfile

import docx
import pytest
from letters import ADVICE, CONTACT, audit, letter, paragraphs, template

from gouji.errors import UsageError
from gouji.reporting.one.notice import check_template
from gouji.reporting.one.notice.shipped import shipped_template

ONE = audit(CONTACT, ADVICE)
AGENCIES = [("清梧市水利局", "表三", "附件"), ("清梧市民政局", "表二"), ("清梧市教育局",)]
"""Agencies, and what was not read in the report of each."""


def test_an_office_words_it_itself() -> None:
    own = template(
        "致{{ 机关 }}：共 {{ 整改事项|length }} 项，{{ 期限 }}前办结。",
        "{%p for 项 in 整改事项 %}",
        "{{ 项.序号 }} {{ 项.事项 }}：{{ 项.改法 }}",
        "{%p endfor %}",
        "{%p if 核对事项 %}",
        "请核对",
        "{%p endif %}",
        header="{{ 审核机关 }}",
    )
    made = letter(ONE, own)
    assert paragraphs(made) == [
        "致清梧市水利局：共 1 项，2025年3月15日前办结。",
        "1 没有联系方式：改P206",
    ]
    header = docx.Document(io.BytesIO(made)).sections[0].header
    assert header.paragraphs[0].text == "清梧市人民政府办公室"


def test_a_changed_copy_of_the_shipped_template_serves() -> None:
    paper = docx.Document(io.BytesIO(shipped_template()))
    paper.paragraphs[0].text = "{{ 机关 }}整改函"
    packed = io.BytesIO()
    paper.save(packed)
    assert paragraphs(letter(ONE, packed.getvalue()))[0] == "清梧市水利局整改函"


def _with_marks_everywhere() -> bytes:
    """A template whose header, title and body each name the agency, with a break in the body."""
    paper = docx.Document(
        io.BytesIO(template("致{{ 机关 }}：", "{{ 未读内容|join('\\n') }}", header="{{ 机关 }}"))
    )
    paper.core_properties.title = "{{ 机关 }}"
    packed = io.BytesIO()
    paper.save(packed)
    return packed.getvalue()


def test_one_template_serves_many_notices() -> None:
    """What a notice says is in none after it, nor does a mistake in between leave anything."""
    own = _with_marks_everywhere()
    audits = [audit(CONTACT, agency=name, unread=unread) for name, *unread in AGENCIES]
    alone = []
    for each in audits:
        letter(ONE, shipped_template())  # another template, for which the kept one goes
        alone.append(letter(each, own))
    assert [letter(each, own) for each in audits] == alone
    with pytest.raises(UsageError):
        check_template(template("{{ 机关名 }}", header="{{ 机关 }}"))
    assert letter(audits[0], own) == alone[0]
    for data, (name, *unread) in zip(alone, AGENCIES, strict=True):
        paper = docx.Document(io.BytesIO(data))
        said = [paper.core_properties.title, paper.sections[0].header.paragraphs[0].text]
        assert said == [name, name]
        assert [p.text for p in paper.paragraphs] == [f"致{name}：", "\n".join(unread)]


def test_the_shipped_template_is_the_same_each_time() -> None:
    shipped_template.cache_clear()
    first = shipped_template()
    shipped_template.cache_clear()
    assert shipped_template() == first


MISTAKES = {
    "unknown name": (
        ("好", "致{{ 机关名 }}：您好"),
        "通知模板有错：「致{{ 机关名 }}：您好」这一段，没有「机关名」这个名称（是不是「机关」？）",
    ),
    "unknown field": (
        ("{%p for 项 in 整改事项 %}", "第 {{ 项.序 }} 项", "{%p endfor %}"),
        "通知模板有错：「第 {{ 项.序 }} 项{% endfor %}」这一段，没有「序」这个名称（是不是「序号」？）",
    ),
    "not closed": (
        ("{%p for 项 in 整改事项 %}", "{{ 项.事项 }}"),
        "通知模板有错：「{{ 项.事项 }}」这一段，标记写得不对，请检查括号是否成对，for 和 endfor、if 和 endif 是否成对",
    ),
    "odd brackets": (
        ("一", "{{ 机关 ) }}"),
        "通知模板有错：「{{ 机关 ) }}」这一段，标记写得不对，请检查括号是否成对，for 和 endfor、if 和 endif 是否成对",
    ),
    "unknown filter": (
        ("一", "{{ 机关|大写 }}"),
        "通知模板有错：「{{ 机关|大写 }}」这一段，标记写得不对，请检查括号是否成对，for 和 endfor、if 和 endif 是否成对",
    ),
    "arithmetic": (
        ("一", "{{ 1 / 0 }}"),
        "通知模板有错：「{{ 1 / 0 }}」这一段，标记里的算式或用法不对",
    ),
    "out of the sandbox": (
        ("一", "{{ 机关.__class__.__mro__ }}"),
        "通知模板有错：「{{ 机关.__class__.__mro__ }}」这一段，用了模板里不许用的写法",
    ),
}


@pytest.mark.parametrize(("lines", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place(lines: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UsageError) as told:
        letter(ONE, template(*lines))
    assert str(told.value) == sentence


def test_mistakes_show_before_any_notice_is_written() -> None:
    """A trial has one of everything, so that parts that most notices skip are tried too."""
    check_template(shipped_template())
    with pytest.raises(UsageError, match="没有「核对人」这个名称"):
        check_template(template("{%p if 核对事项 %}", "{{ 核对人 }}", "{%p endif %}"))


def test_a_mistake_in_the_header_is_told() -> None:
    with pytest.raises(UsageError) as told:
        letter(ONE, template("好", header="{{ 印章 }}"))
    assert str(told.value).startswith("通知模板有错：页眉、页脚或文档属性里，没有「印章」这个名称")


def _zip(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7", "通知模板打不开：不是 Word 文档（.docx），或者文件已损坏"),
        (b"", "通知模板打不开：不是 Word 文档（.docx），或者文件已损坏"),
        (_zip(a=b"x"), "通知模板打不开：不是 Word 文档（.docx），或者文件已损坏"),
        (template("好")[:2000], "通知模板打不开：不是 Word 文档（.docx），或者文件已损坏"),
        (_zip(a=bytes(60_000_000)), "通知模板太大，请换一个"),
    ],
    ids=["pdf", "empty", "zip", "torn", "bomb"],
)
def test_what_is_no_template(data: bytes, sentence: str) -> None:
    with pytest.raises(UsageError) as told:
        letter(ONE, data)
    assert str(told.value) == sentence
