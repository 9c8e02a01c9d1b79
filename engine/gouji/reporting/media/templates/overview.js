"use strict";
document.documentElement.classList.add("scripted");
const order = new Intl.Collator("zh-CN", { numeric: true });

// What a cell is sorted by: a number where it begins with one, else its text; empty comes last.
const keyOf = (row, column) => {
  const cell = row.cells[column];
  const text = (cell.dataset.v ?? cell.textContent).trim().replace("−", "-");
  const number = /^[+-]?[0-9.]+/.exec(text);
  return { text: text === "—" ? "" : text, number: number ? Number(number[0]) : NaN };
};

const compare = (a, b, sign) => {
  if (!a.text || !b.text) return Number(!a.text) - Number(!b.text);
  const difference = a.number - b.number || order.compare(a.text, b.text);
  return sign * difference;
};

const sort = (table, head) => {
  const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row, head.cellIndex) }));
  rows.sort((a, b) => compare(a.key, b.key, sign));
  body.append(...rows.map(({ row }) => row));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
};

for (const table of document.querySelectorAll("table.sortable")) {
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head));
    head.append(button);
  }
}
