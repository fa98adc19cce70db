// Nodes, edges and labels drawn on a canvas: on the page's own, and on the picture that is saved.

import { looks, nodes } from "./data.js";
import { colour, theme } from "./theme.js";

export const FONT = '"Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif';
const FONT_SIZE = 12;
const LINE = 14;
const GAP = 3;

let colours = {};

// The colours of the theme, read once a theme and not once a frame.
export function readColours() {
  for (const name of ["canvas", "ink", "soft", "edge", "accent", "panel"]) colours[name] = colour(name);
}

export function paint(name) {
  return colours[name];
}

function trace(ctx, corners, x, y, radius) {
  ctx.beginPath();
  if (!corners.length) {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  for (const [dx, dy] of corners) ctx.lineTo(x + dx * radius, y + dy * radius);
  ctx.closePath();
}

// A collective node («регионы», «компании») is a hollow shape with a second one behind it: many, not one.
export function drawNode(ctx, node, x, y, picked = false) {
  const look = looks.types[node.type];
  const corners = looks.shapes[look.shape];
  const tint = look[theme()];
  ctx.lineJoin = "round";
  if (picked) {
    trace(ctx, corners, x, y, node.size + 6);
    ctx.strokeStyle = colours.accent;
    ctx.lineWidth = 3;
    ctx.stroke();
  }
  if (node.collective) {
    ctx.strokeStyle = tint;
    ctx.lineWidth = 1.6;
    trace(ctx, corners, x + 3.5, y - 3.5, node.size * 0.92);
    ctx.stroke();
    trace(ctx, corners, x - 0.5, y + 0.5, node.size * 0.92);
    ctx.fillStyle = colours.canvas;
    ctx.fill();
    ctx.lineWidth = 2.4;
    ctx.stroke();
    return;
  }
  trace(ctx, corners, x, y, node.size);
  ctx.fillStyle = tint;
  ctx.fill();
  ctx.strokeStyle = colours.canvas;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

// A label below its node, or above; `times` its usual size, for the far view.
export function drawLabel(ctx, node, x, y, bold = false, times = 1) {
  ctx.font = `${bold ? "600 " : ""}${FONT_SIZE * times}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 * times;
  ctx.strokeStyle = colours.canvas;
  ctx.fillStyle = colours.ink;
  const lines = node.label.split("\n");
  const edge = node.size * 1.1 + GAP, line = LINE * times;
  const top = line / 2 + (node.above ? y - edge - line * lines.length : y + edge);
  lines.forEach((words, i) => ctx.strokeText(words, x, top + i * line));
  lines.forEach((words, i) => ctx.fillText(words, x, top + i * line));
}

// The box of a node and its label, `times` its usual size, around a place.
export function boxAt(ctx, node, x, y, times = 1) {
  if (node.half === undefined) {
    ctx.save();
    ctx.font = `${FONT_SIZE}px ${FONT}`;
    node.half = Math.max(node.size * 1.1, ...node.label.split("\n").map((line) => ctx.measureText(line).width / 2));
    node.height = LINE * node.label.split("\n").length;
    ctx.restore();
  }
  const near = node.size * 1.1, far = near + GAP + node.height * times;
  const [up, down] = node.above ? [far, near] : [near, far];
  return { left: x - node.half * times, right: x + node.half * times, top: y - up, bottom: y + down };
}

// The box of a node and that of its label, apart: words find room between them that one box would take.
export function partsAt(ctx, node, x, y) {
  const whole = boxAt(ctx, node, x, y);
  const near = node.size * 1.1;
  const label = node.above ? { ...whole, bottom: y - near } : { ...whole, top: y + near };
  return [{ left: x - near, right: x + near, top: y - near, bottom: y + near }, label];
}

export function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// A line through points with an arrow head at its end.
export function drawPath(ctx, points, tint, width) {
  if (points.length < 2) return;
  ctx.strokeStyle = ctx.fillStyle = tint;
  ctx.lineWidth = width;
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.beginPath();
  for (const point of points) ctx.lineTo(point.x, point.y);
  ctx.stroke();
  const tip = points[points.length - 1];
  const before = points[Math.max(0, points.length - 3)];
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const reach = 5 + 2 * width;
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  for (const side of [-0.42, 0.42]) {
    ctx.lineTo(tip.x - reach * Math.cos(angle + side), tip.y - reach * Math.sin(angle + side));
  }
  ctx.closePath();
  ctx.fill();
}

// Words on an edge, on a ground of the canvas's colour.
export function drawWords(ctx, words, place, tint, weight = "") {
  ctx.font = `${weight} 11px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const width = ctx.measureText(words).width + 8;
  ctx.fillStyle = colours.canvas;
  ctx.beginPath();
  ctx.roundRect(place.x - width / 2, place.y - 7.5, width, 15, 5);
  ctx.fill();
  ctx.fillStyle = tint;
  ctx.fillText(words, place.x, place.y);
}

export const MIDDLE = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
export const TOWARDS_END = [0.64, 0.56, 0.72, 0.48, 0.8, 0.4, 0.88];

// The first of the places on a path where words of this width touch none of the boxes; null where there is none.
export function roomFor(width, points, boxes, shares, lifts = [0]) {
  for (const lift of lifts) {
    for (const share of shares) {
      const point = points[Math.round(share * (points.length - 1))];
      const x = point.x, y = point.y + lift;
      const box = { left: x - width / 2 - 3, right: x + width / 2 + 3, top: y - 8, bottom: y + 8 };
      if (!boxes.some((other) => meet(box, other))) return { x, y, box };
    }
  }
  return null;
}

export function wordsWidth(ctx, words) {
  ctx.font = `600 11px ${FONT}`;
  return ctx.measureText(words).width;
}

// The part of a sampled edge outside both its nodes.
export function between(points, edge) {
  const far = (point, end, node) => Math.hypot(point.x - end.x, point.y - end.y) > node.size + 3;
  const [first, last] = [points[0], points[points.length - 1]];
  return points.filter((point) => far(point, first, nodes[edge.from]) && far(point, last, nodes[edge.to]));
}
