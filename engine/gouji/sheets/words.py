"""What offices call the columns of their lists of agencies and reports."""

from gouji.sheets.rows import Heads

_NAMES = {
    "path": """
        文件 文件名 文件名称 路径 文件路径 文件位置 报告文件 报告文件名 年报文件 年报文件名
        报送文件 附件 附件名 附件名称 附件文件 附件文件名 文档 文档名 文档名称 电子版
        电子版文件名 电子文件 材料名称 path file filename
    """,
    "agency": """
        机关 机关名称 机关全称 单位 单位名称 单位全称 行政机关 行政机关名称 机构名称 部门
        部门名称 部门单位 报送单位 报送机关 填报单位 报告单位 报告主体 责任单位 公开单位
        公开主体 公开机关 发布单位 发布机构 发布机关 编制单位 编制机关 编制主体 主体名称
        主体单位 被考核单位 考核对象 被评单位 评议对象 名称 agency
    """,
    "parent": """
        上级 上级机关 上级单位 上级部门 上级政府 上级行政机关 上级主管部门 上级主管单位
        主管部门 主管单位 主管机关 主管政府 归口部门 归口单位 所属政府 parent
    """,
    "body": """
        种类 机关种类 单位种类 单位类别 单位类型 单位性质 单位分类 机关类别 机关类型
        机关性质 机构类别 机构类型 机构性质 主体类别 主体类型 类别 类型 性质 kindofbody body
        kind
    """,
    "league": """
        组别 分组 考核组别 考核分组 考核类别 评定组别 评议组别 评估组别 所属组别 league
    """,
    "year": """
        年度 年份 报告年度 报告年份 年报年度 所属年度 报告所属年度 统计年度 year
    """,
    "published": """
        公布日期 公布时间 发布日期 发布时间 公开日期 公开时间 上网日期 上网时间 公开发布时间
        公开发布日期 网上公开时间 网上公开日期 网上发布时间 网上发布日期 对外公开时间
        对外公布时间 向社会公布时间 向社会公布日期 向社会公开时间 年报公开时间 年报公布时间
        年报发布时间 报告公开时间 报告公布时间 报告发布时间 published publicationdate
    """,
}
WORDS: Heads = {key: tuple(names.split()) for key, names in _NAMES.items()}
"""The columns that lists of agencies and reports have in common, by what is in them."""
