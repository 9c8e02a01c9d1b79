"""The title as a fact: whether it names the agency, the year and the report."""

from collections.abc import Iterator, Mapping

from gouji.facts.fact import SAMPLE, Fact, Scene, quoted
from gouji.facts.title.found import Title, TitlePart
from gouji.facts.title.read import title_of
from gouji.facts.title.wording import TitleWording
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, Value, flag


def _lacks(fields: Mapping[str, Value]) -> bool:
    return not (fields["has_agency"] and fields["has_year"] and fields["has_name"])


def _subjects(scene: Scene[TitleWording, Title]) -> Iterator[Subject]:
    title, missing = scene.value, scene.value.missing()
    names: dict[TitlePart, str] = {
        "agency": "机关名称",
        "year": "年度",
        "name": f"「{scene.words.name}」",
    }
    flags: dict[str, Value] = {f"has_{part}": part not in missing for part in names}
    yield Subject(
        kind="title",
        locus="title",
        fields=flags | {"unsure": bool(title.unsure)},
        shows={
            "title": title.quote.text if title.quote else "（没有标题）",
            "missing": "、".join(names[part] for part in missing),
            "unsure_parts": "、".join(n for part, n in names.items() if part in title.unsure),
        },
        evidence=quoted(title.quote),
        readable=title.unread is None,
        reason=title.unread,
    )


TITLE: Fact[TitleWording, Title] = Fact(
    name="title",
    loci={"title": "`title`"},
    kinds=(
        Kind(
            "title",
            "标题。每份报告一个。",
            {
                "has_agency": flag("标题里有机关名称"),
                "has_year": flag("标题里有年度"),
                "has_name": flag("标题里有「政府信息公开工作年度报告」"),
                "unsure": flag("有的内容看着像，但不能断定就是", default=False),
            },
            {"title": "标题原文", "missing": "所缺的内容", "unsure_parts": "不能断定的内容"},
            accuses_by_lack=_lacks,
        ),
    ),
    wording=TitleWording,
    read=title_of,
    subjects=_subjects,
    shown=lambda title: [("标题", title.quote)],
    sample=lambda _: Title(SAMPLE, "某局", 2024, named=True),
)
