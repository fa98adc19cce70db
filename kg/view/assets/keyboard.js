// Keys for the whole page and for the canvas. Letters go by their place on the keyboard, so that they work in Russian.

import { bring, fitAll, zoom } from "./canvas.js";
import { byId } from "./dom.js";
import { nearest } from "./pointing.js";
import { focusSearch } from "./search.js";
import { aim, pick, setDepth, state } from "./state.js";
import { toggleTable } from "./table.js";
import { switchTheme } from "./theme.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function startKeyboard() {
  document.addEventListener("keydown", onKey);
  byId("canvas").addEventListener("keydown", onCanvasKey);
  byId("fit").addEventListener("click", fitAll);
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("switch-theme").addEventListener("click", switchTheme);
  byId("show-help").addEventListener("click", help);
}

function help() {
  if (!byId("help").open) byId("help").showModal();
}

function action(event) {
  if (event.key === "Escape") return clear;
  if (event.key === "?") return help;
  if (event.key === "/" || (event.code === "Slash" && !event.shiftKey)) return focusSearch;
  if (event.key === "+" || event.key === "=") return () => zoom(1.3);
  if (event.key === "-" || event.key === "−") return () => zoom(1 / 1.3);
  if (event.code === "KeyF") return fitAll;
  if (event.code === "KeyT") return switchTheme;
  if (event.code === "KeyP") return aim;
  if (["1", "2", "3"].includes(event.key)) return () => setDepth(Number(event.key));
  return null;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
  const act = action(event);
  if (act === null) return;
  event.preventDefault();
  act();
}

function clear() {
  if (!byId("table-view").hidden) toggleTable();
  else if (state.aiming) aim();
  else if (state.goal !== null) pick("node", state.picked.id);
  else pick(null);
}

function onCanvasKey(event) {
  const way = ARROWS[event.key];
  if (event.key === "Enter" && state.picked !== null) byId("facts").focus();
  if (!way) return;
  event.preventDefault();
  const from = state.picked !== null && state.picked.kind === "node" ? state.picked.id : null;
  const next = nearest(from, ...way);
  if (next === undefined) return;
  pick("node", next);
  bring([next]);
}
