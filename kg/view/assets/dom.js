// Elements made by hand. Text goes in as text, never as markup.

import { looks } from "./data.js";

const SVG = "http://www.w3.org/2000/svg";

export function byId(id) {
  return document.getElementById(id);
}

// An element with its properties (`class`, `text`, `on…` or an attribute) and children; empty children are left out.
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// The small picture of a type, the same shape and colour as on the canvas.
export function icon(type, theme, collective = false) {
  const look = looks.types[type];
  const corners = looks.shapes[look.shape];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.4 -1.4 2.8 2.8");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, corners.length ? "polygon" : "circle");
  if (corners.length) shape.setAttribute("points", corners.map((corner) => corner.join(",")).join(" "));
  else shape.setAttribute("r", "1");
  shape.setAttribute("fill", collective ? "none" : look[theme]);
  shape.setAttribute("stroke", look[theme]);
  shape.setAttribute("stroke-width", collective ? "0.3" : "0");
  svg.append(shape);
  return svg;
}

// A link to the web where the address is one (http, https), else plain text: opened only when the reader clicks.
export function link(address) {
  if (!/^https?:\/\//i.test(address)) return make("span", { text: address });
  return make("a", { href: address, rel: "noopener noreferrer", target: "_blank", text: address });
}
