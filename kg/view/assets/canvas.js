// The graph on the canvas: vis-network holds the view and finds what is under the pointer, this module its data sets
// and where things stand. Picking and fading never touch the data sets.

import { edges, edgesOf, nodes, otherEnd, page } from "./data.js";
import { byId } from "./dom.js";
import { between, boxAt, drawLabel, drawNode, paint, partsAt, readColours } from "./drawing.js";
import { emphasis, isHidden, listen, state, tell } from "./state.js";
import { onTheme, theme } from "./theme.js";

const STEPS = 24;
const SMALLEST_TEXT = 0.42;
const SMALL = 600;

let network = null;
let nodeSet = null;
let edgeSet = null;
export const drawnNodes = new Set();
const drawnEdges = new Set();

export function startCanvas(options) {
  for (const node of nodes.slice(0, page.drawn)) drawnNodes.add(node.id);
  nodeSet = new vis.DataSet(nodes.filter((node) => drawnNodes.has(node.id)).map(forNode));
  for (const edge of edges.filter(joinsDrawn)) drawnEdges.add(edge.id);
  edgeSet = new vis.DataSet(edges.filter(isDrawn).map(forEdge));
  options.nodes = { ...options.nodes, shape: "custom", ctxRenderer: render };
  readColours();
  options.edges = { ...options.edges, color: edgeColour() };
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, options);
  for (const event of ["zoom", "dragEnd"]) on(event, () => tell("moved"));
  onTheme(recolour);
  listen("picked", () => {
    if (state.goal !== null) reveal([...emphasis().nodes]);
    closeUp();
    network.redraw();
  });
  listen("filters", showFiltered);
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

export function isDrawn(edge) {
  return drawnEdges.has(edge.id);
}

export function on(event, listener) {
  network.on(event, listener);
}

export function redraw() {
  network.redraw();
}

export function scale() {
  return network.getScale();
}

// The stretch of the canvas, from left to right, that can be seen.
export function view() {
  const margin = 6;
  const width = byId("canvas").clientWidth;
  return { left: toCanvas({ x: margin, y: 0 }).x, right: toCanvas({ x: width - margin, y: 0 }).x };
}

export function nodeAt(pointer) {
  return network.getNodeAt(pointer);
}

export function edgeAt(pointer) {
  return network.getEdgeAt(pointer);
}

export function toCanvas(pointer) {
  return network.DOMtoCanvas(pointer);
}

export function canvasContext() {
  return byId("canvas").querySelector("canvas").getContext("2d");
}

function edgeColour() {
  return { color: paint("edge"), inherit: false, opacity: theme() === "dark" ? 0.85 : 0.8 };
}

function recolour() {
  readColours();
  network.setOptions({ edges: { color: edgeColour() } });
  network.redraw();
}

function showFiltered() {
  const changes = (set, kind) =>
    set.get({ fields: ["id", "hidden"] })
      .filter((item) => Boolean(item.hidden) !== isHidden(kind, item.id))
      .map((item) => ({ id: item.id, hidden: isHidden(kind, item.id) }));
  nodeSet.update(changes(nodeSet, "node"));
  edgeSet.update(changes(edgeSet, "edge"));
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
  showFiltered();
  tell("drawn");
}

function render({ ctx, id, x, y }) {
  const node = nodes[id];
  return {
    drawNode: () => drawNode(ctx, node, x, y),
    drawExternalLabel: () => legible() && drawLabel(ctx, node, x, y),
    nodeDimensions: { width: node.size * 2, height: node.size * 2 },
  };
}

// Whether labels are large enough to be read; in the far view the overlay names some nodes in larger letters.
export function legible() {
  return !network || network.getScale() > SMALLEST_TEXT;
}

export function placeOf(id) {
  const body = network.body.nodes[id];
  return { x: body.x, y: body.y };
}

// Points along an edge as it is drawn, ends included.
export function pathOf(edge) {
  const drawn = network.body.edges[edge.id];
  if (edge.from === edge.to) return loopOf(edge, drawn);
  const via = drawn.edgeType.getViaNode ? drawn.edgeType.getViaNode() : undefined;
  return Array.from({ length: STEPS + 1 }, (_, step) => drawn.edgeType.getPoint(step / STEPS, via));
}

function loopOf(edge, drawn) {
  const { x, y } = placeOf(edge.from);
  const radius = drawn.options.selfReference.size;
  const aside = 0.7 * (nodes[edge.from].size + radius);
  const centre = { x: x + aside, y: y - aside };
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const angle = Math.PI * (1.25 + (2 * step) / STEPS);
    return { x: centre.x + radius * Math.cos(angle), y: centre.y - radius * Math.sin(angle) };
  });
}

export function boxesOf(ctx, ids) {
  return ids.map((id) => boxAt(ctx, nodes[id], placeOf(id).x, placeOf(id).y));
}

export function partsOf(ctx, ids) {
  return ids.flatMap((id) => partsAt(ctx, nodes[id], placeOf(id).x, placeOf(id).y));
}

// On a small screen, draw close to what was picked.
function closeUp() {
  if (state.picked === null || byId("canvas").clientWidth >= SMALL) return;
  fit([...emphasis().nodes].filter((id) => drawnNodes.has(id)));
}

export function fit(ids = [...drawnNodes]) {
  if (!ids.length || !byId("canvas").clientWidth) return;
  const boxes = boxesOf(canvasContext(), ids);
  const left = Math.min(...boxes.map((box) => box.left)), right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top)), bottom = Math.max(...boxes.map((box) => box.bottom));
  const { clientWidth, clientHeight } = byId("canvas");
  const scale = Math.min((clientWidth - 36) / (right - left), (clientHeight - 36) / (bottom - top), 1.4);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02) });
}

// Where the reader looks: the middle of the view on the canvas, and its scale.
export function look() {
  const { x, y } = network.getViewPosition();
  return [x, y, network.getScale()];
}

export function lookAt([x, y, scale]) {
  network.moveTo({ position: { x, y }, scale: Math.min(Math.max(scale, 0.02), 6) });
}

export function zoom(factor) {
  const scale = Math.min(Math.max(network.getScale() * factor, 0.02), 6);
  network.moveTo({ scale, animation: animation() });
  tell("moved");
}

// Show everything, at the reader's wish.
export function fitAll() {
  fit();
  tell("moved");
}

function animation() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return still ? false : { duration: 180, easingFunction: "easeOutQuad" };
}

// Move the view only when the picked things are not in it.
export function bring(ids) {
  const { clientWidth, clientHeight } = byId("canvas");
  const places = ids.filter((id) => drawnNodes.has(id)).map(placeOf);
  if (!places.length) return;
  const seen = places.map((place) => network.canvasToDOM(place));
  const inView = ({ x, y }) => x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 60;
  if (clientWidth < SMALL || seen.every(inView)) return;
  const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  network.moveTo({ position: { x: middle("x"), y: middle("y") }, animation: animation() });
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
  const ids = [...drawnNodes].filter((id) => !isHidden("node", id));
  const drawn = edges.filter((edge) => isDrawn(edge) && !isHidden("edge", edge.id));
  const boxes = boxesOf(ctx, ids);
  return {
    nodes: ids.map((id) => ({ node: nodes[id], ...placeOf(id) })),
    edges: drawn.map((edge) => ({ edge, path: between(pathOf(edge), edge) })),
    left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)),
    top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}
