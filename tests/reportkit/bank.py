"""The wordings that :mod:`reportkit.wording` draws from. Places, bodies and texts are invented."""

PINYIN = {
    "清梧市": "qingwu",
    "丹穗县": "dansui",
    "沐岚区": "mulan-qu",
    "望禾县": "wanghe",
    "澄岭市": "chengling",
    "溪棠区": "xitang",
    "苍杞县": "cangqi",
    "霁川市": "jichuan",
}
PLACES = tuple(PINYIN)
BODIES = (
    "民政局",
    "水利局",
    "教育局",
    "市场监督管理局",
    "卫生健康委员会",
    "发展和改革委员会",
    "自然资源局",
    "文化广电和旅游局",
    "人民政府办公室",
    "财政局",
)
STREETS = ("文昌路", "建设大道", "滨河北街", "人民中路", "惠民巷")
OFFICES = ("办公室", "政务公开科", "综合科", "政策法规科")


def self_of(agency: str) -> str:
    """Return how an agency calls itself in running text."""
    if agency.endswith("局"):
        return "我局"
    return "我委" if agency.endswith("委员会") else "本机关"


LAW = "《中华人民共和国政府信息公开条例》"
FORMAT = "中华人民共和国政府信息公开工作年度报告格式"
ISSUER = "国务院办公厅政府信息与政务公开办公室"
NUMBER = "国办公开办函〔2021〕30号"

BASIS = (
    f"根据{LAW}（以下简称《条例》）",
    f"依据{LAW}第五十条规定",
    f"按照{LAW}",
    f"为贯彻落实{LAW}，根据其第四十九条、第五十条规定",
)
NOTICE = (
    f"和《{ISSUER}关于印发〈{FORMAT}〉的通知》（{NUMBER}）",
    f"以及{ISSUER}《关于印发〈{FORMAT}〉的通知》（{NUMBER}）",
    f"及《{ISSUER}关于印发<{FORMAT}>的通知》（{NUMBER}）",
)
ISSUED = (
    "要求，现公布{agency}{year}年政府信息公开工作年度报告。",
    "要求，结合{self}工作实际，编制本报告。",
    "有关要求，由{agency}编制本年度报告。",
)
PERIOD = (
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "统计时间：{year}年1月1日至{year}年12月31日。",
    "本年度报告中数据统计期限为 {year} 年 1 月 1 日至 12 月 31 日。",
    "报告中使用的数据，起止时间为{year}年1月1日—{year}年12月31日。",
)
DOWNLOAD = (
    "本报告电子版可在{place}人民政府网站（https://www.{host}.example）查阅和下载。",
    (
        "公众可登录{place}人民政府门户网站政府信息公开专栏（https://www.{host}.example/zfxxgk）"
        "下载本报告的电子版。"
    ),
    (
        "本年度报告的电子版刊载于{place}人民政府网站“政府信息公开年报”栏目，"
        "网址为https://www.{host}.example。"
    ),
)
ASK = (
    "如对本报告有疑问，请联系{agency}{office}（",
    "对本报告如有意见建议，可与{agency}{office}联系（",
    "如需了解本报告详情，敬请与{agency}{office}接洽（",
)
ADDRESS = ("地址：{place}{street}{number}号，", "联系地址：{place}{street}{number}号；")
POST = ("邮编：{post}，", "邮政编码：{post}；")
TELEPHONE = ("电话：{phone}，", "联系电话：{phone}；")
MAIL = ("电子邮箱：xxgk@{host}.example）。", "邮箱：gongkai@{host}.example）。")

INTRO = (
    "{year}年，{self}坚持以人民为中心，围绕中心工作和群众关切，扎实做好各项工作，取得积极成效。",
    "{year}年，在上级部门的关心指导下，{self}紧扣年度要点，压实责任，圆满完成全年任务。",
    "{year}年以来，{self}始终把透明、便民作为工作标准，以公开促落实、促规范、促服务。",
)
ASPECT_STYLES = ("（{ordinal}）{name}。", "（{ordinal}）{name}：", "（{ordinal}）{name}情况。")
ASPECT_HEADS = {
    "active": ("主动公开", "主动公开政府信息"),
    "on_request": ("依申请公开", "依申请公开政府信息"),
    "management": ("政府信息管理", "政府信息的管理"),
    "platform": ("平台建设", "政府信息公开平台建设"),
    "supervision": ("监督保障", "监督保障工作"),
}
ASPECT_TEXTS = {
    "active": (
        "{self}对照基本目录逐项梳理，做到应公开尽公开。",
        "聚焦办事流程、资金使用、项目进展等重点领域，第一时间向社会发布。",
        "紧扣群众最关心的事项，及时更新机构职能、财政预决算等内容。",
    ),
    "on_request": (
        "{self}畅通当面、信函、网上等渠道，严格按照法定期限作出答复。",
        "完善登记、会商、答复、归档等环节，依法保障公众合理的信息需求。",
        "对收到的每一件申请，均指定专人跟踪办理，加强与申请人的沟通。",
    ),
    "management": (
        "严格执行发布前的保密审查和内容审核，对已发布的内容定期清理。",
        "公文起草时同步确定公开属性，对历年文件逐件核对、动态调整。",
        "建立信息台账，做到来源可查、去向可追，内容准确权威。",
    ),
    "platform": (
        "优化门户网站栏目设置和检索功能，规范政务新媒体运行。",
        "完成政府网站专栏改版，同步做好适老化改造和日常巡检。",
        "统筹用好网站、公众号和线下查阅点，方便群众获取信息。",
    ),
    "supervision": (
        "将此项工作纳入年度考核，定期通报检查结果，主动接受社会评议。",
        "明确分管领导和责任科室，对发现的问题限期整改，全年未发生责任追究情形。",
        "健全考核、评议、追责相衔接的制度，确保各项要求落到实处。",
    ),
}
PUBLISHED = ("工作动态", "通知公告", "政策文件", "财政信息", "人事信息", "政策解读", "行政执法信息")
PUBLISHED_TEXTS = (
    "全年公开各类政府信息{whole}条，其中{parts}。",
    "{year}年共发布政府信息{whole}条，其中：{parts}。",
)
RECEIVED = (
    "全年新收政府信息公开申请{new}件，上年结转{old}件，办结{done}件，结转下年度继续办理{left}件。",
    (
        "{year}年，共收到政府信息公开申请{new}件，另有上年结转{old}件；"
        "已办结{done}件，结转下年度{left}件。"
    ),
)
NONE_RECEIVED = (
    "{year}年未收到政府信息公开申请。",
    "全年没有收到政府信息公开申请，也无上年结转和结转下年度的申请。",
)
RESULT_GROUPS = {
    "予以公开": "granted.",
    "部分公开": "partly_granted.",
    "不予公开": "denied_",
    "无法提供": "unavailable_",
    "不予处理": "refused_",
    "其他处理": "other_",
}
RESULTS = (
    "从办理结果看，共答复{done}件，其中{parts}。",
    "在办结的{done}件中，{parts}。",
)
DISPUTES = (
    "因政府信息公开被申请行政复议{review}件、被提起行政诉讼{suit}件。",
    "全年因政府信息公开引发行政复议{review}件，行政诉讼{suit}件。",
)
NO_DISPUTES = (
    "全年未发生因政府信息公开引起的行政复议、行政诉讼。",
    "没有因政府信息公开被申请行政复议或被提起行政诉讼的情况。",
)
NORMATIVE = (
    "全年制发行政规范性文件{made}件，废止{repealed}件，现行有效{valid}件。",
    "{year}年制定行政规范性文件{made}件、废止{repealed}件，截至年底现行有效{valid}件。",
)
HOTLINE = (
    "全年答复网民留言{letters}条，办结12345政务服务便民热线工单{calls}件。",
    "通过官方账号发布图文{letters}篇，阅读量稳步增长；受理热线来电{calls}个。",
)
TRAINING = (
    "组织业务培训{courses}场，参训{people}人次。",
    "召开专题会议{courses}次，开展培训{people}人次。",
)

ENUMERATIONS = (("一是", "二是", "三是"), ("1.", "2.", "3."), ("（1）", "（2）", "（3）"))
PROBLEMS = (
    "公开内容与群众期待还有差距",
    "政策解读形式较为单一，多以文字为主",
    "部分栏目更新不够及时",
    "基层工作人员业务能力参差不齐",
    "答复文书的规范化水平有待提高",
    "信息发布的深度和广度不足",
)
PLANS = (
    "丰富解读形式，更多采用图表、短视频等方式",
    "建立栏目更新提醒和定期巡查制度",
    "组织全员业务轮训，编印常见情形答复样本",
    "进一步细化公开目录，拓展重点领域公开范围",
    "加强与司法行政部门的会商，提升答复质量",
    "完善意见征集渠道，认真听取公众评价",
)
PROBLEM_TEXTS = (
    "{year}年，{self}的工作虽有进步，但仍存在一些问题：{parts}",
    "存在的主要问题：{parts}",
    "对照上级要求和群众期盼，还存在以下不足：{parts}",
)
PLAN_TEXTS = (
    "下一步，{self}将采取以下改进措施：{parts}",
    "改进情况：{parts}",
    "今后，{self}将着力抓好以下改进工作：{parts}",
)

NO_FEE = (
    "{year}年，{self}未收取信息处理费。",
    "按照国务院办公厅《政府信息公开信息处理费管理办法》规定，{self}本年度未收取信息处理费。",
    "本年度收取信息处理费0元。",
)
FEE = (
    "{year}年，{self}依规收取信息处理费{amount}元。",
    "按照《政府信息公开信息处理费管理办法》，本年度共收取信息处理费{amount}元，已全额上缴国库。",
)
OTHERS = (
    "{year}年，{self}认真落实上级年度政务公开工作要点，各项任务按期完成。",
    "{self}主办的人大代表建议和政协委员提案答复均已按规定公开。",
    "无其他需要说明的重大事项。",
)
