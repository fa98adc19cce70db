// What is picked and what is filtered out, and who wants to know when that changes.

import { edges, edgesOf, nodes, otherEnd } from "./data.js";
import { daysOf } from "./dates.js";

// The first and last day of each fact, null where it has no date.
export const days = edges.map((edge) => daysOf(edge.date));

export const state = {
  picked: null, // {kind: "node" | "edge", id}
  off: { types: new Set(), relations: new Set(), statuses: new Set() },
  time: null, // [first day, last day], null for all time
  undated: true, // whether facts without a date pass
  hide: false,
};

// The nodes and edges that pass the filters: recomputed when a filter changes.
export const passing = { nodes: new Set(), edges: new Set() };

const listeners = { picked: [], filters: [], drawn: [] };

export function listen(event, listener) {
  listeners[event].push(listener);
}

export function tell(event) {
  for (const listener of listeners[event]) listener();
}

export function pick(kind, id) {
  state.picked = kind === null ? null : { kind, id };
  tell("picked");
}

export function isPicked(kind, id) {
  return state.picked !== null && state.picked.kind === kind && state.picked.id === id;
}

export function filter(change) {
  change(state.off, state);
  sift();
  tell("filters");
}

export function clearFilters() {
  filter((off, all) => {
    Object.values(off).forEach((names) => names.clear());
    all.time = null;
    all.undated = true;
  });
}

function isFiltered() {
  return state.time !== null || !state.undated || Object.values(state.off).some((names) => names.size > 0);
}

function inTime(edge) {
  const span = days[edge.id];
  if (span === null) return state.undated;
  return state.time === null || (span[0] <= state.time[1] && span[1] >= state.time[0]);
}

export function sift() {
  const { types, relations, statuses } = state.off;
  passing.edges = new Set();
  for (const edge of edges) {
    if (relations.has(edge.relation) || statuses.has(edge.status || "")) continue;
    if (!inTime(edge)) continue;
    if (types.has(nodes[edge.from].type) || types.has(nodes[edge.to].type)) continue;
    passing.edges.add(edge.id);
  }
  // A node whose every fact a filter on facts takes away goes with them.
  const byFact = relations.size > 0 || statuses.size > 0 || state.time !== null || !state.undated;
  passing.nodes = new Set();
  for (const node of nodes) {
    if (types.has(node.type)) continue;
    if (byFact && !edgesOf[node.id].some((edge) => passing.edges.has(edge.id))) continue;
    passing.nodes.add(node.id);
  }
}

// What stands out now: the picked thing with its neighbourhood, else what passes the filters; null for everything.
export function emphasis() {
  if (state.picked === null) return isFiltered() ? passing : null;
  if (state.picked.kind === "edge") {
    const edge = edges[state.picked.id];
    return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
  }
  const node = nodes[state.picked.id];
  const around = edgesOf[node.id].filter((edge) => passing.edges.has(edge.id));
  return {
    nodes: new Set([node.id, ...around.map((edge) => otherEnd(edge, node).id)]),
    edges: new Set(around.map((edge) => edge.id)),
  };
}
