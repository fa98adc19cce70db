// Search in names, aliases and IRIs, blind to case and ё. Arrows and Enter choose; nodes not drawn yet are found too.

import { bring, reveal } from "./canvas.js";
import { nodes, say, word } from "./data.js";
import { byId, icon, make } from "./dom.js";
import { pick } from "./state.js";
import { fold, rank } from "./text.js";
import { theme } from "./theme.js";

const MOST = 12;

let results = [];
let chosen = 0;
let folded = null;

export function startSearch() {
  const input = byId("query");
  input.addEventListener("input", search);
  input.addEventListener("keydown", onKey);
  input.addEventListener("focus", () => input.value && search());
  document.addEventListener("click", (event) => event.target.closest(".search") || close());
}

export function focusSearch() {
  byId("query").focus();
  byId("query").select();
}

// The nodes that a query finds, the best first.
export function find(query) {
  const wanted = fold(query);
  if (!wanted) return [];
  folded ??= nodes.map((node) => [node.name, ...(node.aliases || [])].map(fold));
  const scored = [];
  for (const node of nodes) {
    const ranks = folded[node.id].map((name, i) => rank(name, wanted) + (i ? 0.5 : 0));
    const best = Math.min(...ranks, node.iri.toLowerCase().includes(wanted) ? 3 : Infinity);
    if (best < Infinity) scored.push([best, node]);
  }
  return scored.sort((a, b) => a[0] - b[0] || a[1].id - b[1].id).map(([, node]) => node);
}

function search() {
  const query = byId("query").value;
  results = find(query).slice(0, MOST);
  chosen = 0;
  byId("found-none").hidden = !fold(query) || results.length > 0;
  byId("found-none").textContent = say("found_none", { query });
  draw();
}

function draw() {
  const list = byId("found"), input = byId("query");
  list.hidden = results.length === 0;
  input.setAttribute("aria-expanded", String(results.length > 0));
  list.replaceChildren(...results.map(option));
  if (results.length) input.setAttribute("aria-activedescendant", `found-${chosen}`);
  else input.removeAttribute("aria-activedescendant");
}

function option(node, i) {
  const also = alias(node);
  return make(
    "li", { id: `found-${i}`, role: "option", "aria-selected": String(i === chosen), onclick: () => choose(node) },
    icon(node.type, theme(), node.collective),
    make("span", {}, node.name, make("small", { text: word("types", node.type) + (also ? ` · ${also}` : "") })),
  );
}

// The alias by which a node was found, where its name does not show it.
function alias(node) {
  const wanted = fold(byId("query").value);
  if (fold(node.name).includes(wanted)) return "";
  return (node.aliases || []).find((name) => fold(name).includes(wanted)) || "";
}

function onKey(event) {
  if (event.key === "Escape") {
    if (!byId("query").value) byId("query").blur();
    byId("query").value = "";
    search();
    event.stopPropagation();
  } else if (event.key === "Enter" && results.length) choose(results[chosen]);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!results.length) return;
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + results.length) % results.length;
    draw();
    byId(`found-${chosen}`).scrollIntoView({ block: "nearest" });
    event.preventDefault();
  }
}

function choose(node) {
  close();
  reveal([node.id]);
  pick("node", node.id);
  bring([node.id]);
}

function close() {
  results = [];
  byId("found-none").hidden = true;
  draw();
}
