"""An office's layer adds words, wordings and editions; what it writes is checked where it stands."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from gouji.errors import RuleFileError
from gouji.rulebook import Rulebook, builtin_directory, load_rulebook
from gouji.rulebook.layers import load_layered
from gouji.rulebook.schema import rules_schema

SHIPPED = load_rulebook()
SCHEMA = json.loads(json.dumps(rules_schema()))

NEW_EDITION = (
    (builtin_directory() / "editions/2021.yaml")
    .read_text(encoding="utf-8")
    .replace('edition: "2021"', 'edition: "2031"')
    .replace("first_year: 2021", "first_year: 2031")
    .replace("〔2021〕30号", "〔2031〕8号")
)
ALIASES = """\
edition: "2021"
sections:
  - {id: s1, aliases: [工作总览]}
tables:
  - {id: t3, rows: [{id: new, aliases: [新收件数]}], columns: [{id: total, aliases: [共计]}]}
"""
NOTICE = "notice: {year: 2031, serial: 8}\n"
INSTRUMENT = "instruments: [国办公开办函〔2031〕8号]\n"


def laid(root: Path, files: dict[str, str]) -> Rulebook:
    for name, text in files.items():
        path = root / "ours" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_layered([root / "ours"])


def test_words_are_added_and_those_below_stay(tmp_path: Path) -> None:
    book = laid(tmp_path, {"wording.yaml": "contact: {telephone: [服务热线]}\n"})
    before, after = SHIPPED.wording["contact"], book.wording["contact"]
    assert after.telephone == (*before.telephone, "服务热线")
    assert after.address == before.address
    assert book.sha256 != SHIPPED.sha256
    assert [layer.name for layer in book.layers] == ["ours"]


def test_a_thing_with_an_id_is_added_to_or_is_new(tmp_path: Path) -> None:
    text = (
        "statements:\n"
        "  - {id: basis, sure: {anywhere: [公开条例实施办法]}}\n"
        "  - {id: channel, title: 公开渠道, sure: {anywhere: [公开渠道]}}\n"
    )
    book = laid(tmp_path, {"wording.yaml": text})
    before, after = SHIPPED.wording["statements"], book.wording["statements"]
    assert [each.id for each in after] == [*(each.id for each in before), "channel"]
    assert after[0].sure.anywhere == (*before[0].sure.anywhere, ("公开条例实施办法",))
    assert "channel" in book.kinds["statement"].fields["statement"].choices


def test_a_later_layer_adds_to_an_earlier_one(tmp_path: Path) -> None:
    for name, word in (("city", "市热线"), ("district", "区热线")):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "wording.yaml"
        path.write_text(f"contact: {{telephone: [{word}]}}\n", encoding="utf-8")
    book = load_layered([tmp_path / "city", tmp_path / "district"])
    assert book.wording["contact"].telephone[-2:] == ("市热线", "区热线")


def test_an_edition_that_ships_gets_further_labels(tmp_path: Path) -> None:
    form = laid(tmp_path, {"editions/ours.yaml": ALIASES}).forms["2021"]
    table = form.table("t3")
    assert form.sections[0].aliases[-1] == "工作总览"
    assert (table.rows[0].aliases[-1], table.columns[-1].aliases[-1]) == ("新收件数", "共计")
    assert [row.id for row in table.rows] == [r.id for r in SHIPPED.forms["2021"].table("t3").rows]


def test_a_new_edition_is_in_force_from_its_year_on(tmp_path: Path) -> None:
    files = {"editions/2031.yaml": NEW_EDITION, "wording.yaml": NOTICE, "laws.yaml": INSTRUMENT}
    book = laid(tmp_path, files)
    in_force = {year: book.form_for(year).edition for year in (2019, 2021, 2030, 2031, 2040)}
    assert in_force == {2019: "2019", 2021: "2021", 2030: "2021", 2031: "2031", 2040: "2031"}
    assert book.form_for(None).edition == "2031"


def test_ties_of_an_earlier_layer_stay_when_a_later_one_adds_words(tmp_path: Path) -> None:
    ties = (
        'ties:\n  "2021":\n    - {id: own, title: 自己的, table: t3, relation: ge,'
        ' left: ["new.{column}"], right: ["granted.{column}"], locus: "t3.own:{column}",'
        " columns: [total]}\n"
    )
    for name, file, text in (
        ("city", "ties.yaml", ties),
        ("district", "wording.yaml", "contact: {telephone: [区热线]}\n"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(text, encoding="utf-8")
    book = load_layered([tmp_path / "city", tmp_path / "district"])
    assert [tie.id for tie in book.forms["2021"].ties][-1] == "own"


MISTAKES = [
    ("wording.yaml", "contcat: {}\n", "1:1: 没有「contcat」这个键（是不是「contact」？）"),
    ("wording.yaml", "contact: {phone: [a]}\n", "1:11: 没有「phone」这个键（"),
    ("wording.yaml", "contact: {telephone: 热线}\n", "1:11: 「telephone」应是列表（"),
    ("wording.yaml", "contact: {telephone: ['']}\n", "1:23: "),
    ("wording.yaml", "statements: [{id: fee_disclosure, quote: phrase}]\n", "1:35: 「quote」已经定了，不能改写（"),
    ("wording.yaml", "statements:\n  - {id: own, title: 自己的}\n", "2:5: 缺少「sure」"),
    ("wording.yaml", "topics: {each: [{id: s9.a, section: s9, title: a, words: [b]}]}\n",
     "1:28: 没有「s9」这个部分（是不是"),
    ("wording.yaml", "placeholders: [{pattern: '(', title: a}]\n", "1:17: 正则表达式写错了："),
    ("wording.yaml", "placeholders: [{pattern: '(甲+)+乙', title: a}]\n", "1:17: 正则表达式里"),
    ("wording.yaml", "notice: {serial: 31}\n", "1:10: 没有哪一版格式出自「国办公开办函〔2021〕31号」（"),
    ("laws.yaml", "unpaid: {statement: basis}\n", "1:10: 「statement」已经定了，不能改写（"),
    ("editions/a.yaml", ALIASES.replace("s1", "s8"), "3:6: 没有「s8」这个部分（是不是"),
    ("editions/a.yaml", ALIASES.replace("id: new", "id: nwe"), "5:22: 没有「nwe」这一行（是不是「new」？）"),
    ("editions/a.yaml", ALIASES.replace("aliases: [工", "alias: [工"), "3:14: 没有「alias」这个键（是不是「aliases」？）"),
    ("editions/a.yaml", ALIASES + "title: 另一个\n", "6:1: 没有「title」这个键（"),
    ("editions/2031.yaml", NEW_EDITION.replace("id: coercion", "id: coerxion"),
     "「coerxion」像是「coercion」写错了（"),
    ("editions/2031.yaml", NEW_EDITION.replace("id: s5", "id: s9"), "「s9」像是「s5」写错了（"),
    ("editions/2031.yaml", NEW_EDITION.replace("first_year: 2031", "first_year: 2021"),
     "这一版的编号「2031」与 first_year 不符（"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), MISTAKES)
def test_a_mistake_is_placed_in_the_layers_file(
    tmp_path: Path, name: str, text: str, expected: str
) -> None:
    with pytest.raises(RuleFileError) as error:
        laid(tmp_path, {name: text})
    told = str(error.value).splitlines()
    assert any(line.startswith(f"ours/{name}:") and expected in line for line in told), told
    assert all(line.startswith("ours/") for line in told), told


ADDITIONS = [
    ("Wording", "contact: {telephone: [服务热线]}\n"),
    ("Wording", "statements:\n  - {id: basis, sure: {anywhere: [公开条例实施办法]}}\n"),
    ("Laws", INSTRUMENT),
]


@pytest.mark.parametrize(("model", "text"), ADDITIONS)
def test_the_schema_takes_what_a_layer_adds(model: str, text: str) -> None:
    schema = {"$ref": f"#/$defs/{model}Additions", "$defs": SCHEMA["$defs"]}
    data = yaml.safe_load(text)
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"contcat": {}, **data}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, {**schema, "$ref": f"#/$defs/{model}"})
