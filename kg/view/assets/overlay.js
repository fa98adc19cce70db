// What stands out, drawn over the graph: a veil, then on it what is picked or passes the filters, with its words.

import { drawnNodes, isDrawn, legible, on, partsOf, pathOf, placeOf, redraw, scale, view } from "./canvas.js";
import { edges, nodes } from "./data.js";
import {
  between, boxAt, drawLabel, drawNode, drawPath, drawWords, meet, MIDDLE, paint, roomFor, TOWARDS_END, wordsWidth,
} from "./drawing.js";
import { pointedAt } from "./pointing.js";
import { emphasis, isPicked, listen, passing, state } from "./state.js";

const MANY = 300;
const FAR_TEXT = 0.82;
const MOST_NAMED = 60;
const ASIDE = [0, -8, 8, -14, 14];
const LIFTS = [-15, 15, -30, 30, -48, 48, -66, 66];

let figurePlaces = null;

export function startOverlay() {
  on("afterDrawing", drawOver);
  on("dragEnd", () => (figurePlaces = null));
  listen("drawn", () => {
    figurePlaces = null;
    redraw();
  });
}

function drawOver(ctx) {
  const shown = emphasis();
  if (shown === null) {
    drawFigures(ctx, passing.edges);
    nameFromAfar(ctx, drawnNodes);
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
    if (strong || legible()) drawLabel(ctx, nodes[id], x, y, isPicked("node", id));
  }
  if (strong) nameEdges(ctx, paths, visible);
  else {
    drawFigures(ctx, shown.edges);
    nameFromAfar(ctx, visible);
  }
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

// The names of the edges that stand out, as many as find room; the picked edge's name always.
function nameEdges(ctx, paths, visible) {
  const boxes = partsOf(ctx, visible);
  for (const [id, path] of paths) {
    const edge = edges[id];
    let words = edge.figure ? `${edge.name}: ${edge.figure}` : edge.name;
    const points = between(path, edge);
    if (!points.length) continue;
    const away = isPicked("node", edge.to) ? points.toReversed() : points;
    const width = wordsWidth(ctx, words);
    let place = roomFor(width, away, boxes, isPicked("edge", id) ? MIDDLE : TOWARDS_END);
    if (place === null && isPicked("edge", id)) {
      place = roomFor(width, away, boxes, MIDDLE, LIFTS) || points[points.length >> 1];
    }
    if (place === null && written(edge)) {
      words = written(edge);
      place = roomFor(wordsWidth(ctx, words), away, boxes, TOWARDS_END, ASIDE);
    }
    if (place === null) continue;
    if (place.box) boxes.push(place.box);
    drawWords(ctx, words, place, paint("accent"), "600");
  }
}

// In the far view, where labels are too small to read: the best-connected nodes named in letters that can be read, as
// many as do not overlap.
function nameFromAfar(ctx, ids) {
  if (legible()) return;
  const times = FAR_TEXT / scale();
  const boxes = [];
  for (const id of [...ids].sort((a, b) => a - b).slice(0, MOST_NAMED)) {
    const place = placeOf(id);
    const x = place.x + inwards(boxAt(ctx, nodes[id], place.x, place.y, times)), { y } = place;
    const box = boxAt(ctx, nodes[id], x, y, times);
    if (boxes.some((other) => meet(other, box))) continue;
    boxes.push(box);
    drawLabel(ctx, nodes[id], x, y, false, times);
  }
}

// How far to move a label that sticks out of the view a little at one side, so that all of it can be read.
function inwards(box) {
  const { left, right } = view();
  const reach = (box.right - box.left) / 2;
  if (box.left < left && box.left > left - reach) return left - box.left;
  return box.right > right && box.right < right + reach ? right - box.right : 0;
}

// What facts carry besides two nodes: the figure («> 340 компаний») or the post («председатель»).
function written(edge) {
  return edge.figure || edge.post || "";
}

// The figures and posts that facts carry, where they find room.
function drawFigures(ctx, shown) {
  if (scale() >= 0.55) writeFigures(ctx, (id) => shown.has(id));
}

// The figures and posts of the edges that are wanted, at any scale.
export function writeFigures(ctx, wanted) {
  if (figurePlaces === null) figurePlaces = placeFigures(ctx);
  for (const [id, place] of figurePlaces) {
    if (wanted(id)) drawWords(ctx, written(edges[id]), place, paint("soft"));
  }
}

function placeFigures(ctx) {
  const places = new Map();
  const bearing = edges.filter((edge) => written(edge) && isDrawn(edge));
  if (bearing.length > MANY) return places;
  const boxes = partsOf(ctx, [...drawnNodes]);
  for (const edge of bearing) {
    const points = between(pathOf(edge), edge);
    const place = points.length ? roomFor(wordsWidth(ctx, written(edge)), points, boxes, MIDDLE, ASIDE) : null;
    if (place === null) continue;
    boxes.push(place.box);
    places.set(edge.id, place);
  }
  return places;
}

function drawHovered(ctx) {
  const hovered = pointedAt();
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
