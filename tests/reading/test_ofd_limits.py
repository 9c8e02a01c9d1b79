"""OFD packages that ask for everything: each is refused in one sentence, or costs a part of itself.

Where a limit is large, the test lowers it: what is tested is that it is asked.
"""

import zipfile
from io import BytesIO
from types import ModuleType

import pytest
from handmade_ofd import (
    FRAME,
    HEAD,
    HEADS,
    SHOWN,
    box_of,
    cell,
    document,
    packed,
    page,
    parts,
    path,
    read,
    resources,
    text,
    xml,
)

from gouji.errors import DamagedDocument, DocumentError, LimitExceeded
from gouji.reading import limits, read_bytes
from gouji.reading.ofd import package, paths
from gouji.reading.ofd import text as runs
from gouji.reading.ofd.package import Package
from gouji.reading.ofd.values import steps
from gouji.reading.pages import painted, strokes

CONTENT = FRAME + HEADS + cell(1, 0, "12")
PAGE = "Doc_0/Pages/Page_0/Content.xml"
TOO_LARGE = "OFD 解压后过大，不像一份年度报告"


def refused(data: bytes) -> tuple[type[DocumentError], str]:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data)
    return type(caught.value), str(caught.value)


def with_page(objects: str, **others: str | bytes) -> bytes:
    """Return a package; a name of ``others`` is that of a part of the document."""
    files = parts(objects)
    files.update({f"Doc_0/{name}.xml": data for name, data in others.items()})
    return packed(files)


def composite(number: int) -> str:
    return f'<CompositeObject ID="6" Boundary="0 0 210 297" ResourceID="{number}"/>'


def tower(levels: int, times: int, inner: str) -> bytes:
    """Return a package in which each unit uses the one below it so many times."""
    units = [
        f'<CompositeGraphicUnit ID="{level}"><Content>'
        f"{inner if level == 1 else composite(level - 1) * times}</Content></CompositeGraphicUnit>"
        for level in range(1, levels + 1)
    ]
    listed = f"<CompositeGraphicUnits>{''.join(units)}</CompositeGraphicUnits>"
    return with_page(composite(levels), PublicRes=resources(listed))


USED = f"文件里的图形单元用了超过 {limits.MAX_UNIT_USES} 次，文件可能已损坏"
NESTED = f"OFD 里的图形嵌套超过 {limits.MAX_FORM_DEPTH} 层"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(tower(16, 3, cell(1, 0, "1")), USED, id="3^16 units"),
        pytest.param(tower(16, 3, ""), USED, id="3^16 units of nothing"),
        pytest.param(tower(18, 1, ""), NESTED, id="units in units"),
        pytest.param(tower(1, 1, composite(1)), NESTED, id="a unit in itself"),
        pytest.param(with_page("<PageBlock>" * 20 + "</PageBlock>" * 20), NESTED, id="blocks in blocks"),
        pytest.param(packed(parts(CONTENT) | {f"{n}": "" for n in range(2_000)}), "OFD 里有 2004 个部件，超过 2000 个的上限", id="parts"),
        pytest.param(with_page(CONTENT, Document=document(["a.xml"] * 301)), "这份 OFD 超过 300 页，不像一份年度报告", id="pages"),
        pytest.param(with_page("", PublicRes="<a>" * 200 + "</a>" * 200), "文件嵌套超过 120 层，不像一份年度报告", id="elements in elements"),
        pytest.param(with_page(" " * 30_000_000), TOO_LARGE, id="a part that swells"),
        pytest.param(
            with_page("", Document=document().replace("0 0 210 297", "0 0 210 999999")),
            "有一页的边长超过 15000 点，不像一份年度报告",
            id="a page without end",
        ),
    ],
)  # fmt: skip
def test_what_is_too_much_is_refused(data: bytes, sentence: str) -> None:
    assert refused(data) == (LimitExceeded, sentence)


@pytest.mark.parametrize(
    ("name", "value", "module", "objects", "sentence"),
    [
        ("MAX_GLYPHS", 20, limits, CONTENT + text("1" * 30), "文件超过 20 个字符，不像一份年度报告"),
        ("MAX_GLYPHS", 20, limits, CONTENT + text("1" * 30, Fill="false"), "文件超过 20 个字符，不像一份年度报告"),
        ("MAX_GLYPHS", 20, runs, text("1" * 30), "文件超过 20 个字符，不像一份年度报告"),
        ("MAX_DRAWINGS", 20, limits, path("M 0 0 " + "L 1 1 " * 30), "文件里的图形超过 20 个，不像一份年度报告"),
        ("MAX_DRAWINGS", 20, limits, text("") * 30, "文件里的图形超过 20 个，不像一份年度报告"),
        ("MAX_PATH_CHARACTERS", 200, paths, path("M 0 0 " + "L 1 1 " * 50), "OFD 里有一条路径超过 200 个字符"),
        ("MAX_RULINGS_PER_PAGE", 20, strokes, path("M 0 0 L 99 0") * 30, "第1页的线条超过 20 条"),
        ("MAX_COVERINGS_PER_PAGE", 200, painted, text("1" * 30) + path(box_of(0, 0, 99, 99), Fill="true") * 30, "第1页的图形和文字重叠太多，文件可能已损坏"),
        ("MAX_SECONDS", -1.0, limits, CONTENT, "读了 -1 秒还没有读完，文件可能已损坏"),
    ],
)  # fmt: skip
def test_what_adds_up_is_counted(
    name: str,
    value: float,
    module: ModuleType,
    objects: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, name, value)
    assert refused(with_page(objects)) == (LimitExceeded, sentence)


def test_templates_count_each_time_they_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_DRAWINGS", 60)
    files = parts(CONTENT, before='<Template TemplateID="7"/>' * 10)
    files["Doc_0/Document.xml"] = document(common='<TemplatePage ID="7" BaseLoc="T.xml"/>')
    files["Doc_0/T.xml"] = page(path("M 0 0 L 1 1 L 2 2 L 3 3 L 4 4"))
    sentence = "文件里的图形超过 60 个，不像一份年度报告"
    assert refused(packed(files)) == (LimitExceeded, sentence)


def test_all_parts_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PACKAGE_BYTES", 1_500)
    assert refused(with_page(CONTENT)) == (LimitExceeded, TOO_LARGE)


def test_sizes_are_those_that_come_out() -> None:
    """The directory says that a part is small; more than it says is never taken for it."""
    data = packed({"OFD.xml": b" " * 5_000_000})
    at = data.rindex(b"PK\x01\x02") + 24
    lying = data[:at] + (100).to_bytes(4, "little") + data[at + 4 :]
    assert Package(lying).read("OFD.xml") is None
    with pytest.raises(LimitExceeded, match=TOO_LARGE):
        Package(data).read("OFD.xml")


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml", PAGE])
def test_no_part_declares_entities(name: str, code: str) -> None:
    files = parts(CONTENT)
    declared = HEAD.replace("UTF-8", code) + '<!DOCTYPE a [<!ENTITY b "12">]>\n'
    files[name] = str(files[name]).replace(HEAD, declared).encode(code)
    sentence = "这份 OFD 里有不该有的实体声明，为安全起见不读"
    assert refused(packed(files)) == (DamagedDocument, sentence)


@pytest.mark.parametrize(
    "broken",
    [
        cell(1, 0, "12", box="nan 31 30 5"),
        cell(1, 0, "12", box="1e7 31 30 5"),
        cell(1, 0, "12", box="23 31 30"),
        cell(1, 0, "12", box=""),
    ],
)
def test_text_that_may_be_anywhere_costs_its_page(broken: str) -> None:
    files = parts(FRAME + HEADS + broken)
    files["Doc_0/Document.xml"] = document(["Pages/Page_0/Content.xml", "P.xml"])
    files["Doc_0/P.xml"] = page(CONTENT)
    assert read_bytes(packed(files)).lost == (1,)


@pytest.mark.parametrize(
    "how",
    [
        {"CTM": "1 0 0 1e7 0 0"},
        {"CTM": "inf 0 0 1 0 0"},
        {"CTM": "1 " * 5_000},
        {"size": "1e7"},
        {"size": "-4"},
        {"size": "9" * 500},
        {"HScale": "nan"},
        {"x": "1e308"},
        {"code": ' DeltaX="' + "9" * 9_000 + '"'},
        {"Alpha": "1e999"},
        {"LineWidth": "1e9"},
        {"ReadDirection": "1e999"},
        {"inner": f'<FillColor Value="{"0 " * 400}"/>'},
        {"inner": f"<CGTransform><Glyphs>{'9' * 5_000}</Glyphs></CGTransform>"},
        {"inner": '<CGTransform CodePosition="1e999"/>'},
    ],
)
def test_numbers_out_of_bounds_cost_their_cell(how: dict[str, str]) -> None:
    (blocks, _) = read(with_page(FRAME + HEADS + cell(1, 0, "12", **how) + cell(1, 1, "7")))
    (grid,) = blocks
    assert isinstance(grid, list)
    assert (grid[0], grid[1][0][:1], grid[1][1]) == (SHOWN, "?", "7")


def test_repeats_are_never_written_out() -> None:
    assert steps("g 999999999 2 g 999999999 3", 4) == [2.0] * 4


def test_an_annotation_part_is_read_once_for_a_page() -> None:
    files = parts(CONTENT)
    files["Doc_0/Document.xml"] = document(more="<Annotations>A.xml</Annotations>")
    files["Doc_0/A.xml"] = xml(
        "Annotations", '<Page PageID="1"><FileLoc>B.xml</FileLoc></Page>' * 5_000
    )
    files["Doc_0/B.xml"] = xml("PageAnnot", '<Annot Type="Stamp"/>')
    note = "文件上有 1 处印章，其中的文字没有读"
    assert read(packed(files)) == ([[SHOWN, ["12", ""]]], (note,))


def test_a_resource_file_is_read_once() -> None:
    files = parts(CONTENT)
    files["Doc_0/Document.xml"] = document(common="<PublicRes>R.xml</PublicRes>" * 5_000)
    note = "文件里的资源部件 R.xml 缺失或损坏，没有读"
    assert read(packed(files)) == ([[SHOWN, ["12", ""]]], (note,))


def test_a_directory_of_many_names_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as many:
        for number in range(3_000):
            many.writestr(f"{number}", b"")
        many.writestr("OFD.xml", b"")
    assert refused(out.getvalue())[0] is LimitExceeded
