"""How long the numbers in sentences take to read: once, ten and a hundred times the text.

    python benchmarks/sentences.py [REPORT]

Reads a report's sections (a corpus report, or a made one), repeats their text, and prints
milliseconds a reading and microseconds a character; the last column stays level where reading
is linear.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path

from gouji.auditor import Auditor
from gouji.facts.claims import read_claims
from gouji.facts.claims.subjects import CLAIMS
from gouji.model.document import Line, Place
from gouji.model.prose import join
from gouji.rulebook import load_rulebook

TEXT = """（二）依申请公开情况。2024年，全市共收到政府信息公开申请1534件，上年结转24件，\
办结1540件，结转下年度继续办理18件。其中，自然人申请1402件，占91.4%；法人或其他组织申请132件，占8.6%。
办结的申请中，予以公开731件、部分公开271件、不予公开92件、无法提供341件、不予处理87件、\
作其他处理18件。因政府信息公开引起行政复议54件，其中结果维持38件、纠正6件、\
其他结果10件；行政诉讼20件，均获维持。
全年制发行政规范性文件18件，废止7件，现行有效220件，作出行政许可决定40275件、\
行政处罚6673件。全年办结12345热线工单5910件，解读政策24篇，召开新闻发布会9场，发布信息3869条。
坚持公开为常态、不公开为例外，围绕中心工作，完善制度机制，压实工作责任，持续提升公开实效，\
主动回应群众关切，规范办理流程，严格时限要求，加强与申请人的沟通，未发生超期答复的情况。"""
TIMES = (1, 10, 100)
ROUNDS = 9


def main() -> None:
    """Print the table."""
    book = load_rulebook()
    auditor = Auditor(book)
    wording = CLAIMS.words(book.wording)
    report = auditor.read_report(Path(sys.argv[1])) if len(sys.argv) > 1 else None
    for times in TIMES:
        sections = _sections(report, times)
        size = sum(len(section.prose.text) for section in sections)
        best = min(_once(sections, wording) for _ in range(ROUNDS if times < TIMES[-1] else 1))
        each = best / size * 1e6
        print(f"{times:4}×  {size:9,} characters  {best * 1000:9.2f} ms  {each:6.2f} µs each")


def _sections(report: object, times: int) -> list[object]:
    if report is not None:
        return [_longer(s, s.prose.text.split("\n") * times) for s in report.sections]
    from tests.scoring import make

    made = make.report(dict.fromkeys(make.IDS, 0))
    return [_longer(s, TEXT.split("\n") * times) for s in made.sections if s.id == "s1"]


def _longer(section: object, texts: object) -> object:
    lines = [Line(text, Place(line=n, column=1)) for n, text in enumerate(texts, 1)]
    return replace(section, prose=join(lines, breaks_before=lines))


def _once(sections: list[object], wording: object) -> float:
    start = time.process_time()
    read_claims(sections, 2024, "青岚市人民政府", wording)
    return time.process_time() - start


if __name__ == "__main__":
    main()
