"""Makes the samples in ``fixtures/`` again, the same bytes every time.

The texts of the two published reports are sources and stay as they are; everything else is made.
Needs reportlab, Pillow and the font of Debian's fonts-wqy-microhei; with another font or another
version of either the PDF files say the same but differ in bytes.

Usage: python scripts/make_fixtures.py [FOLDER]
"""

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
sys.path.insert(0, str(ROOT / "tests"))

from reportkit import Content, make  # noqa: E402  (the kit lives beside the tests)
from reportkit.ofd import render as render_ofd  # noqa: E402
from reportkit.pdf import render  # noqa: E402
from reportkit.published import from_text  # noqa: E402
from reportkit.spoiled import spoiled  # noqa: E402
from reportkit.style import Style  # noqa: E402
from reportkit.text import tabs  # noqa: E402

WUZHONG = {
    "t2.licence.decisions": "240359",
    "t2.penalty.decisions": "532252",
    "t2.coercion.decisions": "2160",
    "t2.fee.amount": "1204.264 万元",
    **{f"t3.{row}.{kind}": "3" for row in ("new", "granted") for kind in ("natural", "total")},
    "t3.total.natural": "3",
    "t3.total.other": "3",
    "t3.total.total": "3",
}
ZHONGWEI = {
    "t2.normative.valid": "2",
    "t2.licence.decisions": "44597",
    "t2.penalty.decisions": "7960",
    "t2.coercion.decisions": "6703",
    **{f"t3.{row}.{kind}": "3" for row in ("new", "total") for kind in ("natural", "total")},
    **{
        f"t3.{row}.{kind}": "1"
        for row in ("granted", "refused_repeat", "other_not_corrected")
        for kind in ("natural", "total")
    },
}


CLEAN_SEED = 51
"""A seed whose figures are neither all zero nor large."""


def clean() -> Content:
    """Return the correct report of an invented agency."""
    return make(CLEAN_SEED, agency="清梧市民政局", year=2024)


def wuzhong() -> Content:
    """Return the report of 吴忠市公安局."""
    return _published("wuzhong-2024", "吴忠市公安局", WUZHONG)


def zhongwei() -> Content:
    """Return the report of 中卫市公安局."""
    return _published("zhongwei-2024", "中卫市公安局", ZHONGWEI)


def _published(name: str, agency: str, cells: Mapping[str, str]) -> Content:
    text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    return from_text(text, agency, 2024, cells)


def samples() -> dict[str, bytes]:
    """Return every made sample by its path in ``fixtures``."""
    across = Style(repeat_head=True, split_rows=True, rulings="rects", foot="words")
    return {
        "wuzhong-2024.pdf": render(wuzhong(), Style(narrow_heads=True)),
        "wuzhong-2024.ofd": render_ofd(wuzhong(), Style(narrow_heads=True), "office"),
        "zhongwei-2024.pdf": render(zhongwei(), across),
        "clean-2024.txt": tabs(clean()),
        "clean-2024.pdf": render(clean(), Style(running_head=True)),
        **{f"bad/{name}": data for name, data in spoiled(clean()).items()},
    }


def main(folder: Path = FIXTURES) -> None:
    """Write the samples below ``folder``."""
    for path, data in samples().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        print(f"{path}: {len(data)} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
