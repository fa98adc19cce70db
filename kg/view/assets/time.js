// The filter by time: how many facts each stretch of time has, and two handles. Facts without a date are a choice.

import { edges, page, say } from "./data.js";
import { isoOf } from "./dates.js";
import { byId } from "./dom.js";
import { days, filter, listen, state } from "./state.js";

const MOST_BARS = 40;
const SVG = "http://www.w3.org/2000/svg";

const dated = days.filter((span) => span !== null);
const first = dated.reduce((least, [start]) => Math.min(least, start), Infinity);
const last = dated.reduce((most, [, end]) => Math.max(most, end), -Infinity);
const BARS = Math.min(MOST_BARS, last + 1 - first); // no bar shorter than a day

export function startTime() {
  byId("time-part").hidden = !(first < last);
  if (!(first < last)) return;
  for (const id of ["time-from", "time-to"]) {
    byId(id).min = String(first);
    byId(id).max = String(last);
    byId(id).addEventListener("input", () => change(id));
  }
  byId("undated").addEventListener("change", (event) => filter((_, all) => (all.undated = event.target.checked)));
  byId("undated-count").textContent = String(edges.length - dated.length);
  drawBars();
  listen("filters", refresh);
  refresh();
}

// The two handles push each other: the range never turns inside out.
function change(moved) {
  const from = Number(byId("time-from").value), to = Number(byId("time-to").value);
  const range = moved === "time-from" ? [from, Math.max(from, to)] : [Math.min(from, to), to];
  filter((_, all) => (all.time = range[0] === first && range[1] === last ? null : range));
}

function refresh() {
  const [from, to] = state.time || [first, last];
  byId("time-from").value = String(from);
  byId("time-to").value = String(to);
  byId("undated").checked = state.undated;
  byId("time-range").textContent = from === to ? short(from) : `${short(from)} – ${short(to)}`;
  byId("time-from").setAttribute("aria-valuetext", short(from));
  byId("time-to").setAttribute("aria-valuetext", short(to));
  const bars = byId("time-bars").children;
  [...bars].forEach((bar, i) => bar.classList.toggle("out", stretch(i)[1] <= from || stretch(i)[0] >= to + 1));
}

// «22.06.2031», «22/06/2031»: by hand, as the browser's own way takes long to wake.
function short(day) {
  return isoOf(day).split("-").reverse().join(page.language === "ru" ? "." : "/");
}

function stretch(bar) {
  const width = (last + 1 - first) / BARS;
  return [first + bar * width, first + (bar + 1) * width];
}

function drawBars() {
  const counts = Array.from({ length: BARS }, (_, i) => {
    const [start, end] = stretch(i);
    return dated.filter((span) => span[0] < end && span[1] + 1 > start).length;
  });
  const most = Math.max(...counts);
  const bars = counts.map((count, i) => {
    const height = count ? 3 + (25 * count) / most : 0;
    const bar = document.createElementNS(SVG, "rect");
    const place = { x: i * 5, y: 30 - height, width: 4, height };
    for (const [name, value] of Object.entries(place)) bar.setAttribute(name, String(value));
    return bar;
  });
  byId("time-bars").setAttribute("viewBox", `0 0 ${BARS * 5} 30`);
  byId("time-bars").setAttribute("aria-label", say("time_bars", { count: dated.length }));
  byId("time-bars").replaceChildren(...bars);
}
