// What is picked and what is filtered out, and who wants to know when that changes.

import { edges, edgesOf, nodes } from "./data.js";
import { daysOf } from "./dates.js";
import { around, leaves, shortestPath } from "./neighbourhood.js";

// The first and last day of each fact, null where it has no date.
export const days = edges.map((edge) => daysOf(edge.date));

export const state = {
  picked: null, // {kind: "node" | "edge", id}
  goal: null, // the node to which the way from the picked node is shown
  aiming: false, // whether the next node picked becomes the goal
  depth: 1, // how many steps around the picked node stand out
  off: { types: new Set(), relations: new Set(), statuses: new Set() },
  time: null, // [first day, last day], null for all time
  undated: true, // whether facts without a date pass
  hide: false,
  leaves: true, // whether nodes with one neighbour are shown
};

// The nodes and edges that pass the filters: recomputed when a filter changes.
export const passing = { nodes: new Set(), edges: new Set(), leaves: new Set() };

const listeners = { picked: [], filters: [], drawn: [], moved: [] };

export function listen(event, listener) {
  listeners[event].push(listener);
}

let shown; // what emphasis() says, until something changes

export function tell(event) {
  if (event === "picked" || event === "filters") shown = undefined;
  for (const listener of listeners[event]) listener();
}

export function pick(kind, id) {
  const reached = state.aiming && kind === "node" && id !== state.picked.id;
  state.goal = reached ? id : null;
  state.aiming = false;
  if (!reached) state.picked = kind === null ? null : { kind, id };
  tell("picked");
}

export function isPicked(kind, id) {
  if (kind === "node" && id === state.goal) return true;
  return state.picked !== null && state.picked.kind === kind && state.picked.id === id;
}

// Let the next node that is picked be the end of a way from the one picked now; a second call takes that back.
export function aim() {
  if (state.picked === null || state.picked.kind !== "node") return;
  state.aiming = !state.aiming;
  tell("picked");
}

export function setDepth(depth) {
  state.depth = depth;
  tell("picked");
}

// The way from the picked node to the goal; null where the facts that pass lead nowhere.
export function pathToGoal() {
  return shortestPath(state.picked.id, state.goal, passing);
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
    all.leaves = true;
  });
}

function isFiltered() {
  return state.time !== null || !state.undated || !state.leaves || Object.values(state.off).some((names) => names.size > 0);
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
  passing.leaves = new Set(state.leaves ? [] : leaves(passing));
  for (const id of passing.leaves) {
    passing.nodes.delete(id);
    for (const edge of edgesOf[id]) passing.edges.delete(edge.id);
  }
}

// Whether a node or an edge is not drawn at all: what does not pass, on request, and leaves.
export function isHidden(kind, id) {
  if (passing[`${kind}s`].has(id)) return false;
  const ends = kind === "node" ? [id] : [edges[id].from, edges[id].to];
  return state.hide || ends.some((end) => passing.leaves.has(end));
}

// What stands out now: the picked thing with its neighbourhood, else what passes the filters; null for everything.
export function emphasis() {
  if (shown === undefined) shown = standingOut();
  return shown;
}

function standingOut() {
  if (state.picked === null) return isFiltered() ? passing : null;
  if (state.picked.kind === "edge") {
    const edge = edges[state.picked.id];
    return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
  }
  if (state.goal === null) return around(state.picked.id, state.depth, passing);
  return pathToGoal() || { nodes: new Set([state.picked.id, state.goal]), edges: new Set() };
}
