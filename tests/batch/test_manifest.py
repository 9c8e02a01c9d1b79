"""The list of reports to grade, in the words and forms that offices keep: wrong rows are named."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from gouji.batch.jobs import Jobs, jobs_in
from gouji.batch.manifest import Listed, read_manifest
from gouji.errors import UnreadableFile, UsageError
from zipkit import packed

ENGLISH = """path,agency,parent,kind of body,year,publication date
a.docx,清梧市水利局,清梧市人民政府,department,2024,2025-01-20
b.pdf,,,,,
,清梧市民政局,清梧市人民政府,政府部门,2024年度,
"""
CHINESE = """文件,机关,上级,种类,年度,公布日期,联系电话
a.docx,清梧市水利局,清梧市人民政府,政府部门,2024年,2025年1月20日,0900-1
b.pdf,,,,,,
,清梧市民政局,清梧市人民政府,department,2024,,
"""
DEPARTMENT = Listed(parent="清梧市人民政府", body="department", year=2024)


@pytest.mark.parametrize(
    ("text", "encoding", "notes"),
    [
        (ENGLISH, "utf-8", 0),
        (ENGLISH, "utf-8-sig", 0),
        (CHINESE, "gbk", 1),
        (ENGLISH.replace("\n", "\r\n"), "utf-8", 0),
    ],
)
def test_a_manifest(text: str, encoding: str, notes: int, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    manifest = read_manifest(path)
    assert manifest.listed == (
        replace(DEPARTMENT, path="a.docx", agency="清梧市水利局", published=date(2025, 1, 20), at=f"{path} 第 2 行"),
        Listed("b.pdf", at=f"{path} 第 3 行"),
        replace(DEPARTMENT, agency="清梧市民政局", at=f"{path} 第 4 行"),
    )  # fmt: skip
    assert manifest.notes == (f"{path}：没有用到的列：联系电话",) * notes


Cells = Sequence[object]


def sheet(path: Path, *rows: Cells) -> Path:
    """Write ``rows`` as a workbook."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


WORDS = [
    ("文件名", "单位名称", "主管部门", "单位类别", "发布时间"),
    ("附件", "报送单位", "上级主管部门", "单位性质", "公开时间"),
    ("报告文件名", "行政机关名称", "主管单位", "机关类型", "公布时间"),
    ("附件名称*", "单 位", "上级单位（全称）", "类别", "发布（公开）时间"),
    ("电子版文件名", "填报单位", "归口部门", "机构类别", "上网时间"),
    ("文档名称", "公开主体", "上级机关：", "类型", "年报发布时间"),
]


@pytest.mark.parametrize("heads", WORDS)
def test_heads_in_the_words_of_offices(heads: tuple[str, ...], tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ["清梧市2024年政府信息公开工作年度报告公开情况一览表"],
        ["填报单位：市政府办公室"],
        ["序号", *heads, "报告年度"],
        [1, "市直\\水利局.docx", "清梧市水利局", "清梧市人民政府", "市直部门", "2025.1.20", 2024.0],
    )
    manifest = read_manifest(path)
    row = replace(
        DEPARTMENT, path="市直\\水利局.docx", agency="清梧市水利局",
        published=date(2025, 1, 20), at=f"{path} 第 4 行",
    )  # fmt: skip
    assert (manifest.listed, manifest.notes) == ((row,), (f"{path}：没有用到的列：序号",))


def test_kinds_of_body_that_are_not_known_are_groups(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    kinds = ["国有企业", "市直部门", "县（市、区）", "乡镇街道", "开发区", "学校"]
    path.write_text(
        "机关,类别\n" + "".join(f"{n}局,{kind}\n" for n, kind in enumerate(kinds)), encoding="utf-8"
    )
    manifest = read_manifest(path)
    assert [(row.league, row.body) for row in manifest.listed] == [
        ("国有企业", None),
        (None, "department"),
        (None, "government"),
        (None, "town"),
        (None, "zone"),
        ("学校", None),
    ]
    assert manifest.notes == (
        (
            f"{path}：「国有企业」、「学校」不是 gouji 认得的机关种类，只作分组用，期限等按机关名称判断"
            "（认得的有：人民政府、政府办公室、政府部门、乡镇街道、开发区管委会）"
        ),
    )


def test_a_group_beside_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("机关,类别,考核组别\n甲局,市直部门,第一组\n", encoding="utf-8")
    assert [(row.league, row.body) for row in read_manifest(path).listed] == [
        ("第一组", "department")
    ]


def test_agencies_that_the_list_calls_the_same_are_named_by_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "单位,主管部门,年度\n教育局,云岭县人民政府,2024\n教育局,柏川县,2024\n城关镇,云岭县人民政府,2024\n"
        "教育局,云岭县政府,2023\n审计局,云岭县人民政府,2024\n审计局,云岭县政府,2024\n",
        encoding="utf-8",
    )
    manifest = read_manifest(path)
    assert [row.agency for row in manifest.listed] == [
        *("云岭县教育局", "柏川县教育局", "城关镇", "教育局", "审计局", "审计局"),
    ]
    assert manifest.notes == (
        f"{path}：「教育局」有几个上级机关，当作几个机关，按上级所在的地方称为云岭县教育局、柏川县教育局",
    )


def test_all_rows_that_are_wrong_are_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = ["a.txt,2024", "b.txt,24", "c.txt,2024", ",", *["d.txt,去年"] * 20, "e.txt,今年"]
    path.write_text("\n".join(["文件,年度", *rows]), encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_manifest(path)
    told = str(error.value).splitlines()
    assert told[:2] == [
        f"{path} 第 3 行：「年度」一栏写的是「24」，请写成 2024 的样子",
        f"{path} 第 6 行：「年度」一栏写的是「去年」，请写成 2024 的样子",
    ]
    assert (len(told), told[-1]) == (21, "这样的还有 2 行")


WRONG = [
    ("name\na.docx\n", "没有找到列名一行，可以有 「文件」、「机关」、"),
    ("年度\n2024\n", "清单要有「文件」或者「机关」一列"),
    ("path,year\na.docx,二〇二四\n", " 第 2 行：「year」一栏写的是「二〇二四」，请写成 2024 的样子"),
    ("path,year\n\na.docx,24\n", " 第 3 行：「year」一栏写的是「24」，请写成 2024 的样子"),
    ("path,公布日期\na.docx,2025-02-30\n", " 第 2 行：「公布日期」一栏写的是「2025-02-30」，请写成 2025-01-20 的样子"),
    ("path,agency,parent\n,,清梧市人民政府\n", " 第 2 行：文件和机关至少要写一个"),
    ("path,agency\n", "清单里没有列出任何报告"),
    ("", "没有找到列名一行"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_what_is_wrong_is_named_with_its_line(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_manifest(path)
    assert str(error.value).removeprefix(str(path)).removeprefix("：").startswith(sentence)


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")


def told(jobs: Jobs) -> list[tuple[str, str]]:
    return [(job.name, str(job.error or job.read().decode())) for job in jobs.jobs]


def test_a_file_listed_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write(tmp_path, "a.txt")
    path.write_text("path\na.txt\n.\\a.txt\n", encoding="utf-8")
    twice = f"{path} 第 3 行：a.txt 在{path} 第 2 行已经写过，一份报告只能写一行"
    with pytest.raises(UsageError, match=re.escape(twice)), jobs_in(path):
        pass


FILES = (
    "市直/水利局.docx",
    "市直/民政局(定稿).pdf",
    "县区/丹穗县/教育局.docx",
    "县区/云岭县/教育局.docx",
    "总.txt",
)
WRITTEN = [
    ("市直/水利局.docx", "市直/水利局.docx", ""),
    ("市直\\水利局.docx", "市直/水利局.docx", ""),
    (".\\市直\\水利局.docx", "市直/水利局.docx", ""),
    ("水利局.docx", "市直/水利局.docx", ""),
    ("水利局", "市直/水利局.docx", ""),
    ("市直\\水利局", "市直/水利局.docx", ""),
    ("民政局（定稿）.PDF", "市直/民政局(定稿).pdf", ""),
    ("教育局.docx", "教育局.docx", "没有这个文件；名称相符的有 2 个：县区/丹穗县/教育局.docx、县区/云岭县/教育局.docx，请写全"),
    ("县区\\水利局.docx", "县区/水利局.docx", "没有这个文件；名称相近的有 市直/水利局.docx"),
    ("水务局.docx", "水务局.docx", "没有这个文件；名称相近的有 市直/水利局.docx"),
    ("none", "none", "没有这个文件"),
    ("C:\\年报\\水利局.docx", "C:\\年报\\水利局.docx", "这是 Windows 上的完整路径，这里没有；请写从清单所在文件夹算起的路径，如 水利局\\年报.docx"),
    ("\\\\server\\年报\\水利局.docx", "\\\\server\\年报\\水利局.docx", "这是 Windows 上的完整路径，这里没有；请写从清单所在文件夹算起的路径，如 水利局\\年报.docx"),
]  # fmt: skip


@pytest.mark.parametrize("place", ["folder", "files", "zip", "in zip"])
@pytest.mark.parametrize(("written", "name", "error"), WRITTEN)
def test_files_as_people_write_them(
    written: str, name: str, error: str, place: str, tmp_path: Path
) -> None:
    text = f"文件名\n{written}\n"
    content = dict.fromkeys(FILES, "x")
    (tmp_path / "a").mkdir()
    listing = tmp_path / "a/清单.csv"
    (tmp_path / "a.zip").write_bytes(
        packed({**content, "清单.csv": text} if place == "in zip" else content)
    )
    write(tmp_path / ("a" if place == "folder" else "b"), *FILES)
    listing.write_text(text, encoding="utf-8")
    given = {
        "folder": {"source": listing},
        "files": {"source": listing, "files": tmp_path / "b"},
        "zip": {"source": tmp_path / "a.zip", "manifest": listing},
        "in zip": {"source": tmp_path / "a.zip"},
    }[place]
    with jobs_in(**given) as jobs:
        assert [(job.name, str(job.error or "")) for job in jobs.jobs] == [(name, error)]


def test_a_list_in_a_folder_of_an_archive_names_files_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    listing = "文件,机关\n甲.txt,甲局\n乙/乙.txt,乙局\n"
    path.write_bytes(
        packed(
            {"年报/清单.csv": listing, "年报/甲.txt": "一", "年报/乙/乙.txt": "二", "丙.txt": "三"}
        )
    )
    with jobs_in(path) as jobs:
        assert told(jobs) == [("年报/乙/乙.txt", "二"), ("年报/甲.txt", "一")]
        assert [job.listed.agency for job in jobs.jobs] == ["乙局", "甲局"]
        assert jobs.notes == (
            "按压缩包里的清单 年报/清单.csv 评定；要用别的清单，请用 --list 写明",
            "清单 年报/清单.csv 里没有写、因而没有评定的文件：丙.txt",
        )


def test_several_lists_in_an_archive_are_left_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    listing = "文件\n甲.txt\n"
    path.write_bytes(packed({"一.csv": listing, "二.csv": listing, "甲.txt": "一", "乙.txt": "二"}))
    with jobs_in(path) as jobs:
        assert told(jobs) == [("乙.txt", "二"), ("甲.txt", "一")]
        assert jobs.notes == (
            "一.csv、二.csv 是表格，没有当作报告；要按清单评定，请在命令里写 --list 清单",
        )
    with jobs_in(path, manifest=Path("二.csv")) as jobs:
        assert told(jobs) == [("甲.txt", "一")]


def test_jobs_of_a_manifest_and_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "b/two.txt", "a.txt", "out/pages/page.html")
    sheet(tmp_path / "b/附表.xlsx", ["机关"], ["甲局"])
    with jobs_in(tmp_path, apart=tmp_path / "out") as jobs:
        assert told(jobs) == [("a.txt", "a.txt"), ("b/two.txt", "b/two.txt")]
        assert jobs.notes == (
            "b/附表.xlsx 是表格，没有当作报告；要按清单评定，请在命令里写 --list 清单",
        )
    path = tmp_path / "list.csv"
    path.write_text("path,agency\nb/two.txt,\nnone.txt,\n,甲局\n", encoding="utf-8")
    with jobs_in(path) as jobs:
        assert told(jobs) == [
            ("b/two.txt", "b/two.txt"),
            ("none.txt", "没有这个文件"),
        ]
        assert jobs.absent == (Listed(agency="甲局", at=f"{path} 第 4 行"),)
        assert jobs.roster == ()
        assert jobs.notes == (f"清单 {path} 里没有写、因而没有评定的文件：a.txt",)


def test_archives_in_a_folder_are_opened_one_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, "市直/甲.txt")
    damaged = packed({"x": "y"})[:30]
    for name, data in {
        "坏.zip": damaged,
        "空.zip": packed({}),
        "石泉县.zip": packed({"丙.txt": "三", "镇.zip": {"丁.txt": "四"}}),
        "云桥县.zip": packed({"乙.txt": "二"}),
        "报告.docx": packed({"[Content_Types].xml": "", "word/document.xml": ""}),
    }.items():
        (tmp_path / name).write_bytes(data)
    with jobs_in(tmp_path) as jobs:
        found = {job.name: str(job.error or job.read()) for job in reversed(jobs.jobs)}
    assert {name: said for name, said in found.items() if "PK" not in said} == {
        "云桥县.zip/乙.txt": str("二".encode()),
        "市直/甲.txt": str("市直/甲.txt".encode()),
        "石泉县.zip/丙.txt": str("三".encode()),
        "石泉县.zip/镇.zip/丁.txt": str("四".encode()),
        "空.zip": "压缩包里没有文件",
    }
    assert sorted(name for name, said in found.items() if "PK" in said) == ["坏.zip", "报告.docx"]


def test_a_list_names_files_in_the_archives_of_its_folder(tmp_path: Path) -> None:
    for name, text in (("云桥县", "一"), ("石泉县", "二")):
        (tmp_path / f"{name}.zip").write_bytes(packed({"甲.txt": text, f"{name}.txt": text}))
    path = tmp_path / "清单.csv"
    path.write_text("文件\n石泉县\n石泉县.zip\\甲.txt\n云桥县\\甲\n", encoding="utf-8")
    with jobs_in(path) as jobs:
        assert told(jobs) == [
            ("云桥县.zip/甲.txt", "一"),
            ("石泉县.zip/甲.txt", "二"),
            ("石泉县.zip/石泉县.txt", "二"),
        ]


def test_a_list_without_files_leaves_its_rows_to_be_matched(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/two.txt")
    path = sheet(tmp_path / "a.xlsx", ["单位", "文件"], ["甲局"], ["乙局"])
    rows = tuple(
        Listed(agency=name, at=f"{path} 第 {n} 行") for n, name in ((2, "甲局"), (3, "乙局"))
    )
    with jobs_in(path) as jobs:
        assert (told(jobs), jobs.roster, jobs.absent) == (
            [("a.txt", "a.txt"), ("b/two.txt", "b/two.txt")], rows, ()
        )  # fmt: skip


NOTHING = [
    ({}, "文件夹里没有文件"),
    ({"source": "missing"}, "没有这个文件或文件夹"),
    ({"source": "a.zip"}, "压缩包里没有文件"),
    ({"source": "a.csv"}, "除清单外没有文件"),
]


@pytest.mark.parametrize(("given", "sentence"), NOTHING)
def test_nothing_to_grade_is_one_sentence(
    given: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.csv").write_text("机关\n甲局\n", encoding="utf-8")
    (tmp_path / "a.zip").write_bytes(packed({}))
    source = tmp_path / given.get("source", "empty")
    files = tmp_path / "empty" if given.get("source") == "a.csv" else None
    if files:
        write(files, "b.xlsx")
    with pytest.raises(UnreadableFile, match=sentence), jobs_in(source, files=files):
        pass


MISUSED = [
    ("a.csv", "b.csv", None, "已经是清单，不能再用 --list 另写一份"),
    ("b", None, "b", "--files 只和清单一起用"),
    ("a.zip", "none.csv", None, "没有这个清单文件，.*a.zip 里也没有"),
]


@pytest.mark.parametrize(("source", "manifest", "files", "sentence"), MISUSED)
def test_what_cannot_be_meant_is_refused(
    source: str, manifest: str | None, files: str | None, sentence: str, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", "b/a.txt")
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": ""}))
    given = {
        "manifest": tmp_path / manifest if manifest else None,
        "files": tmp_path / files if files else None,
    }
    with pytest.raises(UsageError, match=sentence), jobs_in(tmp_path / source, **given):
        pass


DAYS = [
    ("报送时间", "公开时间", "截止时间", "2025年1月21日 16:30"),
    ("提交日期", "发布时间", "报送期限", "2025/1/21"),
    ("上报时间（精确到日）", "公布日期*", "应报送日期", "20250121"),
    ("收到日期", "网上发布日期", "截止日期：", "２０２５．１．２１"),
]


@pytest.mark.parametrize(("filed", "published", "due", "day"), DAYS)
def test_days_of_filing_and_publication(
    filed: str, published: str, due: str, day: str, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ["文件", "机关", filed, published, due, "所属类别"],
        ["a.docx", "甲局", day, datetime(2025, 2, 3, 9, 5), date(2025, 1, 20), "第一组"],  # noqa: DTZ001
        ["b.docx", "乙局", "/", "—", "", ""],
        ["", "丙局", "未报送", "未公开", "", ""],
    )
    rows = read_manifest(path).listed
    assert [(r.filed, r.published, r.due, r.unpublished, r.league) for r in rows] == [
        (date(2025, 1, 21), date(2025, 2, 3), date(2025, 1, 20), False, "第一组"),
        (None, None, None, False, None),
        (None, None, None, True, None),
    ]


PUBLISHED = {
    "机关,是否公开\n甲局,是\n": (None, False),
    "机关,是否公开\n甲局,否\n": (None, True),
    "机关,公开情况\n甲局,2025-01-20\n": (date(2025, 1, 20), False),
    "机关,是否公开,公开时间\n甲局,是,2025-01-20\n": (date(2025, 1, 20), False),
}


@pytest.mark.parametrize("text", PUBLISHED)
def test_whether_it_was_published(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    (row,) = read_manifest(path).listed
    assert (row.published, row.unpublished) == PUBLISHED[text]


CONTRARY = {
    "文件,机关,报送日期\na.docx,甲局,未报送\n": "「报送日期」一栏写的是「未报送」，这一行却写了文件",
    "机关,是否公开,公开时间\n甲局,否,2025-01-20\n": "「是否公开」一栏写的是没有公开，却又写了公开的日期",
    "机关,报送日期\n甲局,1月20日\n": "「报送日期」一栏写的是「1月20日」，请写成 2025-01-20 的样子",
}


@pytest.mark.parametrize("text", CONTRARY)
def test_days_that_cannot_be(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_manifest(path)
    assert str(refused.value) == f"{path} 第 2 行：{CONTRARY[text]}"
