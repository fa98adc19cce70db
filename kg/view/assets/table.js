// All facts that pass the filters as a table that can be sorted: what the canvas shows, for every reader.

import { articles, edges, nodes, page, phrases, say, word } from "./data.js";
import { byId, make } from "./dom.js";
import { badge } from "./facts.js";
import { isPicked, listen, passing, pick } from "./state.js";

const AT_ONCE = 300;
const [SUBJECT, RELATION, OBJECT, FIGURE, DATE, ARTICLE] = phrases.columns;

const COLUMNS = [
  { name: SUBJECT, text: (edge) => nodes[edge.from].name, cell: (edge) => toNode(nodes[edge.from]) },
  { name: RELATION, text: (edge) => edge.name, cell: (edge) => toFact(edge) },
  { name: OBJECT, text: (edge) => nodes[edge.to].name, cell: (edge) => toNode(nodes[edge.to]) },
  { name: FIGURE, text: (edge) => edge.figure || "", number: (edge) => Number(edge.value ?? NaN) },
  {
    name: say("status_column"),
    text: (edge) => word("statuses", edge.status || ""),
    cell: (edge) => edge.status && badge(edge.status),
  },
  { name: DATE, text: (edge) => edge.date || "" },
  ...(articles.length > 1 ? [{ name: ARTICLE, text: (edge) => titleOf(edge) }] : []),
];

let sorted = null; // {column, falling}
let limit = AT_ONCE;

export function startTable() {
  byId("show-table").addEventListener("click", toggleTable);
  for (const event of ["picked", "filters"]) listen(event, () => byId("table-view").hidden || draw());
}

export function toggleTable() {
  const view = byId("table-view");
  view.hidden = !view.hidden;
  byId("show-table").setAttribute("aria-pressed", String(!view.hidden));
  if (view.hidden) return;
  draw();
  view.focus();
}

function titleOf(edge) {
  const article = articles[edge.article];
  return article ? article.title || say("untitled") : "";
}

function toNode(node) {
  return make("button", { type: "button", onclick: () => pick("node", node.id), text: node.name });
}

function toFact(edge) {
  return make("button", { type: "button", onclick: () => pick("edge", edge.id), text: edge.name });
}

function rows() {
  const kept = edges.filter((edge) => passing.edges.has(edge.id));
  if (sorted === null) return kept;
  const { column, falling } = sorted;
  const collator = new Intl.Collator(page.language, { numeric: true });
  const order = (a, b) => {
    const [first, second] = column.number ? [column.number(a), column.number(b)] : [NaN, NaN];
    if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second;
    if (column.number && Number.isNaN(first) !== Number.isNaN(second)) return Number.isNaN(first) ? 1 : -1;
    return collator.compare(column.text(a), column.text(b));
  };
  return kept.sort((a, b) => (falling ? -order(a, b) : order(a, b)) || a.id - b.id);
}

function draw() {
  const all = rows();
  const table = make(
    "table", {},
    make("caption", { text: say("table_caption", { count: all.length }) }),
    make("thead", {}, make("tr", {}, COLUMNS.map(head))),
    make("tbody", {}, all.slice(0, limit).map(line)),
  );
  byId("table-view").replaceChildren(table);
  if (all.length > limit) byId("table-view").append(more(all.length - limit));
}

function more(count) {
  const next = () => {
    limit += AT_ONCE;
    draw();
  };
  const text = say("more_facts", { count: Math.min(count, AT_ONCE) });
  return make("button", { type: "button", onclick: next, text });
}

function head(column) {
  const on = sorted !== null && sorted.column === column;
  const sort = () => {
    sorted = { column, falling: on && !sorted.falling };
    draw();
    byId("table-view").querySelectorAll("th button")[COLUMNS.indexOf(column)].focus();
  };
  const order = on ? { "aria-sort": sorted.falling ? "descending" : "ascending" } : {};
  return make("th", { scope: "col", ...order }, make("button", { type: "button", onclick: sort, text: column.name }));
}

function line(edge) {
  const cells = COLUMNS.map((column) => make("td", {}, column.cell ? column.cell(edge) : column.text(edge)));
  return make("tr", { class: isPicked("edge", edge.id) ? "picked" : undefined }, cells);
}
