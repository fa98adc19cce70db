// The graph as a PNG at twice the size, with its title and legend.

import { snapshot } from "./canvas.js";
import { save } from "./csv.js";
import { looks, nodes, page, say, word } from "./data.js";
import { byId, make } from "./dom.js";
import { drawLabel, drawNode, drawPath, FONT, paint } from "./drawing.js";
import { writeFigures } from "./overlay.js";
import { isHidden } from "./state.js";

const EDGE = 28;
const TITLE = 40;
const COLUMN = 170;
const ROW = 22;
const LARGEST = 8000;

export function startPicture() {
  byId("save-picture").addEventListener("click", savePicture);
}

function savePicture() {
  draw().toBlob((blob) => save(blob, "png"));
}

// A canvas with the title, the graph and the legend.
function draw() {
  const canvas = make("canvas");
  const ctx = canvas.getContext("2d");
  const graph = snapshot(ctx);
  if (!graph.nodes.length) Object.assign(graph, { left: 0, right: 400, top: 0, bottom: 200 });
  const width = Math.max(graph.right - graph.left + 2 * EDGE, 480);
  const types = Object.keys(looks.types).filter((type) => nodes.some((node) => node.type === type));
  const group = nodes.find((node) => node.collective);
  const columns = Math.max(1, Math.floor((width - 2 * EDGE) / COLUMN));
  const height = TITLE + graph.bottom - graph.top + 3 * EDGE + (Math.ceil(types.length / columns) + (group ? 1 : 0)) * ROW;
  const scale = Math.min(2, LARGEST / Math.max(width, height));
  canvas.width = width * scale;
  canvas.height = height * scale;
  ctx.scale(scale, scale);
  ctx.fillStyle = paint("canvas");
  ctx.fillRect(0, 0, width, height);
  drawTitle(ctx);
  ctx.save();
  ctx.translate((width - graph.right - graph.left) / 2, TITLE + EDGE - graph.top);
  for (const { edge, path } of graph.edges) drawPath(ctx, path, paint("edge"), edge.figure ? 1.3 : 1);
  for (const { node, x, y } of graph.nodes) drawNode(ctx, node, x, y);
  for (const { node, x, y } of graph.nodes) drawLabel(ctx, node, x, y);
  writeFigures(ctx, (id) => !isHidden("edge", id));
  ctx.restore();
  drawLegend(ctx, types, columns, TITLE + graph.bottom - graph.top + 2 * EDGE, group);
  return canvas;
}

function drawTitle(ctx) {
  ctx.font = `600 17px ${FONT}`;
  ctx.fillStyle = paint("ink");
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(page.title, EDGE, TITLE / 2 + 8);
}

// The types, and below them what a hollow mark means where there is one.
function drawLegend(ctx, types, columns, top, group) {
  const row = (mark, text, x, y) => {
    drawNode(ctx, { ...mark, size: 7 }, x, y);
    ctx.font = `12px ${FONT}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillStyle = paint("ink");
    ctx.fillText(text, x + 14, y);
  };
  types.forEach((type, i) => {
    row({ type }, word("types", type), EDGE + (i % columns) * COLUMN + 8, top + Math.floor(i / columns) * ROW + 10);
  });
  const last = top + Math.ceil(types.length / columns) * ROW + 10;
  if (group) row({ type: group.type, collective: true }, say("hollow"), EDGE + 8, last);
}
