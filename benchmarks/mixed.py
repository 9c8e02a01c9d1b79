"""A folder of reports as an office receives them: different ones, in seven layouts, some faulty."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS

LAYOUTS = ("txt-tabs", "html", "html-gbk", "docx", "pdf-lines", "pdf-rects", "pdf-boxes")
PLACES = ("清梧", "丹穗", "云溪", "松梅", "丰禾", "北亭", "安澜", "青屏", "石渚", "白塘")
BODIES = ("水利局", "民政局", "财政局", "司法局", "公安局", "教育局", "商务局", "审计局", "统计局")
FAULTY = (None, None, None, "sum_row_new", "basis_missing", "contact_missing", "blank_t3")


def write(root: Path, number: int) -> None:
    """Write the report of a number below ``root``, where it is not there already."""
    layout = LAYOUTS[number % len(LAYOUTS)]
    path = root / layout / f"{number:05}.{layout.split('-')[0]}"
    if path.exists():
        return
    place, body = PLACES[number % len(PLACES)], BODIES[number // 10 % len(BODIES)]
    agency = f"{place}市第{number}区{body}"
    content = make(number, agency=agency, year=2024)
    fault = FAULTY[number // len(LAYOUTS) % len(FAULTY)]
    if fault is not None:
        content = FAULTS[fault].plant(content).content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(RENDERERS[layout](content))
