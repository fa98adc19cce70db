// The map: places and arcs on outlines of countries. Marks, labels and lines keep their size whatever the zoom.

import { boxes, byId, draw, make, onPress, onTheme, read, say, shade, show, startTheme, zoomTools } from "./sheet.mjs";

const map = read("map");
const stage = byId("stage");
const off = new Set();
const view = { x: 0, y: 0, scale: 1 }; // screen = (map − x, y) · scale
let through = true;
let picked = null;

const factsAt = map.places.map(() => []);
map.ends.forEach((ends, index) => {
  for (const end of new Set(ends)) if (end >= 0) factsAt[end].push(index);
});
const unplaced = map.ends.flatMap((ends, index) => (Math.max(...ends) < 0 ? [index] : []));

const land = draw("g", { class: "land" }, map.land.map(([path]) => draw("path", { d: path })));
const names = draw("g", { class: "names", "aria-hidden": "true" });
const arcs = draw("g", { class: "arcs" });
const marks = draw("g", { class: "marks" });
const svg = draw("svg", { id: "map" }, land, names, arcs, marks);

function passes(arc) {
  return !off.has(arc.relation) && (through || !arc.through);
}

// Places that share a point sit around it.
function at(place) {
  const x = (place.x - view.x) * view.scale;
  const y = (place.y - view.y) * view.scale;
  if (!place.seat) return [x, y];
  const turn = (place.seat - 1) * 1.9 + 0.6;
  return [x + 15 * Math.cos(turn), y + 15 * Math.sin(turn)];
}

function relationName(relation) {
  return map.names[relation];
}

// The relation between its sides, with an arrow where it has a direction.
function said(arc) {
  return `— ${relationName(arc.relation)} ${arc.both ? "—" : "→"}`;
}

// A curve bowed to the left of its direction; further arcs of a pair bow more.
function curve(arc) {
  const [x1, y1] = at(map.places[arc.from]);
  const [x2, y2] = at(map.places[arc.to]);
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const bow = (0.14 + 0.09 * arc.slot) * length + 6 + 5 * arc.slot;
  const side = arc.from < arc.to ? 1 : -1;
  const sign = arc.slot % 2 ? -side : side;
  const cx = (x1 + x2) / 2 + (sign * bow * (y2 - y1)) / length;
  const cy = (y1 + y2) / 2 - (sign * bow * (x2 - x1)) / length;
  const back = Math.hypot(x2 - cx, y2 - cy) || 1;
  const [ex, ey] = [x2 - (9 * (x2 - cx)) / back, y2 - (9 * (y2 - cy)) / back];
  const [ux, uy] = [(x2 - cx) / back, (y2 - cy) / back];
  const tip = `M${ex},${ey}L${ex - 8 * ux - 4 * uy},${ey - 8 * uy + 4 * ux}L${ex - 8 * ux + 4 * uy},${ey - 8 * uy - 4 * ux}Z`;
  const [nx, ny] = arc.both ? [x2, y2] : [ex - 5 * ux, ey - 5 * uy];
  return [`M${x1},${y1}Q${cx},${cy} ${nx},${ny}`, tip];
}

function placeArc(arc, index) {
  const [line, tip] = curve(arc);
  const colour = shade(map.looks[arc.relation]);
  const title = `${map.places[arc.from].name} ${said(arc)} ${map.places[arc.to].name} · ${arc.facts.length}`;
  const width = Math.min(1.4 + 0.7 * Math.log2(arc.facts.length), 5);
  const group = draw("g", { class: "arc", "data-arc": index, "aria-label": title },
    draw("title", { text: title }),
    draw("path", { class: "reach", d: line }),
    draw("path", { class: "line", d: line, stroke: colour, "stroke-width": width, "stroke-dasharray": arc.through && "5 4" }),
    arc.both ? null : draw("path", { class: "tip", d: tip, fill: colour }));
  onPress(group, () => pick("arc", index));
  return group;
}

function placeMark(place, index) {
  const [x, y] = at(place);
  const colour = shade(place.colour);
  const size = Math.min(4.5 + Math.sqrt(factsAt[index].length), 10) * Math.min(0.6 + 0.25 * view.scale, 1);
  const shape = place.type === "City"
    ? draw("circle", { cx: x, cy: y, r: size * 0.9, fill: colour })
    : place.type === "Country"
      ? draw("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, rx: 2, fill: colour })
      : draw("path", { d: `M${x},${y - size * 1.15}L${x + size * 1.1},${y + size * 0.85}H${x - size * 1.1}Z`, fill: colour });
  const group = draw("g", { class: "mark", "data-place": index, "aria-label": `${place.name}: ${factsAt[index].length}` },
    draw("title", { text: `${place.name} · ${factsAt[index].length}` }), shape);
  onPress(group, () => pick("place", index));
  return group;
}

const ruler = document.createElement("canvas").getContext("2d");
function widthOf(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}

function meets(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

// Labels of the busiest places first, each on the first side where it meets no mark and no other label.
function placeLabels(shown) {
  const taken = shown.map((index) => {
    const [x, y] = at(map.places[index]);
    return [x - 8, y - 8, x + 8, y + 8];
  });
  const busiest = [...shown].sort((a, b) => (b === held()) - (a === held()) || factsAt[b].length - factsAt[a].length || a - b);
  for (const index of busiest) {
    const place = map.places[index];
    const [x, y] = at(place);
    if (x < -50 || y < -50 || x > stage.clientWidth + 50 || y > stage.clientHeight + 50) continue;
    const width = widthOf(place.name, "600 12px sans-serif") + 4;
    const sides = [
      [x + 11, y + 4, "start", x + 10], [x - 11, y + 4, "end", x - 11 - width],
      [x, y - 12, "middle", x - width / 2], [x, y + 21, "middle", x - width / 2],
      [x + 8, y - 9, "start", x + 7], [x + 8, y + 17, "start", x + 7],
      [x - 8, y - 9, "end", x - 8 - width], [x - 8, y + 17, "end", x - 8 - width],
    ];
    for (const [tx, ty, anchor, left] of sides) {
      const box = [left, ty - 11, left + width, ty + 4];
      if (box[0] < 2 || box[1] < 2 || box[2] > stage.clientWidth - 2 || taken.some((other, i) => shown[i] !== index && meets(box, other))) continue;
      taken.push(box);
      marks.append(draw("text", { x: tx, y: ty, "text-anchor": anchor, class: "label", text: place.name, "data-label": index }));
      break;
    }
  }
  placeCountryNames(taken);
}

function placeCountryNames(taken) {
  names.replaceChildren();
  for (const [, name, x, y] of map.land) {
    const [sx, sy] = [(x - view.x) * view.scale, (y - view.y) * view.scale];
    const width = widthOf(name, "12px sans-serif") * 1.15;
    const box = [sx - width / 2, sy - 10, sx + width / 2, sy + 4];
    if (!name || taken.some((other) => meets(box, other))) continue;
    taken.push(box);
    names.append(draw("text", { x: sx, y: sy, "text-anchor": "middle", text: name }));
  }
}

function held() {
  return picked && picked.kind === "place" ? picked.index : -1;
}

function sift() {
  redraw();
  if (picked === null) showLinks();
}

function redraw() {
  const focus = document.activeElement && document.activeElement.closest("[data-arc],[data-place]");
  const again = focus && (focus.dataset.arc ? `[data-arc="${focus.dataset.arc}"]` : `[data-place="${focus.dataset.place}"]`);
  land.setAttribute("transform", `scale(${view.scale}) translate(${-view.x} ${-view.y})`);
  const drawn = map.arcs.map((arc, index) => [arc, index]).filter(([arc]) => passes(arc));
  arcs.replaceChildren(...drawn.map(([arc, index]) => placeArc(arc, index)));
  const shown = map.places.map((_, index) => index);
  marks.replaceChildren(...shown.map((index) => placeMark(map.places[index], index)));
  placeLabels(shown);
  emphasise();
  byId("counts").textContent = say("map_counts", {
    places: map.places.length, arcs: drawn.length, facts: drawn.reduce((sum, [arc]) => sum + arc.facts.length, 0),
  });
  if (again) svg.querySelector(again)?.focus();
}

// What is not tied to the picked thing steps back.
function emphasise() {
  svg.classList.toggle("picking", picked !== null);
  const near = new Set();
  const mine = (arc, index) =>
    picked && (picked.kind === "arc" ? index === picked.index : arc.from === picked.index || arc.to === picked.index);
  for (const element of arcs.children) {
    const index = Number(element.dataset.arc);
    const own = mine(map.arcs[index], index);
    element.classList.toggle("near", Boolean(own));
    if (own) near.add(map.arcs[index].from).add(map.arcs[index].to);
  }
  if (held() >= 0) near.add(held());
  for (const element of marks.children) {
    element.classList.toggle("near", near.has(Number(element.dataset.place ?? element.dataset.label)));
    element.classList.toggle("held", Number(element.dataset.place) === held());
  }
}

function pick(kind, index) {
  picked = kind === null ? null : { kind, index };
  emphasise();
  if (picked === null) showLinks();
  else if (kind === "arc") {
    const arc = map.arcs[index];
    show(`${map.places[arc.from].name} ${arc.both ? "—" : "→"} ${map.places[arc.to].name}`, [[relationName(arc.relation), arc.facts]]);
  } else showPlace(index);
}

// Every arc as a line to press: what the map shows, for those who cannot see or point.
function showLinks() {
  show(null, [], "map_hint");
  const drawn = map.arcs.map((arc, index) => [arc, index]).filter(([arc]) => passes(arc));
  if (!drawn.length) return;
  byId("reading").append(
    make("h3", { text: `${say("links")} · ${drawn.length}` }),
    make("ul", { class: "links" }, drawn.map(([arc, index]) =>
      make("li", {}, make("button", { type: "button", onclick: () => pick("arc", index) },
        map.places[arc.from].name, " ", make("span", { class: "rel", text: said(arc) }), " ",
        map.places[arc.to].name, arc.facts.length > 1 ? ` · ${arc.facts.length}` : "")))));
}

function showPlace(index) {
  const groups = new Map();
  const inside = [];
  for (const fact of factsAt[index]) {
    const [from, to] = map.ends[fact];
    const other = from === index ? to : from;
    if (other < 0 || other === index) inside.push(fact);
    else groups.set(other, [...(groups.get(other) || []), fact]);
  }
  const tied = [...groups].sort((a, b) => b[1].length - a[1].length).map(([other, members]) => [map.places[other].name, members]);
  show(map.places[index].name, [...tied, [say("same_place"), inside]]);
}

function zoomAt(factor, x, y) {
  const scale = Math.min(Math.max(view.scale * factor, 0.12), 40);
  view.x += x / view.scale - x / scale;
  view.y += y / view.scale - y / scale;
  view.scale = scale;
  redraw();
}

// The middle of numbers in their order, without a share of the outermost on either side; of few, all.
function inner(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const cut = sorted.length > 20 ? Math.round(sorted.length * share) : 0;
  return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

// Shows the places that facts tie together, or else all, with room for their labels; `share` leaves out the outermost.
function frame(share) {
  const tied = new Set(map.arcs.flatMap((arc) => [arc.from, arc.to]));
  const spots = map.places.filter((_, index) => tied.size === 0 || tied.has(index));
  const xs = spots.length ? spots.map((place) => place.x) : [-420, 420];
  const ys = spots.length ? spots.map((place) => place.y) : [-250, 250];
  const [[left, right], [top, bottom]] = [inner(xs, share), inner(ys, share)];
  const [width, height] = [Math.max(right - left, 120), Math.max(bottom - top, 80)];
  view.scale = Math.min((stage.clientWidth - 180) / width, (stage.clientHeight - 110) / height, 8);
  view.scale = Math.max(view.scale, 0.12);
  view.x = (left + right) / 2 - stage.clientWidth / 2 / view.scale;
  view.y = (top + bottom) / 2 - stage.clientHeight / 2 / view.scale;
  redraw();
}

const fit = () => frame(0);
const start = () => frame(0.05);

function startDragging() {
  let last = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    last = [event.clientX, event.clientY];
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (last === null || !(event.buttons & 1)) return;
    const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    moved = true;
    view.x -= dx / view.scale;
    view.y -= dy / view.scale;
    last = [event.clientX, event.clientY];
    redraw();
  });
  window.addEventListener("pointerup", () => (last = null));
  svg.addEventListener("click", (event) => {
    if (!moved && !event.target.closest(".arc,.mark")) pick(null);
  });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoomAt(Math.exp(-event.deltaY / 500), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
}

function sample(relation) {
  const line = draw("line", { x1: 1, y1: 6, x2: 23, y2: 6, "stroke-width": 3, stroke: shade(map.looks[relation]) });
  return draw("svg", { class: "sample", viewBox: "0 0 24 12", "aria-hidden": "true" }, line);
}

function drawLegend() {
  const relations = Object.keys(map.looks);
  const count = (relation) => map.arcs.reduce((sum, arc) => sum + (arc.relation === relation ? arc.facts.length : 0), 0);
  const box = make("input", { type: "checkbox", id: "through" });
  box.checked = through;
  box.addEventListener("change", () => {
    through = box.checked;
    sift();
  });
  byId("legend").replaceChildren(
    relations.length
      ? boxes(say("relations_title"), relations, off, sample, relationName, count, sift)
      : make("p", { class: "note", text: say("no_arcs") }),
    map.arcs.some((arc) => arc.through)
      ? make("label", { class: "through" }, box, make("span", { text: say("through") }))
      : "",
    map.arcs.some((arc) => arc.through) ? make("p", { class: "note", text: say("through_note") }) : "",
    unplaced.length
      ? make("button", { type: "button", id: "unplaced", text: `${say("unplaced")}: ${unplaced.length}`, onclick: () => {
        picked = null;
        emphasise();
        show(say("unplaced"), [["", unplaced]]);
      } })
      : "",
    make("p", { class: "note credit", text: say("marks") }),
    make("p", { class: "note credit", text: say("credit") }));
}

stage.append(svg, zoomTools((factor) => zoomAt(factor, stage.clientWidth / 2, stage.clientHeight / 2), fit, () => pick(null)));
onTheme(() => {
  drawLegend();
  redraw();
});
startTheme();
startDragging();
start();
window.addEventListener("resize", start);
pick(null);

// For tests: places go by IRI.
window.kgMap = Object.freeze({
  places: map.places.map((place) => place.iri),
  arcs: map.arcs.length,
  picked: () => picked && `${picked.kind} ${picked.index}`,
});
