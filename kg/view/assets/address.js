// What is picked and filtered, kept in the page's address, so that a link opens the same view.

import { bring, look, lookAt, reveal } from "./canvas.js";
import { edgeByIri, edges, nodeByIri, nodes } from "./data.js";
import { daysOf, isoOf } from "./dates.js";
import { aim, filter, listen, pick, state } from "./state.js";

const LISTS = { types: "no-type", relations: "no-relation", statuses: "no-status" };

const PAUSE = 250; // ms: the wheel turns in many small steps

let written = null;
let looked = null; // where the reader has moved the view to
let waiting = 0;

export function startAddress() {
  if (location.hash.length > 1) follow();
  listen("picked", write);
  listen("filters", write);
  listen("moved", noteView);
  addEventListener("hashchange", () => location.hash.slice(1) === written || follow());
}

function noteView() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    looked = look();
    write();
  }, PAUSE);
}

// «x,y,scale», as `look` gives them; null for anything else.
function viewOf(text) {
  const numbers = (text || "").split(",").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? numbers : null;
}

function write() {
  const parts = new URLSearchParams();
  if (state.picked !== null) parts.set(...pickedPart());
  for (const [name, key] of Object.entries(LISTS)) for (const value of state.off[name]) parts.append(key, value);
  if (state.time !== null) parts.set("time", state.time.map(isoOf).join("/"));
  if (!state.undated) parts.set("undated", "0");
  if (state.hide) parts.set("hide", "1");
  if (!state.leaves) parts.set("leaves", "0");
  if (state.depth > 1) parts.set("depth", String(state.depth));
  if (state.goal !== null) parts.set("to", nodes[state.goal].iri);
  if (looked !== null) parts.set("view", looked.map((number, i) => number.toFixed(i === 2 ? 3 : 0)).join(","));
  written = parts.toString();
  try {
    history.replaceState(null, "", `#${written}`);
  } catch {
    location.hash = written;
  }
}

function pickedPart() {
  const { kind, id } = state.picked;
  return kind === "node" ? ["node", nodes[id].iri] : ["fact", edges[id].iri];
}

function follow() {
  const parts = new URLSearchParams(location.hash.slice(1));
  filter((off, all) => {
    for (const [name, key] of Object.entries(LISTS)) off[name] = new Set(parts.getAll(key));
    all.time = daysOf(parts.get("time"));
    all.undated = parts.get("undated") !== "0";
    all.hide = parts.has("hide");
    all.leaves = parts.get("leaves") !== "0";
    all.depth = [2, 3].find((depth) => String(depth) === parts.get("depth")) || 1;
  });
  const node = nodeByIri.get(parts.get("node")), edge = edgeByIri.get(parts.get("fact"));
  if (edge) show("edge", edge.id, [edge.from, edge.to]);
  else if (node) showNode(node, nodeByIri.get(parts.get("to")));
  else if (state.picked !== null) pick(null);
  looked = viewOf(parts.get("view"));
  if (looked !== null) {
    lookAt(looked);
    write();
  }
}

function showNode(node, goal) {
  show("node", node.id, [node.id]);
  if (!goal || goal === node) return;
  aim();
  pick("node", goal.id);
}

function show(kind, id, ends) {
  reveal(ends);
  pick(kind, id);
  bring(ends);
}
