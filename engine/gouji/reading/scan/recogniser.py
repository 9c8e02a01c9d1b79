"""Reads a strip of pixels with the recognition model that comes in the wheel of rapidocr.

The model gives, for each step along the strip, how likely each character is. Every reading keeps
that likelihood by character, and what the strip says if only figures are allowed.
"""

from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from gouji.errors import LibraryError
from gouji.installing import python_in_use, to_install
from gouji.reading.scan.pictures import Grey
from gouji.records import dataclass

_MODEL = "models/PP-OCRv6_rec_small.onnx"
_HEIGHT = 48
_NARROWEST, _WIDEST = 48, 3200
_FIGURES = "0123456789.,-"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a strip says.

    ``sure`` holds the likelihood of each character, ``spans`` where it stands as shares of the
    strip's width; ``figures`` is the text if every character must be a figure or a part of one.
    """

    text: str
    sure: tuple[float, ...]
    spans: tuple[tuple[float, float], ...]
    figures: str

    @property
    def least(self) -> float:
        """The likelihood of the least likely character, 0 where there is none."""
        return min(self.sure, default=0.0)


class Recogniser:
    """The model in memory; one thread, so that the same pixels give the same reading."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(_model()), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        known = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, " "]
        self._allowed = np.array([0, *(self._characters.index(c) for c in _FIGURES)])

    def read(self, strip: Grey) -> Reading:
        """Read a strip of one line of text."""
        pixels, share = _prepared(strip)
        likely = self._session.run(None, {self._input: pixels})[0][0]
        best = likely.argmax(axis=1)
        among = self._allowed[likely[:, self._allowed].argmax(axis=1)]
        runs = _runs(best)
        steps = len(best) * share
        return Reading(
            "".join(self._characters[best[start]] for start, _ in runs),
            tuple(self._sure(likely, best[start], start, end) for start, end in runs),
            tuple((start / steps, end / steps) for start, end in runs),
            "".join(self._characters[among[start]] for start, _ in _runs(among)),
        )

    def _sure(
        self, likely: NDArray[np.float32], character: np.int64, start: int, end: int
    ) -> float:
        """Return how likely a character is; a blank is no print that could be misread."""
        blank = character == len(self._characters) - 1
        return 1.0 if blank else float(likely[start:end, character].max())


@cache
def recogniser() -> Recogniser:
    """Return the recogniser, loaded once a process."""
    return Recogniser()


def _model() -> Path:
    """Return the file of the model, without importing the package that carries it."""
    spec = find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec else None
    file = Path(next(iter(folders or ("",)))) / _MODEL
    if not file.is_file():
        raise LibraryError(
            f"{python_in_use()}里的识别部件 rapidocr 没有核对过的文字识别模型，"
            f"请换成核对过的版本：{to_install('rapidocr==3.10.0')}"
        )
    return file


def _prepared(strip: Grey) -> tuple[NDArray[np.float32], float]:
    """Return the strip as the model wants it, and the share of the width that is strip."""
    height, width = strip.shape
    wide = min(max(round(_HEIGHT * width / height), 1), _WIDEST)
    sized = cv2.resize(strip, (wide, _HEIGHT), interpolation=cv2.INTER_LINEAR)
    room = max(wide, _NARROWEST)
    level = np.zeros((_HEIGHT, room), dtype=np.float32)
    level[:, :wide] = np.asarray(sized, dtype=np.float32) / 127.5 - 1
    return np.repeat(level[np.newaxis, np.newaxis], 3, axis=1), wide / room


def _runs(indices: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return start and end of each run of one character; 0 stands for none."""
    found = []
    at = 0
    for index, run in groupby(indices.tolist()):
        length = len(list(run))
        if index:
            found.append((at, at + length))
        at += length
    return found
