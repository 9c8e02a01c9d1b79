"""Bounds on trees of markup, checked before anything walks them."""

from lxml.etree import _Element

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_MARKUP_ELEMENTS


def check_tree(root: _Element, depth: int) -> None:
    """Refuse a tree that is deeper than ``depth`` or has too many elements."""
    level = [root]
    count = 0
    for _ in range(depth):
        level = [child for element in level for child in element]
        count += len(level)
        if count > MAX_MARKUP_ELEMENTS:
            raise LimitExceeded(f"文件超过 {MAX_MARKUP_ELEMENTS} 个元素，不像一份年度报告")
        if not level:
            return
    raise LimitExceeded(f"文件嵌套超过 {depth} 层，不像一份年度报告")
