"""Bounds on trees of markup, checked before anything walks them."""

from functools import cache

from lxml import etree
from lxml.etree import _Element

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_MARKUP_ELEMENTS

_STEP = 40
"""So many levels are looked through at once; most trees have fewer."""
_COUNT = etree.XPath("count(descendant::*)")


def check_tree(root: _Element, depth: int) -> None:
    """Refuse a tree that is deeper than ``depth`` or has too many elements."""
    if _COUNT(root) > MAX_MARKUP_ELEMENTS:
        raise LimitExceeded(f"文件超过 {MAX_MARKUP_ELEMENTS} 个元素，不像一份年度报告")
    level = [root]
    for above in range(0, depth, _STEP):
        further = _below(min(_STEP, depth - above))
        level = [element for each in level for element in further(each)]
    if level:
        raise LimitExceeded(f"文件嵌套超过 {depth} 层，不像一份年度报告")


@cache
def _below(levels: int) -> etree.XPath:
    """Return what finds the elements that stand so many levels below one."""
    return etree.XPath("/".join("*" * levels))
