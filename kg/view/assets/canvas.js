// The graph on the canvas. vis-network holds the view and finds what is under the pointer; what stands out is drawn
// here, over a veil, so that picking and filtering never touch the data set.

import { edges, edgesOf, nodes, otherEnd, page } from "./data.js";
import { byId } from "./dom.js";
import {
  between, boxAt, MIDDLE, TOWARDS_END, drawLabel, drawNode, drawPath, drawWords, meet, paint, readColours, roomFor, wordsWidth,
} from "./drawing.js";
import { emphasis, isPicked, listen, passing, pick, state, tell } from "./state.js";
import { onTheme, theme } from "./theme.js";

const STEPS = 24;
const MANY = 300;
const SMALLEST_TEXT = 0.42;
const SMALL = 600;
const RIGHT_THERE = 3.5;

let network = null;
let nodeSet = null;
let edgeSet = null;
let hovered = null;
let figurePlaces = null;
export const drawnNodes = new Set();
const drawnEdges = new Set();

export function startCanvas(options) {
  for (const node of nodes.slice(0, page.drawn)) drawnNodes.add(node.id);
  nodeSet = new vis.DataSet(nodes.filter((node) => drawnNodes.has(node.id)).map(forNode));
  for (const edge of edges.filter(joinsDrawn)) drawnEdges.add(edge.id);
  edgeSet = new vis.DataSet(edges.filter(isDrawn).map(forEdge));
  options.nodes = { ...options.nodes, shape: "custom", ctxRenderer: render };
  options.edges = { ...options.edges, color: { color: "#98a3b3", inherit: false } };
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, options);
  network.on("afterDrawing", drawOver);
  network.on("click", (event) => pickAt(event.pointer.DOM));
  network.on("dragEnd", () => (figurePlaces = null));
  network.on("hoverNode", (event) => hover({ kind: "node", id: event.node }));
  network.on("hoverEdge", (event) => hover({ kind: "edge", id: event.edge }));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  byId("canvas").addEventListener("pointerleave", () => hover(null));
  onTheme(recolour);
  listen("picked", () => {
    closeUp();
    network.redraw();
  });
  listen("filters", showFiltered);
  recolour();
  fit();
}

// vis-network reads only these; labels are drawn by the page.
function forNode({ id, x, y, size }) {
  return { id, x, y, size };
}

function forEdge({ id, from, to, smooth, selfReference }) {
  const edge = { id, from, to };
  if (smooth) edge.smooth = smooth;
  if (selfReference) edge.selfReference = selfReference;
  return edge;
}

function joinsDrawn(edge) {
  return drawnNodes.has(edge.from) && drawnNodes.has(edge.to);
}

function isDrawn(edge) {
  return drawnEdges.has(edge.id);
}

function recolour() {
  readColours();
  network.setOptions({ edges: { color: { color: paint("edge"), inherit: false, opacity: theme() === "dark" ? 0.85 : 0.8 } } });
  network.redraw();
}

function showFiltered() {
  const hidden = (item, kept) => state.hide && !kept.has(item.id);
  const changes = (set, kept) =>
    set.get({ fields: ["id", "hidden"] })
      .filter((item) => Boolean(item.hidden) !== hidden(item, kept))
      .map((item) => ({ id: item.id, hidden: hidden(item, kept) }));
  nodeSet.update(changes(nodeSet, passing.nodes));
  edgeSet.update(changes(edgeSet, passing.edges));
  figurePlaces = null;
  network.redraw();
}

// Draw nodes that are not on the canvas yet, with their edges among what is drawn.
export function reveal(ids) {
  const fresh = ids.filter((id) => !drawnNodes.has(id));
  if (!fresh.length) return;
  nodeSet.add(fresh.map((id) => forNode(nodes[id])));
  for (const id of fresh) drawnNodes.add(id);
  const added = new Set(fresh.flatMap((id) => edgesOf[id]).filter((edge) => joinsDrawn(edge) && !isDrawn(edge)));
  edgeSet.add([...added].map(forEdge));
  for (const edge of added) drawnEdges.add(edge.id);
  figurePlaces = null;
  showFiltered();
  tell("drawn");
}

function render({ ctx, id, x, y }) {
  const node = nodes[id];
  return {
    drawNode: () => drawNode(ctx, node, x, y),
    drawExternalLabel: () => legible(node) && drawLabel(ctx, node, x, y),
    nodeDimensions: { width: node.size * 2, height: node.size * 2 },
  };
}

// Small text is left out, but for the best-connected nodes.
function legible(node) {
  const scale = network ? network.getScale() : 1;
  return scale > SMALLEST_TEXT || (node.id < 25 && scale > 0.12);
}

function placeOf(id) {
  const body = network.body.nodes[id];
  return { x: body.x, y: body.y };
}

// Points along an edge as it is drawn, ends included.
function pathOf(edge) {
  const drawn = network.body.edges[edge.id];
  if (edge.from === edge.to) return loopOf(edge, drawn);
  const via = drawn.edgeType.getViaNode ? drawn.edgeType.getViaNode() : undefined;
  return Array.from({ length: STEPS + 1 }, (_, step) => drawn.edgeType.getPoint(step / STEPS, via));
}

function loopOf(edge, drawn) {
  const { x, y } = placeOf(edge.from);
  const radius = drawn.options.selfReference.size;
  const centre = { x: x + nodes[edge.from].size * 0.7 + radius * 0.7, y: y - nodes[edge.from].size * 0.7 - radius * 0.7 };
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const angle = Math.PI * (1.25 + (2 * step) / STEPS);
    return { x: centre.x + radius * Math.cos(angle), y: centre.y - radius * Math.sin(angle) };
  });
}

function drawOver(ctx) {
  const shown = emphasis();
  if (shown === null) {
    drawFigures(ctx, passing.edges);
    drawHovered(ctx);
    return;
  }
  veil(ctx);
  const strong = state.picked !== null;
  const paths = new Map();
  for (const id of shown.edges) if (isDrawn(edges[id])) paths.set(id, pathOf(edges[id]));
  for (const [id, path] of paths) {
    drawPath(ctx, between(path, edges[id]), strong ? paint("accent") : paint("edge"), lineWidth());
  }
  const visible = [...shown.nodes].filter((id) => drawnNodes.has(id));
  for (const id of visible) drawNode(ctx, nodes[id], placeOf(id).x, placeOf(id).y, isPicked("node", id));
  for (const id of visible) {
    const { x, y } = placeOf(id);
    if (strong || legible(nodes[id])) drawLabel(ctx, nodes[id], x, y, isPicked("node", id));
  }
  if (strong) nameEdges(ctx, paths, visible);
  else drawFigures(ctx, shown.edges);
  drawHovered(ctx);
}

function lineWidth() {
  if (state.picked === null) return 1;
  return state.picked.kind === "edge" ? 2.6 : 1.6;
}

// A film of the canvas's colour over all that does not stand out.
function veil(ctx) {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = 0.84;
  ctx.fillStyle = paint("canvas");
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
}

function boxesOf(ctx, ids) {
  return ids.map((id) => boxAt(ctx, nodes[id], placeOf(id).x, placeOf(id).y));
}

// The names of the edges that stand out, as many as find room; the picked edge's name always.
function nameEdges(ctx, paths, visible) {
  const boxes = boxesOf(ctx, visible);
  for (const [id, path] of paths) {
    const edge = edges[id];
    const words = edge.figure ? `${edge.name}: ${edge.figure}` : edge.name;
    const points = between(path, edge);
    if (!points.length) continue;
    const away = isPicked("node", edge.to) ? points.toReversed() : points;
    const shares = isPicked("edge", id) ? MIDDLE : TOWARDS_END;
    let place = roomFor(wordsWidth(ctx, words), away, boxes, shares);
    if (place === null && isPicked("edge", id)) place = roomFor(wordsWidth(ctx, words), away, boxes, MIDDLE, [-15, 15, -30, 30]);
    if (place === null && isPicked("edge", id)) place = points[points.length >> 1];
    if (place === null) continue;
    if (place.box) boxes.push(place.box);
    drawWords(ctx, words, place, paint("accent"), "600");
  }
}

// The figures that facts carry («> 340 компаний»), where they find room.
function drawFigures(ctx, shown) {
  if (network.getScale() < 0.55) return;
  if (figurePlaces === null) figurePlaces = placeFigures(ctx);
  for (const [id, place] of figurePlaces) {
    if (shown.has(id)) drawWords(ctx, edges[id].figure, place, paint("soft"));
  }
}

function placeFigures(ctx) {
  const places = new Map();
  const bearing = edges.filter((edge) => edge.figure && isDrawn(edge));
  if (bearing.length > MANY) return places;
  const boxes = boxesOf(ctx, [...drawnNodes]);
  for (const edge of bearing) {
    const points = between(pathOf(edge), edge);
    const place = points.length ? roomFor(wordsWidth(ctx, edge.figure), points, boxes, MIDDLE) : null;
    if (place === null) continue;
    boxes.push(place.box);
    places.set(edge.id, place);
  }
  return places;
}

function drawHovered(ctx) {
  if (hovered === null) return;
  if (hovered.kind === "edge") {
    const edge = edges[hovered.id];
    drawPath(ctx, between(pathOf(edge), edge), paint("accent"), 2.2);
    for (const id of [edge.from, edge.to]) drawNode(ctx, nodes[id], placeOf(id).x, placeOf(id).y, isPicked("node", id));
    return;
  }
  const { x, y } = placeOf(hovered.id);
  drawNode(ctx, nodes[hovered.id], x, y, true);
  drawLabel(ctx, nodes[hovered.id], x, y, true);
}

let told = () => {};

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
  network.redraw();
}

// Pick what is at a place of the canvas: a node, an edge right there, a node by its label, an edge nearby; else nothing.
function pickAt(pointer) {
  const node = network.getNodeAt(pointer);
  if (node !== undefined && passing.nodes.has(node)) return pick("node", node);
  const found = network.getEdgeAt(pointer);
  const edge = found !== undefined && passing.edges.has(found) ? found : undefined;
  const place = network.DOMtoCanvas(pointer);
  if (edge !== undefined && distance(edges[edge], place) * network.getScale() < RIGHT_THERE) return pick("edge", edge);
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

// On a small screen, draw close to what was picked.
function closeUp() {
  if (state.picked !== null && byId("canvas").clientWidth < SMALL) fit([...emphasis().nodes].filter((id) => drawnNodes.has(id)));
}

function labelAt({ x, y }) {
  const ctx = byId("canvas").querySelector("canvas").getContext("2d");
  const point = { left: x, right: x, top: y, bottom: y };
  const inside = (id) => {
    const place = placeOf(id);
    return legible(nodes[id]) && meet(point, boxAt(ctx, nodes[id], place.x, place.y));
  };
  return [...drawnNodes].find((id) => passing.nodes.has(id) && inside(id));
}

export function fit(ids = [...drawnNodes]) {
  if (!ids.length || !byId("canvas").clientWidth) return;
  const ctx = byId("canvas").querySelector("canvas").getContext("2d");
  const boxes = boxesOf(ctx, ids);
  const left = Math.min(...boxes.map((box) => box.left)), right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top)), bottom = Math.max(...boxes.map((box) => box.bottom));
  const { clientWidth, clientHeight } = byId("canvas");
  const scale = Math.min((clientWidth - 36) / (right - left), (clientHeight - 36) / (bottom - top), 1.4);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02) });
}

export function zoom(factor) {
  const scale = Math.min(Math.max(network.getScale() * factor, 0.02), 6);
  network.moveTo({ scale, animation: animation() });
}

function animation() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 180, easingFunction: "easeOutQuad" };
}

// Move the view only when the picked things are not in it.
export function bring(ids) {
  const { clientWidth, clientHeight } = byId("canvas");
  const places = ids.filter((id) => drawnNodes.has(id)).map(placeOf);
  if (!places.length) return;
  const seen = places.map((place) => network.canvasToDOM(place));
  if (clientWidth < SMALL || seen.every(({ x, y }) => x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 60)) return;
  const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  network.moveTo({ position: { x: middle("x"), y: middle("y") }, animation: animation() });
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

// Neighbours of a node that are not drawn yet.
export function hiddenNeighbours(node) {
  const ids = edgesOf[node.id].map((edge) => otherEnd(edge, node).id);
  return [...new Set(ids)].filter((id) => !drawnNodes.has(id));
}

// Where a node, or the middle of an edge, stands in the window.
export function windowPlace(kind, id) {
  const points = kind === "edge" ? between(pathOf(edges[id]), edges[id]) : [placeOf(id)];
  const { x, y } = network.canvasToDOM(points[points.length >> 1]);
  const frame = byId("canvas").getBoundingClientRect();
  return { x: x + frame.left, y: y + frame.top };
}

// What the saved picture draws: places, paths and the box around it all.
export function snapshot(ctx) {
  const ids = [...drawnNodes].filter((id) => !state.hide || passing.nodes.has(id));
  const drawn = edges.filter((edge) => isDrawn(edge) && (!state.hide || passing.edges.has(edge.id)));
  const boxes = boxesOf(ctx, ids);
  return {
    nodes: ids.map((id) => ({ node: nodes[id], ...placeOf(id) })),
    edges: drawn.map((edge) => ({ edge, path: between(pathOf(edge), edge) })),
    left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)),
    top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}
