"""What a run leaves beside the reports: the manifest for grading, the sources, the failures."""

from collections.abc import Sequence

from gouji.collecting.finding import Found
from gouji.collecting.folder import Folder
from gouji.collecting.rows import Address
from gouji.records import dataclass
from gouji.reporting.media.spreadsheet import csv_bytes


@dataclass(frozen=True, slots=True)
class Lists:
    """The names of the three lists: others than usual where files of a person have those."""

    manifest: str
    sources: str
    failures: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: the report and its file, or the reason that there is none.

    ``in_vain`` are the addresses that led to nothing.
    """

    row: Address
    found: Found | None = None
    file: str = ""
    sha256: str = ""
    reason: str = ""
    in_vain: tuple[str, ...] = ()


def write_lists(folder: Folder, outcomes: Sequence[Outcome]) -> Lists:
    """Write the three lists, in the order of the rows.

    What could not be fetched is not in the manifest: there an agency without a file has filed
    none, which nobody knows here.
    """
    got = [(each, each.found) for each in outcomes if each.found is not None]
    manifest = csv_bytes(
        ("文件", "机关", "上级", "种类", "年度", "公布日期"),
        [
            (o.file, o.row.agency, o.row.parent, o.row.body, found.year, found.published)
            for o, found in got
        ],
    )
    sources = csv_bytes(
        ("文件", "机关", "网页", "文件网址", "公布日期", "其他候选", "说明", "SHA-256"),
        [_source(outcome, found) for outcome, found in got],
    )
    failures = csv_bytes(
        ("行", "机关", "网址", "原因"),
        [(o.row.at, o.row.agency, o.row.url, o.reason) for o in outcomes if o.found is None],
    )
    return Lists(
        folder.put("manifest", ".csv", manifest),
        folder.put("sources", ".csv", sources),
        folder.put("failures", ".csv", failures),
    )


def _source(outcome: Outcome, found: Found) -> tuple[object, ...]:
    others = "；".join(f"{link.text or '（没有文字）'} {link.url}" for link in found.others)
    return (
        outcome.file,
        outcome.row.agency,
        found.page,
        found.url,
        found.published or "网页上没有写",
        others,
        "；".join(found.notes),
        outcome.sha256,
    )
