"use strict";
document.documentElement.classList.add("scripted");
const order = new Intl.Collator("zh-CN", { numeric: true });
const PAGE = {{ page_rows }};
const ENTITIES = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };

// A row is text, as the server wrote it: only what is looked at becomes elements.
const plain = (text) =>
  text.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => ENTITIES[name]).trim();

const cellsOf = (row) =>
  row.split(/(?=<t[dh][\s>])/).slice(1).map((cell) => {
    const given = /^<t[dh][^>]*\sdata-v="([^"]*)"/.exec(cell);
    return { text: plain(cell), key: given ? given[1] : plain(cell) };
  });

// What a cell is sorted by: a number where it begins with one, else its text; empty comes last.
const keyOf = (cell) => {
  const text = cell.key.replace("−", "-");
  const number = /^[+-]?[0-9.]+/.exec(text);
  return { text: text === "—" ? "" : text, number: number ? Number(number[0]) : NaN };
};

const compare = (a, b, sign) => {
  if (!a.text || !b.text) return Number(!a.text) - Number(!b.text);
  const difference = a.number - b.number || order.compare(a.text, b.text);
  return sign * difference;
};

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

class Table {
  constructor(table) {
    this.table = table;
    this.body = table.tBodies[0];
    const rest = table.parentElement.nextElementSibling;
    const texts = rest?.matches("noscript") ? rest.nextElementSibling : rest;
    const long = texts?.matches("script.rows");
    const rows = long ? texts.textContent.split(/(?=<tr[\s>])/) : [...this.body.rows].map((row) => row.outerHTML);
    this.rows = rows.filter((row) => row.trim()).map((html) => ({ html, cells: cellsOf(html) }));
    this.shown = this.rows;
    this.first = 0;
    this.filters = new Map();
    this.words = "";
    if (long) this.addTools();
    for (const head of table.tHead.rows[0].cells) this.addSorting(head);
    this.long = long;
    if (long) this.draw();
  }

  addSorting(head) {
    const button = element("button", { type: "button" }, ...head.childNodes);
    button.addEventListener("click", () => this.sort(head));
    head.append(button);
  }

  addTools() {
    const tools = element("div", { className: "tools no-print" });
    const search = element("input", { type: "search" });
    search.addEventListener("input", () => {
      this.words = search.value.trim().toLowerCase();
      this.choose();
    });
    tools.append(element("label", {}, "查找 ", search));
    [...this.table.tHead.rows[0].cells].forEach((head, column) => {
      if ("filter" in head.dataset) tools.append(this.filterOf(head.textContent, column));
    });
    this.status = element("span", {});
    this.status.setAttribute("role", "status");
    this.back = element("button", { type: "button", textContent: "上一页" });
    this.next = element("button", { type: "button", textContent: "下一页" });
    this.back.addEventListener("click", () => this.turn(-PAGE));
    this.next.addEventListener("click", () => this.turn(PAGE));
    tools.append(element("span", { className: "turn" }, this.back, " ", this.next), this.status);
    this.table.parentElement.before(tools);
    addEventListener("beforeprint", () => this.put(this.shown));
    addEventListener("afterprint", () => this.draw());
  }

  filterOf(name, column) {
    const values = [...new Set(this.rows.map((row) => row.cells[column].text))].sort(order.compare);
    const options = values.map((value) => element("option", { value, textContent: value || "（没有写）" }));
    const select = element("select", {}, element("option", { value: "\u0000", textContent: "全部" }), ...options);
    select.addEventListener("change", () => {
      if (select.value === "\u0000") this.filters.delete(column);
      else this.filters.set(column, select.value);
      this.choose();
    });
    return element("label", {}, `${name} `, select);
  }

  choose() {
    const fits = ({ cells }) =>
      [...this.filters].every(([column, value]) => cells[column].text === value) &&
      (!this.words || cells.some((cell) => cell.text.toLowerCase().includes(this.words)));
    this.shown = this.rows.filter(fits);
    this.first = 0;
    this.draw();
  }

  sort(head) {
    const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const keys = new Map(this.rows.map((row) => [row, keyOf(row.cells[head.cellIndex])]));
    this.rows.sort((a, b) => compare(keys.get(a), keys.get(b), sign));
    for (const other of this.table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
    if (this.long) this.choose();
    else this.put(this.rows);
  }

  turn(by) {
    this.first += by;
    this.draw();
  }

  draw() {
    const rows = this.shown.slice(this.first, this.first + PAGE);
    this.put(rows);
    this.back.disabled = this.first === 0;
    this.next.disabled = this.first + PAGE >= this.shown.length;
    const of = this.shown.length === this.rows.length ? "" : `（全部 ${this.rows.length} 行）`;
    this.status.textContent = rows.length
      ? `第 ${this.first + 1}–${this.first + rows.length} 行，共 ${this.shown.length} 行${of}`
      : `没有找到${of}`;
  }

  put(rows) {
    this.body.innerHTML = rows.map((row) => row.html).join("");
  }
}

for (const table of document.querySelectorAll("table.sortable")) new Table(table);
