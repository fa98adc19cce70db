// The facts that pass the filters as a CSV file, one fact a line, with the words that state it.

import { articles, edges, nodes, page, phrases, say, word } from "./data.js";
import { byId, make } from "./dom.js";
import { passing } from "./state.js";

// The file's text. A cell that a spreadsheet would take for a formula is led by an apostrophe.
function toCsv() {
  const kept = edges.filter((edge) => passing.edges.has(edge.id));
  const head = [...phrases.columns, say("status_column"), say("speaker"), say("words_column"), say("iri")];
  return [head, ...kept.map(cells)].map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
}

function cells(edge) {
  const article = articles[edge.article];
  return [
    nodes[edge.from].name, edge.name, nodes[edge.to].name, edge.figure || "", edge.date || "",
    article ? article.title || article.id : "", word("statuses", edge.status || ""), edge.speaker || "",
    article && edge.words ? article.text.slice(...edge.words) : "", edge.iri,
  ];
}

function quote(cell) {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function startCsv() {
  byId("save-csv").addEventListener("click", saveCsv);
}

function saveCsv() {
  save(new Blob(["\ufeff", toCsv()], { type: "text/csv;charset=utf-8" }), "csv");
}

// Hand a file to the reader, named after the page.
export function save(blob, ending) {
  const address = URL.createObjectURL(blob);
  const name = page.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "graph";
  make("a", { href: address, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
