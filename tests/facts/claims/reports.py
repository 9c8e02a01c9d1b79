"""Puts a passage into a report that is otherwise clean, and audits it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from gouji.auditor import Auditor
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.report import FoundTable, Report
from gouji.judgement import Judge
from gouji.model.context import NO_CONTEXT
from gouji.model.verdict import Judgement, Verdict
from gouji.reading.text import read_text
from gouji.rulebook import load_rulebook
from gouji.rulebook.rule import Rule
from reportkit.content import Content
from reportkit.form import CELLS, SECTIONS
from reportkit.phrases import Phrase, Section
from reportkit.text import tabs
from scoring import make

TABLES = frozenset({"t2", "t3", "t4"})
NO_CELLS = dict.fromkeys(CELLS, "")


class Found(NamedTuple):
    """Codes and loci of the statements that are accused, and of those left to a person."""

    failed: frozenset[tuple[str, str]]
    doubted: frozenset[tuple[str, str]]


OPENING = (
    (
        "为贯彻落实《中华人民共和国政府信息公开条例》，根据国务院办公厅政府信息与政务公开办公室"
        "《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
        "要求编制本报告。所列数据的统计期限自2024年1月1日起至2024年12月31日止。"
    ),
    "本报告的电子版可在雁湖区人民政府门户网站（https://www.yanhu.example）下载。",
    "如有疑问，请与办公室联系（地址：雁湖区青禾路16号；电话：0964-6492700）。",
)
ACTIVE = "（一）主动公开政府信息情况。对照基本目录逐项梳理，做到应公开尽公开。"
ON_REQUEST = "（二）依申请公开政府信息情况。指定专人跟踪办理，加强与申请人的沟通。"
REST = (
    "（三）政府信息管理情况。严格执行发布前的保密审查和内容审核，对已发布的内容定期清理。",
    "（四）政府信息公开平台建设情况。统筹用好网站和线下查阅点，方便群众获取信息。",
    "（五）监督保障情况。明确分管领导和责任科室，对发现的问题限期整改。",
)
LATER = {
    "s5": (
        "工作中仍存在一些问题：答复文书的规范化水平有待提高，部分栏目更新不够及时。",
        "下一步将采取以下改进措施：加强业务培训，细化公开目录，提升答复质量。",
    ),
    "s6": ("本年度未收取信息处理费。",),
}


def whole(body: str, text: str, cells: Mapping[str, str], *, active: bool = False) -> bytes:
    """Return a report of ``body`` as a text file that says ``text`` under 依申请公开.

    ``active`` puts it under 主动公开, where documents and decisions are told.
    """
    return tabs(_content(body, text, cells, active=active, omitted=frozenset()))


def found_in(report: bytes) -> Found:
    """Return what an audit of a file says of its statements."""
    audit = auditor().audit_document(read_text(report))
    return _spoken(audit.judgements)


def found(body: str, text: str, cells: Mapping[str, str], *, active: bool = False) -> Found:
    """Return what an audit of :func:`whole` says of its statements, in a fraction of the time.

    The tables are not read from their text, and nothing but statements is judged.
    """
    report = replace(_recognised(body, text, active), tables=_tables(tuple(cells.items())))
    wording = auditor().rulebook.wording
    subjects = tuple(CLAIMS.subjects(CLAIMS.scene(report, wording, NO_CONTEXT)))
    return _spoken(_judge().judge(subjects, report.form, report.year))


@lru_cache(maxsize=8)
def _recognised(body: str, text: str, active: bool) -> Report:
    shown = _content(body, text, NO_CELLS, active=active, omitted=TABLES)
    return auditor().recognise(read_text(tabs(shown)))


def _content(
    body: str, text: str, cells: Mapping[str, str], *, active: bool, omitted: frozenset[str]
) -> Content:
    first = ACTIVE + text if active else ACTIVE
    second = ON_REQUEST if active else ON_REQUEST + text
    said = {"s1": (first, second, *REST), **LATER}
    sections = tuple(
        Section(id_, ordinal, heading, tuple((Phrase(line),) for line in said.get(id_, ())))
        for id_, ordinal, heading in SECTIONS
    )
    opening = tuple((Phrase(line),) for line in OPENING)
    title = (body, "2024年政府信息公开工作年度报告")
    return Content(body, 2024, title, opening, sections, cells, omitted)


@cache
def auditor() -> Auditor:
    """Return the one auditor of all passages."""
    return Auditor(load_rulebook())


def _rules() -> tuple[Rule, ...]:
    return tuple(r for code, r in auditor().rulebook.rules.items() if code.startswith("N60"))


@cache
def _judge() -> Judge:
    return Judge(_rules())


@lru_cache(maxsize=64)
def _tables(cells: tuple[tuple[str, str], ...]) -> tuple[FoundTable, ...]:
    return make.report({cell: Decimal(value) for cell, value in cells}).tables


def _spoken(judgements: Sequence[Judgement]) -> Found:
    failed, doubted = (
        frozenset(
            (j.code, j.locus) for j in judgements if j.verdict is verdict and j.code[0] == "N"
        )
        for verdict in (Verdict.FAIL, Verdict.REVIEW)
    )
    return Found(failed, doubted)
