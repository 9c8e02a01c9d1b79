"""Every list takes an agency under any of the names that offices give the column."""

from pathlib import Path

import pytest

from gouji.batch.manifest import read_manifest
from gouji.collecting.rows import read_addresses
from gouji.register.excel import read_register

AGENCIES = ("单位全称", "责任单位", "报送单位（全称）", "*填报单位", "公开 主体", "考核对象")
PARENTS = ("归口部门", "上级主管部门", "所属政府", "主管机关", "上级政府", "上级行政机关")


def said(agency: str, parent: str, path: Path) -> list[tuple[str | None, str | None]]:
    """Return agency and parent as three lists read them, with columns called so."""
    path.write_text(
        f"年度清单\n序号;{agency};{parent};年报地址\n1;清梧市水利局;清梧市人民政府;www.qw.gov.cn\n",
        encoding="gb18030",
    )
    listed = read_manifest(path).listed[0]
    registered = read_register("名录", path.read_bytes(), 2024).register.agencies[0]
    address = read_addresses(path)[0][0]
    assert address.url == "www.qw.gov.cn"
    return [
        (listed.agency, listed.parent),
        (registered.name, registered.parent),
        (address.agency, address.parent),
    ]


@pytest.mark.parametrize(("agency", "parent"), list(zip(AGENCIES, PARENTS, strict=True)))
def test_one_vocabulary(agency: str, parent: str, tmp_path: Path) -> None:
    assert said(agency, parent, tmp_path / "清单.csv") == [("清梧市水利局", "清梧市人民政府")] * 3
