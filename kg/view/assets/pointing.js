// What the pointer is on, and what a click or an arrow key picks.

import {
  boxesOf, canvasContext, drawnNodes, edgeAt, legible, nodeAt, on, pathOf, placeOf, redraw, scale, toCanvas,
} from "./canvas.js";
import { edges, nodes } from "./data.js";
import { byId } from "./dom.js";
import { meet } from "./drawing.js";
import { passing, pick } from "./state.js";

const RIGHT_THERE = 3.5;

let hovered = null;
let told = () => {};

export function startPointing() {
  on("click", (event) => pickAt(event.pointer.DOM));
  on("hoverNode", (event) => hover({ kind: "node", id: event.node }));
  on("hoverEdge", (event) => hover({ kind: "edge", id: event.edge }));
  on("blurNode", () => hover(null));
  on("blurEdge", () => hover(null));
  byId("canvas").addEventListener("pointerleave", () => hover(null));
}

// What the pointer is on: {kind, id} or null.
export function pointedAt() {
  return hovered;
}

// Who is told what the pointer is on: {kind, id} or null.
export function onHover(listener) {
  told = listener;
}

function hover(what) {
  if (what !== null && !passing[`${what.kind}s`].has(what.id)) return;
  if (what === hovered) return;
  hovered = what;
  byId("canvas").style.cursor = what === null ? "" : "pointer";
  told(what);
  redraw();
}

// Pick what is at a place of the canvas: a node, an edge right there, a node by its label, an edge nearby, or nothing.
function pickAt(pointer) {
  const node = nodeAt(pointer);
  if (node !== undefined && passing.nodes.has(node)) return pick("node", node);
  const found = edgeAt(pointer);
  const edge = found !== undefined && passing.edges.has(found) ? found : undefined;
  const place = toCanvas(pointer);
  if (edge !== undefined && distance(edges[edge], place) * scale() < RIGHT_THERE) return pick("edge", edge);
  const labelled = labelAt(place);
  if (labelled !== undefined) return pick("node", labelled);
  return edge !== undefined ? pick("edge", edge) : pick(null);
}

// How far a place is from an edge as it is drawn.
function distance(edge, { x, y }) {
  const points = pathOf(edge);
  return Math.min(...points.slice(1).map((end, i) => {
    const start = points[i];
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    const share = ((x - start.x) * dx + (y - start.y) * dy) / (dx * dx + dy * dy || 1);
    const along = Math.min(Math.max(share, 0), 1);
    return Math.hypot(x - start.x - along * dx, y - start.y - along * dy);
  }));
}

function labelAt({ x, y }) {
  const point = { left: x, right: x, top: y, bottom: y };
  const inside = (id) => legible() && meet(point, boxesOf(canvasContext(), [id])[0]);
  return [...drawnNodes].find((id) => passing.nodes.has(id) && inside(id));
}

// The nearest node in a direction (dx, dy), among those that pass; from nowhere, the best connected.
export function nearest(from, dx, dy) {
  const candidates = [...drawnNodes].filter((id) => id !== from && passing.nodes.has(id));
  if (from === null) return candidates.length ? Math.min(...candidates) : undefined;
  const here = placeOf(from);
  const away = (id) => {
    const place = placeOf(id);
    const along = (place.x - here.x) * dx + (place.y - here.y) * dy;
    const aside = Math.abs((place.x - here.x) * dy) + Math.abs((place.y - here.y) * dx);
    return along > 0 ? along + 2.2 * aside : Infinity;
  };
  const best = candidates.reduce((found, id) => (away(id) < away(found) ? id : found), candidates[0]);
  return best !== undefined && away(best) < Infinity ? best : undefined;
}
