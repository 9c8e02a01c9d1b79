"""Undoes ASCII85, group by group in place of sign by sign."""

import struct

from pdfminer.ascii85 import ascii85decode

_BLANKS = b" \t\n\r\v"
_DIGITS = bytes(range(33, 33 + 85))
_NOUGHTS = sum(33 * 85**place for place in range(5))
"""What five digits count to that stand for nought."""


def from_ascii85(data: bytes) -> bytes:
    """Return what ``data`` stand for; raises ``ValueError``.

    Digits alone, up to the mark of their end, are read here; anything else by pdfminer, which gives
    the same result more slowly.
    """
    digits = data.translate(None, _BLANKS).removesuffix(b"~>")
    filled = digits + b"u" * (-len(digits) % 5)
    if digits.translate(None, _DIGITS):
        return ascii85decode(data)
    numbers = [
        (((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _NOUGHTS
        for a, b, c, d, e in zip(*(filled[place::5] for place in range(5)), strict=True)
    ]
    try:
        packed = struct.pack(f">{len(numbers)}I", *numbers)
    except struct.error:
        raise ValueError("more than four bytes in a group") from None
    return packed[: len(packed) - (len(filled) - len(digits))]
