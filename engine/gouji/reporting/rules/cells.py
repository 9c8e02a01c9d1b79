"""The cells and ties of every edition as a Markdown page, generated from the forms."""

from collections.abc import Iterator

from gouji.model.form import Form, Table
from gouji.rulebook import Rulebook


def cells_page(book: Rulebook) -> str:
    """Return the page; the same rulebook gives the same bytes."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Rulebook) -> Iterator[str]:
    yield "# 格的编号"
    yield ""
    yield "<!-- 由 scripts/make_docs.py 从 rules/editions/ 生成，请勿手改 -->"
    yield ""
    first = next(cell for table in book.form_for(None).tables for cell in table.cell_ids())
    yield f"一格的编号是 `表.行.列`，如 `{first}`。各版格式的编号互不相通。"
    for form in book.forms.values():
        yield from _form(form)


def _form(form: Form) -> Iterator[str]:
    last = f"{form.last_year} 年度" if form.last_year else "今"
    yield ""
    yield f"## {form.edition} 年格式（{form.instrument}，{form.first_year} 年度至{last}）"
    for table in form.tables:
        yield from _table(table)
    yield ""
    yield "### 勾稽关系"
    yield ""
    for tie in form.ties:
        sign = "＝" if tie.relation == "eq" else "≥"
        yield f"- `{tie.id}` {tie.title}：{' + '.join(tie.left)} {sign} {' + '.join(tie.right)}"


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"### `{table.id}` {table.title}"
    yield ""
    yield "列：" + " · ".join(f"`{column.id}` {column.label}" for column in table.columns)
    yield ""
    yield "| 行 | 标签 | 列 |"
    yield "|---|---|---|"
    for row in table.rows:
        label = f"{row.group} {row.label}" if row.group else row.label
        columns = " · ".join(f"`{column}`" for column in row.columns) or "全部"
        yield f"| `{row.id}` | {label} | {columns} |"
