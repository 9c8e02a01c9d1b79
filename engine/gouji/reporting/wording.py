"""Small pieces of Chinese that every report shares: places, verdicts, severities."""

from gouji.model.document import Place
from gouji.model.verdict import Evidence, Judgement, Severity, Verdict

VERDICTS = {
    Verdict.PASS: "符合",
    Verdict.FAIL: "不符合",
    Verdict.REVIEW: "需人工核对",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.NOT_ASSESSABLE: "无法判定",
    Verdict.WAIVED: "已豁免",
}

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "advice": "建议"}


def place_text(place: Place | None) -> str:
    """Return where something stands, as a reader would look for it."""
    if place is None:
        return ""
    if place.page is not None:
        return f"第{place.page}页"
    if place.line is not None:
        return f"第{place.line}行"
    return ""


def where(*judgements: Judgement) -> str:
    """Return the places of the evidence, each once."""
    places = (place_text(e.place) for j in judgements for e in j.subject.evidence)
    return "、".join(dict.fromkeys(text for text in places if text))


def read_text(evidence: Evidence) -> str:
    """Return what was read, as 「…」, with its place."""
    place = place_text(evidence.place)
    quote = f"「{evidence.quote}」" if evidence.quote else "（空）"
    return f"{quote}（{place}）" if place else quote
