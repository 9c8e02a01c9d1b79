"""Texts of subjects are made when they are asked for."""

from gouji.model.verdict import LazyTexts, Subject


def test_texts_are_made_once_and_only_where_one_is_asked_for() -> None:
    made: list[tuple[str, int]] = []

    def texts(name: str, number: int) -> dict[str, str]:
        made.append((name, number))
        return {"name": name, "number": str(number)}

    lazy = LazyTexts(texts, "格", 3)
    subject = Subject("cell", "t1.a.b", {}, lazy)
    assert made == []
    assert [lazy["name"], lazy.get("other"), *lazy] == ["格", None, "name", "number"]
    assert len(lazy) == 2
    assert subject == Subject("cell", "t1.a.b", {}, {"name": "格", "number": "3"})
    assert subject != Subject("cell", "t1.a.b", {}, {"name": "格", "number": "4"})
    assert made == [("格", 3)]
