// The note beside the pointer: what a node or an edge is.

import { windowPlace } from "./canvas.js";
import { edges, edgesOf, nodes, word } from "./data.js";
import { byId, make } from "./dom.js";
import { onHover } from "./pointing.js";
import { isPicked, listen } from "./state.js";

export function startTip() {
  onHover(show);
  listen("picked", () => show(null));
}

function show(what) {
  const tip = byId("tip");
  tip.hidden = what === null || isPicked(what.kind, what.id);
  if (tip.hidden) return;
  tip.replaceChildren(...(what.kind === "node" ? ofNode(nodes[what.id]) : ofEdge(edges[what.id])));
  const stage = tip.parentElement.getBoundingClientRect();
  const { x, y } = windowPlace(what.kind, what.id);
  const left = Math.min(x - stage.left + 16, stage.width - tip.offsetWidth - 8);
  const above = y - stage.top - tip.offsetHeight - 14;
  tip.style.left = `${Math.max(left, 8)}px`;
  tip.style.top = `${above > 8 ? above : y - stage.top + 22}px`;
}

function ofNode(node) {
  const kind = `${word("types", node.type)} · ${edgesOf[node.id].length}`;
  return [make("b", { text: node.name }), make("span", { text: kind })];
}

function ofEdge(edge) {
  const name = edge.figure ? `${edge.name}: ${edge.figure}` : edge.name;
  return [make("b", { text: name }), make("span", { text: `${nodes[edge.from].name} → ${nodes[edge.to].name}` })];
}
