"""The kinds of fact that a rule may judge, and the fields that each kind has.

This is the whole language between recognition and the rule files: a rule names a kind, tests
its fields and fills its messages from fields and ``shows``. The loader rejects anything else.
"""

from dataclasses import dataclass
from typing import Literal

from gouji.model.bodies import BODIES, UNKNOWN_BODY

Value = int | str | bool
FieldType = Literal["int", "str", "bool"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that conditions test. ``choices`` closes the set of a string field's values."""

    type: FieldType
    doc: str
    default: Value
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: what one subject is, its fields, and texts for messages only."""

    name: str
    doc: str
    fields: dict[str, Field]
    shows: dict[str, str]

    def variables(self) -> frozenset[str]:
        """Return every name that a message template of this kind may use."""
        return frozenset(self.fields) | frozenset(self.shows)


def _flag(doc: str, *, default: bool = True) -> Field:
    return Field("bool", doc, default)


def _word(doc: str, default: str = "", choices: tuple[str, ...] = ()) -> Field:
    return Field("str", doc, default, choices)


COMMON = {
    "readable": _flag(
        "the fact was read with certainty; otherwise every verdict is not_assessable"
    ),
    "absent": _flag(
        "the part of the report that the fact belongs to is not there; the verdict is then"
        " not_applicable and the absence is charged by its own rule",
        default=False,
    ),
    "edition": _word("the edition of the form in force for the report's year"),
    "year": Field("int", "the report's year; missing where it is unknown", 0),
    "body": _word("机关的种类", UNKNOWN_BODY, tuple(BODIES)),
}
"""Fields of every kind."""

_TABLES = ("t2", "t3", "t4")
_MARK = ("right", "wrong", "none")

_ALL = (
    Kind(
        "title",
        "标题。每份报告一个。",
        {
            "has_agency": _flag("标题里有机关名称"),
            "has_year": _flag("标题里有年度"),
            "has_name": _flag("标题里有「政府信息公开工作年度报告」"),
        },
        {"title": "标题原文", "missing": "所缺的内容"},
    ),
    Kind(
        "edition",
        "所用的格式版本。每份报告一个。",
        {"right": _flag("用的是报告年度应当用的格式")},
        {"printed": "报告所用格式的文号", "due": "应当用的格式的文号", "year": "报告年度"},
    ),
    Kind(
        "section",
        "六个部分，每部分一个：有没有。",
        {"section": _word("部分的编号 s1…s6"), "present": _flag("有这个部分")},
        {"heading": "规定的标题"},
    ),
    Kind(
        "heading",
        "六个部分，每部分一个：标题、位置和内容。部分不在时为 absent。",
        {
            "section": _word("部分的编号 s1…s6"),
            "exact": _flag("标题与格式规定的一致（不计空白和标点）"),
            "misplaced": _flag("第一个不在应在位置上的部分", default=False),
            "empty": _flag("标题之下没有任何内容", default=False),
            "picture_only": _flag("标题之下只有图片，内容未读", default=False),
        },
        {
            "heading": "规定的标题",
            "printed": "报告上的标题",
            "expected_here": "这个位置上应有的部分",
        },
    ),
    Kind(
        "topic",
        "某部分应当说到的一个方面。",
        {
            "topic": _word("方面的编号，如 s1.platform"),
            "section": _word("所在部分"),
            "mentioned": _flag("说到了"),
        },
        {"title": "方面的名称", "heading": "所在部分的标题"},
    ),
    Kind(
        "period",
        "统计期限。每份报告一个。",
        {
            "stated": _flag("写了统计期限"),
            "full_year": _flag("是报告年度的1月1日至12月31日"),
            "exact": _flag("写明了起止日期（而不是只写「某年度」）"),
        },
        {"text": "原文", "year": "报告年度"},
    ),
    Kind(
        "basis", "编制依据。", {"stated": _flag("写了《条例》全称作为依据")}, {"name": "条例全称"}
    ),
    Kind(
        "notice",
        "对年度报告格式通知的引用。",
        {
            "cited": _flag("引用了通知"),
            "issuer": _word("发文机关", "right", _MARK),
            "title": _word("通知名称", "right", _MARK),
            "number": _word("发文字号", "right", _MARK),
        },
        {
            "text": "原文",
            "issuer_printed": "报告上的发文机关",
            "title_printed": "报告上的通知名称",
            "number_printed": "报告上的发文字号",
            "issuer_right": "正确的发文机关",
            "title_right": "正确的通知名称",
            "number_right": "正确的发文字号",
        },
    ),
    Kind(
        "contact",
        "联系方式，作为整体。",
        {"given": _flag("有地址、电话、电子邮箱中的任何一项")},
        {},
    ),
    Kind(
        "contact_part",
        "联系方式中的一项。",
        {
            "part": _word("哪一项", "address", ("address", "telephone")),
            "given": _flag("有这一项"),
            "contact_given": _flag("有联系方式"),
        },
        {"title": "这一项的名称", "text": "原文"},
    ),
    Kind(
        "statement",
        "须有的一句交代：信息处理费、电子版。",
        {
            "statement": _word("哪一句", "fee_disclosure", ("fee_disclosure", "download")),
            "stated": _flag("有这句交代"),
            "only_cited": _flag("只提到了收费办法的名称，没有说收没收", default=False),
        },
        {"text": "原文"},
    ),
    Kind(
        "table",
        "三张表，每张一个。",
        {"table": _word("表的编号", "t2", _TABLES), "present": _flag("有这张表")},
        {"title": "表的名称"},
    ),
    Kind(
        "line",
        "表中规定的一行或一列。",
        {
            "table": _word("表的编号", "t2", _TABLES),
            "line": _word("行或列的编号"),
            "present": _flag("有这一行或列"),
        },
        {"label": "规定的行名或列名", "what": "「行」或「列」", "title": "表的名称"},
    ),
    Kind(
        "cell",
        "表中的一格。",
        {
            "table": _word("表的编号", "t2", _TABLES),
            "row": _word("行的编号"),
            "column": _word("列的编号"),
            "state": _word("格内是什么", "number", ("number", "blank", "word", "absent")),
            "decorated": _flag("除数字外还有别的", default=False),
            "negative": _flag("是负数", default=False),
            "fractional": _flag("有小数", default=False),
            "amount": _flag("是金额（可以有小数）", default=False),
        },
        {
            "name": "格的名称（行、列）",
            "raw": "格内原文",
            "value": "读出的数",
            "rounded": "不带小数的数",
        },
    ),
    Kind(
        "tie",
        "一条勾稽关系。",
        {
            "tie": _word("勾稽关系的编号，见 rules/editions"),
            "table": _word("表的编号", "t3", _TABLES),
            "row": _word("行的编号"),
            "column": _word("列的编号"),
            "gap": Field("int", "右边减左边之差，以万分之一为单位的整数，不等于零即不平", 0),
        },
        {
            "row_label": "行名",
            "column_label": "列名",
            "left": "左边的合计",
            "right": "右边的合计",
            "left_sum": "左边的算式",
            "right_sum": "右边的算式",
            "difference": "相差多少（不带正负号）",
        },
    ),
    Kind(
        "claim",
        "总体情况中的一个数，对照三张表。同一处说了几遍的合为一个。",
        {
            "table": _word("所指的表", "t3", _TABLES),
            "section": _word("所在部分"),
            "fits": _word(
                "与表：相符、与另一种口径相符、说法含糊而不符、不符",
                "right",
                ("right", "alternative", "doubtful", "wrong"),
            ),
        },
        {
            "text": "原文",
            "title": "说的是什么",
            "stated": "文字中的数",
            "reading": "所指的格",
            "printed": "表中的数",
            "sum": "表中的算式",
            "other": "与之相符的另一种口径，没有的为空",
        },
    ),
    Kind(
        "list_sum",
        "「其中」列出的各部分之和，对照总数。",
        {
            "section": _word("所在部分"),
            "fits": _word("相符、说不定、不符", "right", ("right", "doubtful", "wrong")),
        },
        {
            "text": "原文",
            "whole": "总数",
            "parts": "各部分相加的算式",
            "total": "各部分之和",
            "difference": "相差多少",
            "hint": "差数的来处",
        },
    ),
    Kind(
        "percent",
        "文字中的百分比，对照旁边的数。",
        {
            "section": _word("所在部分"),
            "fits": _word("相符、不符", "right", ("right", "wrong")),
        },
        {"text": "原文", "stated": "文字中的百分比", "worked_out": "算出的百分比", "sum": "算式"},
    ),
    Kind(
        "year",
        "把别的年度写成本年度的一处。",
        {
            "section": _word("所在部分"),
            "fits": _word("没有、说不定、写错", "right", ("right", "doubtful", "wrong")),
        },
        {"text": "原文", "other_year": "文字中的年度"},
    ),
    Kind(
        "placeholder",
        "模板中没有改写的内容。每份报告一个。",
        {"count": Field("int", "处数", 0)},
        {"quotes": "原文（最多五处）", "title": "是什么"},
    ),
    Kind(
        "carry",
        "上年结转与上年报告的结转下年度，每列一个（给出上年报告时才有）。",
        {
            "column": _word("列的编号"),
            "gap": Field("int", "本年减上年，以万分之一为单位的整数", 0),
        },
        {
            "column_label": "列名",
            "last": "上年报告的数",
            "now": "本年报告的数",
            "last_year": "上年度",
        },
    ),
    Kind(
        "stock",
        "现行有效件数与上年的衔接（给出上年报告时才有）。",
        {
            "row": _word("行的编号"),
            "gap": Field("int", "本年写的数减应有的数，以万分之一为单位的整数", 0),
        },
        {"row_label": "行名", "expected": "应有的数", "now": "本年写的数", "sum": "算式"},
    ),
    Kind(
        "whole",
        "汇总报告的一格与各成员单位之和（给出成员时才有）。",
        {
            "gap": Field("int", "汇总数减合计，以万分之一为单位的整数", 0),
            "exceeds": _flag("有成员的数大于汇总数", default=False),
            "complete": _flag("各成员的这一格都读出来了"),
        },
        {"name": "格的名称", "whole": "汇总数", "sum": "合计", "parts": "算式"},
    ),
    Kind(
        "deadline",
        "公布日期（知道公布日期时才有）。",
        {
            "late": _flag("晚于规定的日期", default=False),
            "unsure": _flag("看不出是政府还是部门，而日期在两个期限之间", default=False),
        },
        {"published": "公布日期", "last": "规定的日期", "body": "按政府还是按部门计"},
    ),
    Kind(
        "similar",
        "与另一份报告的文字重合（给出上年或其他报告时才有）。",
        {"percent": Field("int", "五字片段重合率，整百分数", 0)},
        {"other": "另一份报告"},
    ),
    Kind(
        "accord",
        "报告里须彼此一致的两处。",
        {
            "about": _word(
                "哪两处",
                "copies",
                ("agency", "year", "parts", "copies", "restated", "unpaid"),
            ),
            "fits": _word("一致、说不定、不一致", "right", ("right", "doubtful", "wrong")),
        },
        {"text": "原文", "one": "一处", "other": "另一处"},
    ),
    Kind(
        "rulemaking",
        "规章一行的制发、现行有效件数。",
        {
            "positive": _flag("大于零", default=False),
            "county": _flag("从名称看是县级政府或其部门", default=False),
        },
        {"name": "格的名称", "value": "件数", "agency": "机关"},
    ),
    Kind(
        "processing_fee",
        "交代收取的信息处理费金额。",
        {"tens": _flag("是10元的整倍数")},
        {"text": "原文", "amount": "金额（元）"},
    ),
    Kind(
        "fee_unit",
        "行政事业性收费一格的单位。",
        {
            "in_yuan": _flag("格内写了「元」而不是「万元」", default=False),
        },
        {"raw": "格内原文"},
    ),
    Kind(
        "fee_leap",
        "行政事业性收费与上年相比（给出上年报告时才有）。",
        {"leap": _flag("约为上年的一万倍，或万分之一", default=False)},
        {"now": "本年的数", "last": "上年报告的数"},
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
"""All kinds by name."""
