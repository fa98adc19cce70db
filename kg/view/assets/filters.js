// The legend that is the filter, the relations, the statuses, and the counts.

import { drawnNodes } from "./canvas.js";
import { edges, nodes, say, word } from "./data.js";
import { byId, icon, make } from "./dom.js";
import { clearFilters, filter, listen, passing, state } from "./state.js";
import { onTheme, theme } from "./theme.js";

// A post's edges are named by the post («председатель»); all of them are one relation.
function relationName(relation, edge) {
  return edge.post ? word("relations", relation) : edge.name;
}

const LISTS = {
  types: { items: nodes, kept: "nodes", of: (node) => node.type, name: (type) => word("types", type) },
  relations: { items: edges, kept: "edges", of: (edge) => edge.relation, name: relationName },
  statuses: {
    items: edges, kept: "edges", of: (edge) => edge.status || "", name: (status) => word("statuses", status) || "—",
  },
};

export function startFilters() {
  for (const name of Object.keys(LISTS)) {
    byId(`all-${name}`).addEventListener("click", () => filter((off) => switchAll(off[name], LISTS[name])));
    build(name, LISTS[name]);
  }
  byId("statuses-part").hidden = groups(LISTS.statuses).length < 2;
  byId("hide").addEventListener("change", (event) => filter((_, all) => (all.hide = event.target.checked)));
  byId("leaves").addEventListener("change", (event) => filter((_, all) => (all.leaves = !event.target.checked)));
  byId("reset").addEventListener("click", clearFilters);
  listen("filters", refresh);
  listen("drawn", refresh);
  onTheme(() => build("types", LISTS.types));
  refresh();
}

// The values of a list with how many bear each, the most frequent first.
function groups(list) {
  const found = new Map();
  for (const item of list.items) {
    const group = found.get(list.of(item)) || { value: list.of(item), name: list.name(list.of(item), item), count: 0 };
    group.count += 1;
    found.set(group.value, group);
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function switchAll(off, list) {
  const values = groups(list).map((group) => group.value);
  if (off.size === 0) values.forEach((value) => off.add(value));
  else off.clear();
}

function build(name, list) {
  byId(name).replaceChildren(...groups(list).map((group) => box(name, group)));
  refreshList(name, list);
}

function box(name, group) {
  const change = (event) =>
    filter((off) => (event.target.checked ? off[name].delete(group.value) : off[name].add(group.value)));
  const input = make("input", { type: "checkbox", onchange: change });
  const picture = name === "types" ? icon(group.value, theme()) : null;
  const label = make(
    "label", {}, input, picture, make("span", { class: "name", text: group.name }),
    make("span", { class: "count", text: String(group.count) }),
  );
  const item = make("li", {}, label);
  item.dataset.value = group.value;
  return item;
}

function refresh() {
  for (const [name, list] of Object.entries(LISTS)) refreshList(name, list);
  byId("hide").checked = state.hide;
  byId("leaves").checked = !state.leaves;
  byId("counts").textContent = counts();
  const none = nodes.length > 0 && passing.nodes.size === 0;
  byId("nothing").hidden = !none && nodes.length > 0;
  byId("nothing").firstElementChild.textContent = say(nodes.length ? "nothing_left" : "no_facts");
  byId("reset").hidden = nodes.length === 0;
}

function refreshList(name, list) {
  const left = new Map();
  for (const item of list.items) {
    if (passing[list.kept].has(item.id)) left.set(list.of(item), (left.get(list.of(item)) || 0) + 1);
  }
  for (const item of byId(name).children) {
    const count = left.get(item.dataset.value) || 0;
    item.querySelector("input").checked = !state.off[name].has(item.dataset.value);
    item.querySelector(".count").textContent = String(count);
    item.classList.toggle("none", count === 0);
  }
}

export function counts() {
  const numbers = {
    nodes: passing.nodes.size, all_nodes: nodes.length, edges: passing.edges.size, all_edges: edges.length,
  };
  if (drawnNodes.size === nodes.length) return say("counts", numbers);
  return `${say("drawn", { drawn: drawnNodes.size, all_nodes: nodes.length })} · ${say("counts", numbers)}`;
}
