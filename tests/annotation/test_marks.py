"""What is said where: one comment a place, nothing forgotten."""

from marking import fixture

from gouji.annotation.marks import NOWHERE, Spot, marks_of
from gouji.model.audit import AuditJson, EvidenceInfo, Finding, Unread

_, WUZHONG = fixture("wuzhong-2024.pdf")


def changed(**parts: object) -> AuditJson:
    return WUZHONG.model_copy(update=parts)


def spot_of(cell: str) -> Spot:
    info = WUZHONG.cells[cell]
    return Spot(info.page, info.bbox, info.line, info.column)


def finding(locus: str, *evidence: EvidenceInfo, message: str = "说明") -> Finding:
    return WUZHONG.findings[0].model_copy(
        update={"locus": locus, "evidence": list(evidence), "message": message}
    )


def seen(cell: str) -> EvidenceInfo:
    info = WUZHONG.cells[cell]
    return EvidenceInfo(
        cell=cell, page=info.page, bbox=info.bbox, line=None, column=None, quote=info.raw or ""
    )


def test_a_real_report() -> None:
    cause, fee, notice, nowhere = marks_of(WUZHONG)
    assert (cause.spot, cause.quote) == (spot_of("t3.total.other"), "3")
    assert cause.text.splitlines()[:3] == [
        "1.［错误］表三有 3 条勾稽不平，改一处即可都平",
        "把表三「（七）总计」行「其他」列的 3 改为 0。",
        "表三「（七）总计」一行：六类申请人合计6（3+0+0+0+0+3），总计写3，相差3",
    ]
    assert (fee.spot, fee.quote) == (spot_of("t2.fee.amount"), "1204.264 万元")
    assert notice.quote.startswith("《国务院办公厅")
    assert nowhere.spot == NOWHERE
    assert nowhere.loci == ("contact", "download")
    assert [text.splitlines()[0] for text in nowhere.texts] == [
        "以下各条在原文中没有可以标出的位置：",
        "2.［错误］报告全文没有联系方式（地址、电话、电子邮箱都没有）",
        "5.［建议］报告没有说明电子版可以从哪里下载",
    ]
    assert not any(mark.is_review for mark in (cause, fee, notice, nowhere))


def test_everything_at_one_cell_is_one_comment() -> None:
    cell = "t3.total.other"
    review = finding(cell, seen(cell), message="请看")
    both = changed(findings=[finding("x", seen(cell)), finding("y", seen(cell))], reviews=[review])
    (mark,) = marks_of(both)
    assert (mark.loci, mark.is_review) == (("x", "y", cell), False)
    assert [text.split("］")[0] for text in mark.texts[:2]] == ["1.［警告", "2.［警告"]
    assert mark.texts[2].startswith("请核对（不扣分）：")


def test_reviews_are_told_apart() -> None:
    review = finding("t2.fee.amount", seen("t2.fee.amount"))
    (mark,) = marks_of(changed(findings=[], reviews=[review]))
    assert mark.is_review


def test_what_was_not_read_is_said_even_where_nothing_else_is() -> None:
    silent = changed(findings=[])
    assert marks_of(silent) == ()
    unread = [Unread(what="表三未读出", verdicts=9)]
    (mark,) = marks_of(silent.model_copy(update={"unread": unread}))
    assert (mark.spot, mark.text) == (NOWHERE, "表三未读出（没有读出，不算对，也不算错）")
    assert marks_of(changed(unread=unread))[-1].texts[-1] == mark.text


def test_where_one_must_choose_the_ways_are_told_with_their_reasons() -> None:
    cause, *_ = WUZHONG.instructions
    (way,) = cause.candidates
    other = way.model_copy(update={"text": "改别处", "why": "但那里与文字相符"})
    doubtful = cause.model_copy(update={"certain": False, "candidates": [way, other]})
    first = marks_of(changed(instructions=[doubtful]))[0]
    assert first.text.splitlines()[2:4] == [
        "改法1：把表三「（七）总计」行「其他」列的 3 改为 0",
        "改法2：改别处（但那里与文字相符）",
    ]


def test_texts_are_bounded_and_show_nothing_hidden() -> None:
    hostile = finding("x", message="\u202e" + "长" * 5000 + "\x00")
    (mark,) = marks_of(changed(findings=[hostile]))
    assert len(mark.text) < 1000
    assert not {"\u202e", "\x00"} & set(mark.text)
