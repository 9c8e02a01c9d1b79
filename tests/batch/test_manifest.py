"""The list of reports to grade: read as written, wrong lines named."""

from datetime import date
from pathlib import Path

import pytest

from gouji.batch.jobs import jobs_in
from gouji.batch.manifest import Listed, read_manifest
from gouji.errors import UnreadableFile, UsageError

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
    department = {"parent": "清梧市人民政府", "body": "department", "year": 2024}
    assert manifest.listed == (
        Listed(tmp_path / "a.docx", "清梧市水利局", published=date(2025, 1, 20), **department),  # type: ignore[arg-type]
        Listed(tmp_path / "b.pdf"),
        Listed(None, "清梧市民政局", **department),  # type: ignore[arg-type]
    )
    assert manifest.notes == (f"{path}：没有用到的列：联系电话",) * notes


WRONG = [
    ("name\na.docx\n", "清单第一行要写列名，至少有 path（文件）一列"),
    ("path,year\na.docx,二〇二四\n", "第 2 行：年度「二〇二四」不对，请写成 2024 的样子"),
    ("path,year\n\na.docx,24\n", "第 3 行：年度「24」不对，请写成 2024 的样子"),
    (
        "path,公布日期\na.docx,2025-02-30\n",
        "第 2 行：日期「2025-02-30」不对，请写成 2025-01-20 的样子",
    ),
    (
        "path,种类\na.docx,公司\n",
        "第 2 行：没有「公司」这个机关种类，可以写：government（人民政府）",
    ),
    ("path,parent\n,清梧市人民政府\n", "第 2 行：文件和机关至少要写一个"),
    ("path,agency\n", "清单里没有列出任何报告"),
    ("", "清单第一行要写列名"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_what_is_wrong_is_named_with_its_line(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_manifest(path)
    assert sentence in str(error.value)
    assert str(error.value).startswith(str(path))


def test_a_file_listed_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("path\na.txt\na.txt\n", encoding="utf-8")
    with pytest.raises(UsageError, match="a.txt 写了两次，一份报告只能写一行"), jobs_in(path):
        pass


def test_jobs_of_a_manifest_and_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/two.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with jobs_in(tmp_path) as jobs:
        assert [(job.name, job.error) for job in jobs.jobs] == [
            ("a.txt", None),
            ("b/two.txt", None),
        ]
    path = tmp_path / "list.csv"
    path.write_text("path,agency\nb/two.txt,\nnone.txt,\n,甲局\n", encoding="utf-8")
    with jobs_in(path) as jobs:
        assert [(job.name, str(job.error or "")) for job in jobs.jobs] == [
            ("b/two.txt", ""),
            ("none.txt", "没有这个文件"),
        ]
        assert jobs.absent == (Listed(agency="甲局"),)


def test_nothing_to_grade_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="文件夹里没有文件"), jobs_in(tmp_path):
        pass
    with pytest.raises(UnreadableFile, match="没有这个文件或文件夹"), jobs_in(tmp_path / "missing"):
        pass
