"""The statutory form of 2021 as printed: sections, rows, columns, labels."""

from typing import NamedTuple


class Row(NamedTuple):
    id: str
    label: str
    group: str = ""


class Column(NamedTuple):
    id: str
    label: str


SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("s1", "一", "总体情况"),
    ("s2", "二", "主动公开政府信息情况"),
    ("s3", "三", "收到和处理政府信息公开申请情况"),
    ("s4", "四", "政府信息公开行政复议、行政诉讼情况"),
    ("s5", "五", "存在的主要问题及改进情况"),
    ("s6", "六", "其他需要报告的事项"),
)
TABLE_OF = {"s2": "t2", "s3": "t3", "s4": "t4"}

MADE = Column("made", "本年制发件数")
REPEALED = Column("repealed", "本年废止件数")
VALID = Column("valid", "现行有效件数")
DECISIONS = Column("decisions", "本年处理决定数量")
AMOUNT = Column("amount", "本年收费金额（单位：万元）")


class Block(NamedTuple):
    """One block of table two: an item of article 20."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


T2 = (
    Block(
        "第二十条第（一）项",
        (MADE, REPEALED, VALID),
        (Row("regulation", "规章"), Row("normative", "行政规范性文件")),
    ),
    Block("第二十条第（五）项", (DECISIONS,), (Row("licence", "行政许可"),)),
    Block(
        "第二十条第（六）项",
        (DECISIONS,),
        (Row("penalty", "行政处罚"), Row("coercion", "行政强制")),
    ),
    Block("第二十条第（八）项", (AMOUNT,), (Row("fee", "行政事业性收费"),)),
)

T3_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
T3_RESULTS = "三、本年度办理结果"
T3_COLUMNS = (
    Column("natural", "自然人"),
    Column("business", "商业企业"),
    Column("research", "科研机构"),
    Column("charity", "社会公益组织"),
    Column("legal", "法律服务机构"),
    Column("other", "其他"),
    Column("total", "总计"),
)
APPLICANTS = tuple(column.id for column in T3_COLUMNS[:-1])
ORGANISATIONS = frozenset(APPLICANTS[1:])
DENIED, UNAVAILABLE = "（三）不予公开", "（四）无法提供"
REFUSED, OTHERWISE = "（五）不予处理", "（六）其他处理"
T3_RESULT_ROWS = (
    Row("granted", "（一）予以公开"),
    Row("partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    Row("denied_state_secret", "1.属于国家秘密", DENIED),
    Row("denied_law", "2.其他法律行政法规禁止公开", DENIED),
    Row("denied_security", "3.危及“三安全一稳定”", DENIED),
    Row("denied_third_party", "4.保护第三方合法权益", DENIED),
    Row("denied_internal", "5.属于三类内部事务信息", DENIED),
    Row("denied_process", "6.属于四类过程性信息", DENIED),
    Row("denied_enforcement", "7.属于行政执法案卷", DENIED),
    Row("denied_inquiry", "8.属于行政查询事项", DENIED),
    Row("unavailable_not_held", "1.本机关不掌握相关政府信息", UNAVAILABLE),
    Row("unavailable_not_ready", "2.没有现成信息需要另行制作", UNAVAILABLE),
    Row("unavailable_unclear", "3.补正后申请内容仍不明确", UNAVAILABLE),
    Row("refused_petition", "1.信访举报投诉类申请", REFUSED),
    Row("refused_repeat", "2.重复申请", REFUSED),
    Row("refused_publication", "3.要求提供公开出版物", REFUSED),
    Row("refused_excessive", "4.无正当理由大量反复申请", REFUSED),
    Row("refused_confirmation", "5.要求行政机关确认或重新出具已获取信息", REFUSED),
    Row(
        "other_not_corrected",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        OTHERWISE,
    ),
    Row(
        "other_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        OTHERWISE,
    ),
    Row("other_other", "3.其他", OTHERWISE),
)
T3_LEAVES = tuple(row.id for row in T3_RESULT_ROWS)
T3_FIRST_ROWS = (
    Row("new", "一、本年新收政府信息公开申请数量"),
    Row("carried_over", "二、上年结转政府信息公开申请数量"),
)
T3_TOTAL_ROW = Row("total", "（七）总计")
T3_LAST_ROW = Row("carried_out", "四、结转下年度继续办理")
T3_ROWS = (*T3_FIRST_ROWS, *T3_RESULT_ROWS, T3_TOTAL_ROW, T3_LAST_ROW)

T4_COLUMNS = (
    Column("upheld", "结果维持"),
    Column("corrected", "结果纠正"),
    Column("other", "其他结果"),
    Column("pending", "尚未审结"),
    Column("total", "总计"),
)
OUTCOMES = tuple(column.id for column in T4_COLUMNS[:-1])
T4_SUIT = "行政诉讼"
T4_ROWS = (
    Row("review", "行政复议"),
    Row("direct_suit", "未经复议直接起诉", T4_SUIT),
    Row("after_review_suit", "复议后起诉", T4_SUIT),
)

CELLS = (
    *(f"t2.{row.id}.{column.id}" for block in T2 for row in block.rows for column in block.columns),
    *(f"t3.{row.id}.{column.id}" for row in T3_ROWS for column in T3_COLUMNS),
    *(f"t4.{row.id}.{column.id}" for row in T4_ROWS for column in T4_COLUMNS),
)
"""The ids of all 200 cells in the order of the form."""
