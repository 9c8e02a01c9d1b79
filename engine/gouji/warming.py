"""Reads a report of our own once, so that what reading compiles of a rulebook can be kept."""

from contextlib import suppress
from functools import partial

from gouji.auditor import Auditor
from gouji.errors import GoujiError
from gouji.expressions import keep_compiled
from gouji.isolation.child import in_child
from gouji.reading import load_readers, read_bytes
from gouji.reading.formats import HTML, PDF
from gouji.reading.limits import MAX_MEMORY_BYTES
from gouji.rulebook import Rulebook

_SECONDS = 60.0
_SAMPLE = """某市民政局
2024年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》第五十条规定，现公布某市民政局2024年政府信息公开工作年度报告。
数据统计期限为2024年1月1日至2024年12月31日。联系地址：某市建设大道22号；联系电话：0964-6492700。
一、总体情况
（一）主动公开。全年公开政府信息303条，其中政策文件81条。
（二）依申请公开。2024年，共收到申请30件，比上年增长约10.5%，另有上年结转4件；已办结31件，其中予以公开4件，没有被申请行政复议。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t4\t7
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t30
四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
五、存在的主要问题及改进情况
存在的问题：公开不够及时。下一步，加强培训。
六、其他需要报告的事项
2024年收取信息处理费0元。
"""


def warm(book: Rulebook) -> None:
    """Keep the regular expressions that reading by ``book`` needs.

    They are compiled in children within limits, for ``book`` may hold words of anybody: in one
    after the other, since the readers and an audit together hold more memory than any audit.
    """
    for part in (_load_readers, partial(_audit, book)):
        with suppress(GoujiError):
            in_child(part, seconds=_SECONDS, memory=MAX_MEMORY_BYTES)


def _load_readers() -> None:
    load_readers((HTML, PDF))  # those that have expressions of their own
    keep_compiled()


def _audit(book: Rulebook) -> None:
    Auditor(book).audit_document(read_bytes(_SAMPLE.encode()))
    keep_compiled()
