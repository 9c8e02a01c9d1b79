"""A directory of outputs that does not last: one sentence, exit status 3."""

import shutil
from pathlib import Path

import pytest

from gouji.batch.place import OutputLost, lasting
from gouji.errors import GoujiError, HistoryError, UsageError
from gouji.reporting.media.files import CannotWrite

GONE = "结果目录 {out} 在运行中被移走或删掉了"
CASES: list[tuple[GoujiError, bool, bool, type[GoujiError], str]] = [
    (HistoryError("历史记录写不进"), True, False, OutputLost, f"{GONE}。已经记入历史记录的都在；请放回原处，再运行一次，就接着做"),
    (HistoryError("历史记录写不进"), True, True, OutputLost, f"{GONE}，历史记录也在里面；请放回原处，再运行一次，就接着做"),
    (CannotWrite("写不进 a（磁盘满了）"), False, False, OutputLost, "写不进 a（磁盘满了）。已经记入历史记录的都在；解决以后再运行一次，就接着做"),
    (HistoryError("历史记录写不进"), False, True, HistoryError, "历史记录写不进"),
    (UsageError("别的"), False, False, UsageError, "别的"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "goes", "inside", "kind", "sentence"), CASES)
def test_what_is_said(
    error: GoujiError,
    goes: bool,
    inside: bool,
    kind: type[GoujiError],
    sentence: str,
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    with pytest.raises(GoujiError) as told, lasting(out, history=inside):  # noqa: PT012 - what happens
        assert out.is_dir()
        if goes:
            shutil.rmtree(out)
        raise error
    assert (type(told.value), str(told.value)) == (kind, sentence.format(out=out))
    assert kind is UsageError or told.value.exit_code == 3


def test_a_place_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite), lasting(tmp_path / "file/out", history=True):
        pass
