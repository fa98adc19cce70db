// The timeline: a row for each kind, items packed into lanes so that no label covers another; undated ones below.

import { boxes, byId, days, draw, make, onPress, onTheme, phrases, read, say, shade, show, startTheme, zoomTools } from "./sheet.mjs";

const line = read("timeline");
const stage = byId("stage");
const off = new Set();
const LANE = 20;
const HEAD = 30;
const SIDE = 14;
const LABEL = 310;
let byArticle = false;
let zoomed = 1;
let picked = -1;

const scale = make("div", { class: "scale", tabindex: "-1" });
const svg = draw("svg", { id: "timeline" });
const undated = make("div", { class: "undated" });
scale.append(svg, undated);

const kindName = (kind) => phrases.kinds[kind];
const isDated = (item) => item.date !== "" || (byArticle && item.reported !== "");
const passes = (item) => !off.has(item.kind);

const ruler = document.createElement("canvas").getContext("2d");
function widthOf(text) {
  ruler.font = "12px sans-serif";
  return ruler.measureText(text).width * 1.06;
}

// The text cut to a width, with «…».
function shortened(text, most) {
  if (widthOf(text) <= most) return text;
  let end = text.length;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`) > most) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

function dayNumber(year, month) {
  return Math.round(Date.UTC(year, month, 1) / 86400000);
}

// First days of years, quarters or months, or single days: as fine as their names have room.
function ticks(first, last, perDay) {
  const every = [1, 2, 5, 10].find((count) => count * perDay > 76);
  if (every) {
    const name = (number) => days(new Date(number * 86400000).toISOString().slice(0, 10));
    const count = Math.floor((last - Math.ceil(first)) / every) + 1;
    return Array.from({ length: count }, (_, i) => Math.ceil(first) + i * every).map((number) => [number, name(number)]);
  }
  const step = [1, 3, 12, 24, 60, 120, 240, 600, 1200].find((months) => months * 30.4 * perDay > 64) || 2400;
  const start = new Date(first * 86400000);
  const found = [];
  let month = start.getUTCFullYear() * 12 + start.getUTCMonth();
  for (month -= month % step; found.length < 400; month += step) {
    const [year, rest] = [Math.floor(month / 12), month % 12];
    const day = dayNumber(year, rest);
    if (day > last) break;
    if (day >= first) found.push([day, step >= 12 ? String(year) : `${phrases.months[rest]} ${year}`]);
  }
  return found;
}

function redraw() {
  const dated = line.items.map((item, index) => [item, index]).filter(([item]) => passes(item) && isDated(item));
  const apart = line.items.map((item, index) => [item, index]).filter(([item]) => passes(item) && !isDated(item));
  drawScale(dated);
  listUndated(apart);
  hold();
  byId("counts").textContent = say("timeline_counts", { dated: dated.length, undated: apart.length });
}

function drawScale(dated) {
  const width = Math.max(stage.clientWidth - 16, 400) * zoomed;
  const all = line.items.filter((item) => isDated(item)).map((item) => item.span);
  const first = all.length ? Math.min(...all.map((span) => span[0])) - 8 : 0;
  const last = all.length ? Math.max(...all.map((span) => span[1])) + 8 : 1;
  const perDay = (width - 2 * SIDE - 150) / Math.max(last - first, 30);
  const x = (day) => SIDE + (day - first) * perDay;
  const rows = draw("g");
  const grid = draw("g");
  const items = draw("g");
  let top = HEAD;
  const present = line.kinds.filter((kind) => dated.some(([item]) => item.kind === kind));
  present.forEach((kind, number) => {
    const own = dated.filter(([item]) => item.kind === kind);
    const lanes = [];
    const drawn = own.map(([item, index]) => drawItem(item, index, x, top + 30, lanes, width));
    const height = 30 + lanes.length * LANE + (lanes.length ? 10 : 0);
    rows.append(
      draw("rect", { class: number % 2 ? "row odd" : "row", x: 0, y: top, width, height }),
      draw("text", { class: "rowname", x: SIDE, y: top + 19, text: `${kindName(kind)} · ${own.length}` }));
    items.append(...drawn);
    top += height;
  });
  if (all.length) {
    for (const [day, text] of ticks(first, last, perDay)) {
      grid.append(
        draw("line", { class: "grid", x1: x(day), x2: x(day), y1: HEAD - 6, y2: top }),
        draw("text", { class: "tick", x: x(day) + 3, y: HEAD - 10, text }));
    }
  }
  svg.setAttribute("width", width);
  svg.setAttribute("height", top + 4);
  svg.replaceChildren(rows, grid, items);
}

// A mark, or a bar from the first day to the last, with its label in the first lane that has room.
function drawItem(item, index, x, top, lanes, width) {
  const [from, to] = item.span;
  const [left, right] = [x(from), Math.max(x(to + 1), x(from) + 9)];
  const own = item.date !== "";
  const wide = right - left > 9;
  const [roomBefore, roomBehind] = [left - 14, width - right - 14];
  const before = widthOf(shortened(item.label, LABEL)) > roomBehind && roomBefore > roomBehind;
  const text = shortened(item.label, Math.min(LABEL, before ? roomBefore : roomBehind));
  const [low, high] = before ? [left - 8 - widthOf(text), right + 10] : [left, right + 16 + widthOf(text)];
  let lane = lanes.findIndex((taken) => taken.every(([a, b]) => high < a || low > b));
  if (lane < 0) lane = lanes.push([]) - 1;
  lanes[lane].push([low, high]);
  const y = top + lane * LANE;
  const colour = shade(line.looks[item.kind]);
  const shape = { class: "shape", fill: own ? colour : "none", stroke: colour };
  const title = `${item.label} · ${days(item.date || item.reported)}`;
  const group = draw("g", { class: "item", "data-item": index, "aria-label": title },
    draw("title", { text: title }),
    draw("rect", { x: low, y, width: high - low, height: LANE - 2, fill: "transparent" }),
    wide
      ? draw("rect", { ...shape, x: left, y: y + 5, width: right - left, height: 8, rx: 4 })
      : draw("circle", { ...shape, cx: left + 4.5, cy: y + 9, r: 4.5 }),
    draw("text", { x: before ? left - 5 : right + 5, y: y + 13, "text-anchor": before ? "end" : "start", text }));
  onPress(group, () => pick(index));
  return group;
}

function listUndated(apart) {
  undated.hidden = apart.length === 0;
  byId("to-undated").hidden = apart.length === 0;
  byId("to-undated").textContent = `${say("undated")}: ${apart.length} ↓`;
  const groups = line.kinds.map((kind) => [kind, apart.filter(([item]) => item.kind === kind)]).filter(([, own]) => own.length);
  undated.replaceChildren(
    make("h2", { text: `${say("undated")} · ${apart.length}` }),
    make("p", { class: "note", text: say("undated_note") }),
    ...groups.flatMap(([kind, own]) => [
      make("h3", { text: `${kindName(kind)} · ${own.length}` }),
      make("ul", {}, own.map(([item, index]) =>
        make("li", {}, make("button", { type: "button", "data-item": index, text: item.label, onclick: () => pick(index) })))),
    ]));
}

function hold() {
  for (const element of scale.querySelectorAll("[data-item]")) {
    element.classList.toggle("held", Number(element.dataset.item) === picked);
  }
}

function pick(index) {
  picked = index;
  hold();
  if (index < 0) return show(null, [], "timeline_hint");
  const item = line.items[index];
  const date = item.date ? [days(item.date)] : [];
  return show([item.label, ...date].join(" · "), [["", item.facts]]);
}

function zoom(factor) {
  const middle = (scale.scrollLeft + scale.clientWidth / 2) / (svg.clientWidth || 1);
  zoomed = Math.min(Math.max(zoomed * factor, 1), 60);
  redraw();
  scale.scrollLeft = middle * svg.clientWidth - scale.clientWidth / 2;
}

function sample(kind) {
  return draw("svg", { class: "sample", viewBox: "0 0 24 12", "aria-hidden": "true" },
    draw("circle", { cx: 12, cy: 6, r: 5, fill: shade(line.looks[kind]) }));
}

function drawLegend() {
  const count = (kind) => line.items.reduce((sum, item) => sum + (item.kind === kind ? 1 : 0), 0);
  const box = make("input", { type: "checkbox", id: "reported" });
  box.checked = byArticle;
  box.addEventListener("change", () => {
    byArticle = box.checked;
    redraw();
  });
  byId("legend").replaceChildren(
    boxes(say("kinds_title"), line.kinds, off, sample, kindName, count, redraw),
    make("label", { class: "through" }, box, make("span", { text: say("reported") })),
    make("p", { class: "note", text: say("reported_note") }),
    make("button", { type: "button", id: "to-undated", text: say("undated"), onclick: () => undated.scrollIntoView() }));
}

stage.append(scale, zoomTools(zoom, () => zoom(1e-9), () => pick(-1)));
scale.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.altKey) return;
  event.preventDefault();
  zoom(Math.exp(-event.deltaY / 400));
}, { passive: false });
onTheme(() => {
  drawLegend();
  redraw();
});
startTheme();
window.addEventListener("resize", redraw);
pick(-1);

// For tests: items in their order.
window.kgTimeline = Object.freeze({ items: line.items.map((item) => item.label), picked: () => picked });
