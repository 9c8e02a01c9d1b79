"""What browsers take of a page's style sheets: values, conditions, and sheets in addresses."""

import pytest
from lxml.html import document_fromstring

from gouji.errors import DamagedDocument
from gouji.reading.html import read_html
from gouji.reading.html.grammar import is_valid
from gouji.reading.html.media import applies
from gouji.reading.html.pictures import picture_of
from gouji.reading.html.risks import is_nowhere
from gouji.reading.html.shifts import ANYWHERE, Reach, reach_of, shift_of
from gouji.reading.html.sources import sheet_in, sources_of

# what Chromium's CSS.supports says of them; where it is "no", the declaration is passed over
VALUES = [
    ("color", "#fff #12345678 rgb(1,2,3) highlight field -webkit-link rgb(from_red_r_g_b)", True),
    ("color", "#12345 #12345g ffffff foo rgb(1,2) red_!ie 10px", False),
    ("font-size", "0 12px 1.5em calc(1px) smaller 1dvh 1cqw 1e1px", True),
    ("font-size", "12 -1px 12.px 12_px huge 1x alpha(opacity=50)", False),
    ("padding-left", "0 1px 5% 1rlh", True),
    ("padding-left", "-1px auto 1 foo", False),
    ("width", "auto 0 1px fit-content", True),
    ("width", "none -1px 10", False),
    ("max-width", "none 1px", True),
    ("max-width", "auto", False),
    ("display", "none block inline_flow-root -webkit-box env(x)", True),
    ("display", "nonee inlin 1px", False),
    ("opacity", "0 .5 50% calc(1)", True),
    ("opacity", "50x 1px none", False),
    ("line-height", "normal 0 1.5 120% 1e0", True),
    ("line-height", "-1 1x auto", False),
    ("filter", "none blur(1px) grayscale(1)_blur(1px)", True),
    ("filter", "alpha(opacity=0) gray progid:x(a=1)", False),
    ("transform", "none rotate(1deg)_scale(2) matrix(1,0,0,1,0,0)", True),
    ("transform", "foo 1px foo()", False),
]


@pytest.mark.parametrize(("name", "values", "valid"), VALUES)
def test_a_value_is_one_where_a_browser_takes_it(name: str, values: str, *, valid: bool) -> None:
    told = {
        value: is_valid(name, value.replace("_", " "), quirks=False) for value in values.split()
    }
    assert told == dict.fromkeys(values.split(), valid)


def test_old_pages_may_leave_signs_and_units_out() -> None:
    given = [("color", "ffffff"), ("font-size", "12"), ("line-height", "foo")]
    assert [is_valid(*pair, quirks=True) for pair in given] == [True, True, False]


QUERIES = [
    ("", True), ("screen", True), ("print", False), ("not print", True), ("tv, screen", True),
    ("(prefers-color-scheme: dark)", False), ("(prefers-color-scheme: light)", True),
    ("(hover: none)", False), ("(hover)", True), ("(max-width: 768px)", False),
    ("(width >= 600px)", True), ("(max-width: 1400px)", None), ("(min-resolution: 2dppx)", None),
    ("screen and (max-width: 1400px) and (hover: none)", False), ("(unheard-of: 1)", None),
]  # fmt: skip


@pytest.mark.parametrize(("query", "holds"), QUERIES)
def test_a_query_holds_on_a_light_desk(query: str, *, holds: bool | None) -> None:
    assert applies(query) is holds


ADDRESSES = [
    ("data:text/css,.a%7Bcolor:red%7D", (".a{color:red}", True)),
    ("data:text/css,.a{color:#fff}", (".a{color:", True)),
    (" DA\nTA:text/css;charset=x;base64,LmF7\tfQ", (".a{}", True)),
    ("data:,.a{}", (".a{}", False)),
    ("data:text/css;base64,?", None),
    ("site.css", None),
]


@pytest.mark.parametrize(("address", "sheet"), ADDRESSES)
def test_a_sheet_in_an_address(address: str, sheet: tuple[str, bool] | None) -> None:
    assert sheet_in(address) == sheet


def test_the_sheets_of_a_page_are_those_that_a_browser_finds() -> None:
    page = """<style>a</style><style type=text/plain>-</style><style type=" text/css">b</style>
    <link rel=stylesheet href="data:text/css,c"><link rel="alternate stylesheet" href="data:text/css,-">
    <link rel=stylesheet href=x.css><link rel=stylesheet disabled href="data:text/css,-">
    <style title=t>d</style><style title=u>-</style><body><textarea><style>-</style></textarea>
    <svg><style>&#101;</style></svg><template><style>-</style></template>
    <noscript><style>f</style></noscript>"""
    found = [(source.text, source.sure) for source in sources_of(document_fromstring(page))]
    assert found == [
        ("a", True), ("b", False), ("c", True), ("d", True), ("e", True), ("f", False)
    ]  # fmt: skip


PICTURES = [
    ("none", ()),
    ("url(x.png)", ()),
    ("url(data:image/png;base64,x)", None),
    ("linear-gradient(to right, #000, white 50%)", ((((0, 0, 0), 1.0), ((255, 255, 255), 1.0)),)),
    ("linear-gradient(var(--x), #000)", None),
    ("image-set('x.png' 1x)", None),
]


@pytest.mark.parametrize(("image", "colours"), PICTURES)
def test_the_colours_of_a_picture(image: str, colours: object) -> None:
    assert picture_of(image) == colours


SHIFTS = [
    ({}, 0.0, Reach(0, 0)),
    ({"position": "relative", "top": "1px"}, 0.1786, Reach(0.0625, 0)),
    ({"position": "relative", "left": "-32px"}, 10.0, Reach(0, 2)),
    ({"transform": "translate3d(0, 0, 0) rotate(0deg) scale(1)"}, 0.0, ANYWHERE),
    ({"transform": "translatey(32px)"}, 5.7143, Reach(2, 2)),
    ({"position": "absolute", "width": "160px"}, None, Reach(0, 10)),
    ({"position": "static", "width": "160px"}, 0.0, Reach(0, 0)),
    ({"position": "fixed"}, None, ANYWHERE),
    ({"transform": "matrix(0, 0, 0, 0, 0, 0)"}, None, ANYWHERE),
    ({"position": "sticky", "top": "50px"}, 0.0, Reach(0, 0)),
]


@pytest.mark.parametrize(("values", "shift", "reach"), SHIFTS)
def test_how_far_an_element_is_moved_and_may_reach(
    values: dict[str, str], shift: float | None, reach: Reach
) -> None:
    moved = shift_of(values, 16.0)
    assert (moved if moved is None else round(moved, 4)) == shift
    assert reach_of(values, 16.0) == reach


def test_in_large_letters_an_element_reaches_over_more_columns() -> None:
    values = {"position": "relative", "left": "1em"}
    assert [reach_of(values, size).columns for size in (8.0, 16.0, 64.0)] == [1.0, 1.0, 4.0]


@pytest.mark.parametrize(
    ("values", "nowhere"),
    [
        ({"position": "absolute", "left": "-9999px"}, True),
        ({"position": "absolute", "left": "-300px"}, False),
        ({"left": "-9999px"}, False),
        ({"position": "absolute", "clip": "rect(0, 0, 0, 0)"}, True),
        ({"position": "absolute", "clip": "rect(0, 500px, 300px, 0)"}, False),
        ({"clip": "rect(0, 0, 0, 0)"}, False),
        ({"clip-path": "inset(50%)"}, True),
        ({"clip-path": "inset(50% 0 0 0)"}, False),
        ({"display": "inline-block", "overflow-x": "hidden", "width": "1px"}, True),
        ({"display": "inline-block", "overflow-x": "hidden", "width": "20px"}, False),
        ({"overflow-x": "hidden", "width": "1px"}, False),
        ({"display": "inline-block", "transform": "scale(0)"}, True),
        ({"transform": "scale(0)"}, False),
        ({"text-indent": "-9999px"}, False),
    ],
)
def test_what_is_off_the_page_or_cut_to_nothing_covers_nothing(
    values: dict[str, str], *, nowhere: bool
) -> None:
    assert is_nowhere(values, 16.0, block=False) is nowhere


SELECTORS = [
    (".a", True), ("#i", True), ("b", True), ("P B", True), ("p>*", True), ("*", None), (".x,b", True),
    ("div b", False), ("b:hover", False), (".a,.1x", False), ("#1i", False), ("#i.a", True), ("b.b", False),
    ("#x .a", False), (".b,#i", True), (".a:before", False),
]  # fmt: skip


@pytest.mark.parametrize(("selector", "hides"), SELECTORS)
def test_what_a_selector_of_names_hides(selector: str, *, hides: bool | None) -> None:
    assert _shows(f"{selector}{{display:none}}") == {True: "甲", False: "甲乙", None: None}[hides]


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".a{display:none}.a{display:inline}", "甲乙"),
        ("b{display:none}.c,.a{display:inline}.a,.c{display:none}", "甲"),
        (".a{display:none}b{display:inline}", "甲"),
        ("b{display:none}b:first-child{display:inline}", "甲乙"),
        ("b:first-child{display:inline}b{display:none}", "甲乙"),
        ("b.a{display:none}b:first-child{display:inline}", "甲乙"),
        ("b:first-child{display:inline}b.a{display:none}", "甲"),
        (".q,.r,.a{display:none}[id]{display:inline}", "甲乙"),
        ("[id]{display:inline}.q,.r,.a{display:none}", "甲"),
    ],
)
def test_of_rules_as_specific_as_each_other_the_last_holds(sheet: str, shown: str) -> None:
    assert _shows(sheet) == shown


def _shows(sheet: str) -> str | None:
    page = f"<!DOCTYPE html><style>{sheet}</style><body><p>甲<b class=a id=i>乙</b></p></body>"
    try:
        (line,) = read_html(page.encode()).lines()
    except DamagedDocument:
        return None
    return line.text
