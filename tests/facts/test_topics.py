"""The five aspects, problems and improvements; and left-overs of templates."""

import pytest

from facts.say import WORDS, document, lines, prose
from gouji.facts.leftovers import read_leftovers
from gouji.facts.report import FoundSection
from gouji.facts.sections import prose_of
from gouji.facts.topics import Topic, read_topics
from gouji.model.cells import Presence


def topics(section: str, *texts: str) -> tuple[Topic, ...]:
    each = tuple(w for w in WORDS.topics.each if w.section == section)
    words = WORDS.topics.model_copy(update={"each": each})
    text, heads = prose_of(lines(*texts))
    reading = FoundSection(
        id=section, presence=Presence.PRESENT, heading=None, exact=True, position=0,
        filled=True, pictures=False, prose=text, subheadings=heads,
    )  # fmt: skip
    return read_topics([reading], words)


def missing(section: str, *texts: str) -> list[str]:
    return [t.id.split(".")[1] for t in topics(section, *texts) if t.quote is None]


DIVIDED = {
    "active": "（一）主动公开情况。在门户网站公开信息34条。",
    "on_request": "（二）依申请公开情况。受理3件。",
    "management": "（三）政府信息管理情况。严格执行制度。",
    "platform": "（四）平台建设情况。运维网站和公众号。",
    "supervision": "（五）监督保障情况。开展考核。",
}


def test_all_five() -> None:
    assert missing("s1", *DIVIDED.values()) == []


@pytest.mark.parametrize("aspect", DIVIDED)
def test_each_aspect_left_out(aspect: str) -> None:
    assert missing("s1", *(t for name, t in DIVIDED.items() if name != aspect)) == [aspect]


def test_a_section_that_is_not_divided_is_read_kindly() -> None:
    text = "我局依法主动公开信息，办理公开申请2件，落实信息审核制度，用好网站和公众号，加强监督。"
    assert missing("s1", text) == []


def perhaps(section: str, *texts: str) -> dict[str, str]:
    return {
        t.id.split(".")[1]: t.perhaps.text for t in topics(section, *texts) if t.perhaps is not None
    }


FREE_HEADS = [
    ("active", "（一）围绕中心，及时公开各领域信息。"),
    ("active", "（一）推进重点领域公开。"),
    ("on_request", "（二）受理公众申请。"),
    ("management", "（三）政府信息的标准化管理。"),
]


@pytest.mark.parametrize(("aspect", "head"), FREE_HEADS, ids=[h[1] for h in FREE_HEADS])
def test_a_head_in_free_words_in_the_place_of_an_aspect(aspect: str, head: str) -> None:
    assert missing("s1", *(DIVIDED | {aspect: head}).values()) == []


def test_a_head_that_says_nothing_known_may_be_the_aspect() -> None:
    texts = (DIVIDED | {"management": "（三）擦亮底色。全年平稳。"}).values()
    assert missing("s1", *texts) == ["management"]
    assert perhaps("s1", *texts) == {"management": "（三）擦亮底色"}


OTHER_PLACE = [
    (*list(DIVIDED.values())[:2], *list(DIVIDED.values())[3:], "（五）擦亮底色。全年平稳。"),
    (*list(DIVIDED.values())[:2], "（三）行政复议、诉讼情况。无。", *list(DIVIDED.values())[3:]),
]


@pytest.mark.parametrize("texts", OTHER_PLACE)
def test_a_head_in_another_place_or_of_another_matter_is_not(texts: tuple[str, ...]) -> None:
    assert (missing("s1", *texts), perhaps("s1", *texts)) == (["management"], {})


def test_a_list_of_the_parts_is_no_aspect() -> None:
    text = "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等部分。"
    assert (missing("s1", text), perhaps("s1", text)) == (list(DIVIDED), {})


def test_heads_of_other_matters_are_no_aspects() -> None:
    texts = ("（一）全力稳定就业。举办招聘会多场。", "（二）扩大社保覆盖。参保人数增加。")
    assert (missing("s1", *texts), perhaps("s1", *texts)) == (list(DIVIDED), {})


S5 = [
    ("存在的主要问题：公开内容不够丰富。改进情况：完善审核机制。", []),
    ("互动性还有待加强等问题。下一步，将持续加强日常管理。", []),
    ("针对上述不足，我们将从以下方面加以改进：一是拓宽渠道。", []),
    ("（一）存在的主要问题。一是重视程度不够，主动性有待增强；二是更新不够及时，时效性有待提高。",
     ["improvements"]),
    ("申请量逐年增加，基层办理压力较大。下一步，将继续加强业务培训。", []),
    ("申请由一人兼办，任务较重、人手紧张。下一步，将增配专人。", []),
    ("我局将重点做好以下工作：1.完善答复审核机制；2.拓宽互动渠道。", ["problems"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), S5, ids=[s[0] for s in S5])
def test_problems_and_improvements(text: str, expected: list[str]) -> None:
    assert missing("s5", text) == expected


SUFFERED = [
    "有一件复议案件被纠正，主要是答复超期。下一步，将完善审核机制。",
    "全年612件申请由3名人员承办，人均204件。下一步，将完善审核机制。",
]


@pytest.mark.parametrize("text", SUFFERED)
def test_what_went_wrong_may_be_the_problem(text: str) -> None:
    assert list(perhaps("s5", text)) == ["problems"]


LEFTOVERS = [
    ("××局2024年", 1),
    ("XX年XX月，我局", 2),
    ("收到申请X件", 1),
    ("收到申请ＸＸ件", 1),
    ("收到申请____件", 1),
    ("五、存在的问题（文字描述）", 1),
    ("某某县人民政府", 1),
    ("认真做好XX公开工作", 1),
    ("围绕XX公开内容、xx领域推进", 2),
    ("通过XX平台发布", 1),
    ("全年公开信息（  ）条，收到申请（　　）件", 2),
    ("收取费用（）万元", 1),
    ("截至（ ）年（ ）月（ ）日", 3),
    ("国办公开办函〔〕30号", 1),
    ("全年公开信息【】条", 1),
    ("由【】负责，", 1),
    ("此处填写主要做法。", 1),
    ("（此处填写主要做法）", 1),
    ("单击或点击此处输入文字。", 1),
    ("请在此处填写存在的问题。", 1),
    ("请填写具体数字，下同。", 1),
    ("公开信息请填写条。", 1),
    ("改进情况：请填写", 1),
    ("改进情况：待补充。", 1),
    ("（待补充）", 1),
    ("收到申请待填件，", 1),
    ("全年公开信息＿＿条", 1),
    ("全年公开信息_条", 1),
    ("全年公开信息***条", 1),
    ("收到申请**件，办结", 1),
    ("***局2024年", 1),
    ("○○局收到申请", 1),
    ("△△县公开", 1),
    ("收到申请NN件", 1),
    ("YYYY年MM月DD日", 3),
    ("收到申请（数字）件", 1),
    ("【单位名称】2024年政府信息公开工作年度报告", 1),
    ("{{机关}}收到申请{{件数}}件", 2),
    ("20**年，我局", 1),
    ("网址：http://www.songmeixx.gov.cn，邮箱：xxgk@xx.gov.cn", 0),
    ("5×20的展板", 0),
    ("X射线装置许可", 0),
    ("打造“互联网+”平台", 0),
    ("张某某诉县政府", 0),
    ("“XX小区”物业信息", 0),
    ("公开XX小区、XX公司、XX路的信息", 0),
    ("王XX信息公开申请，张XX工作单位", 0),
    ("“XX工作”的信息", 0),
    ("申请人请填写《政府信息公开申请表》，请填写个人信息。", 0),
    ("部分栏目内容有待补充，信息亟待完善。", 0),
    ("联系电话138****0000，申请人张**", 0),
    ("**云岭县财政局**\n**2024年政府信息公开工作年度报告**", 0),
    ("二○○八年以来", 0),
    ("依照第（）条", 0),
    ("【打印】【字体：大 中 小】", 0),
    ("公开内容（条）", 0),
    ("点击此处下载", 0),
    ("“1+N”个文件，N次修订", 0),
    ("邮箱：a__b@c.example", 0),
    ("收费金额（单位：万元）", 0),
    ("阅读：{{pvCount}}次", 0),
    ("文号：无〔〕号", 0),
    ("**2024**年，**2020**年", 0),
]


@pytest.mark.parametrize(("text", "count"), LEFTOVERS, ids=[p[0] for p in LEFTOVERS])
def test_leftovers(text: str, count: int) -> None:
    assert len(read_leftovers(document(text), prose(text), WORDS.placeholders)) == count
