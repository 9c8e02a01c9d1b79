"""Where something stands, in words."""


def page_text(number: int) -> str:
    """Return the page of a ``number`` as it is told everywhere."""
    return f"第{number}页"
