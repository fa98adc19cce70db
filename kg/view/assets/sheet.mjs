// What the map and the timeline share: data, elements, filters, the panel of facts, the theme.

const SVG = "http://www.w3.org/2000/svg";
const AT_ONCE = 60;

export function read(name) {
  return JSON.parse(document.getElementById(`data-${name}`).textContent);
}

export const facts = read("facts");
export const articles = read("articles");
export const phrases = read("phrases");

// A phrase of the interface, with its {gaps} filled.
export function say(name, gaps = {}) {
  return phrases[name].replace(/\{(\w+)\}/g, (whole, gap) => (gap in gaps ? String(gaps[gap]) : whole));
}

export function byId(id) {
  return document.getElementById(id);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// An element of HTML, or of SVG, with its properties (`text`, `on…` or an attribute) and children.
export function make(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}
export function draw(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

// Enter and the space bar do what a click does; for drawn things that stand for buttons.
export function onPress(element, action) {
  element.setAttribute("role", "button");
  element.setAttribute("tabindex", "0");
  element.addEventListener("click", action);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    action(event);
  });
}

export function theme() {
  return document.documentElement.dataset.theme;
}

export function shade(pair) {
  return pair[theme() === "dark" ? 1 : 0];
}

const redraws = [];
export function onTheme(listener) {
  redraws.push(listener);
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  for (const listener of redraws) listener();
}

export function startTheme() {
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const turn = () => setTheme(theme() === "dark" ? "light" : "dark");
  byId("switch-theme").addEventListener("click", turn);
  document.addEventListener("keydown", (event) => {
    if (event.key === "t" && event.target.tagName !== "INPUT" && !event.ctrlKey && !event.metaKey) turn();
  });
}

// A list of boxes; `off` is the set of names that are filtered out. `mark` draws the sample of a name.
export function boxes(title, names, off, mark, label, count, changed) {
  const list = make("ul", { class: "boxes" });
  const inputs = names.map((name) => {
    const input = make("input", { type: "checkbox", "data-name": name });
    input.checked = !off.has(name);
    input.addEventListener("change", () => {
      if (input.checked) off.delete(name);
      else off.add(name);
      changed();
    });
    list.append(
      make("li", {}, make("label", {}, input, mark(name), make("span", { class: "name", text: label(name) }),
        make("span", { class: "count", text: String(count(name)) }))),
    );
    return input;
  });
  const all = make("button", {
    type: "button", class: "link", text: say("all_or_none"),
    onclick: () => {
      const clear = off.size === 0;
      off.clear();
      if (clear) names.forEach((name) => off.add(name));
      inputs.forEach((input) => (input.checked = !clear));
      changed();
    },
  });
  return make("section", {}, make("div", { class: "head" }, make("h2", { text: title }), all), list);
}

// A link to the web where the address is one, else plain text: opened only when the reader clicks.
function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return make("span", { text });
  return make("a", { href: address, rel: "noopener noreferrer", target: "_blank", text });
}

export function day(iso) {
  const parts = iso.split("-");
  if (parts.length === 1) return iso;
  const month = phrases.months[Number(parts[1]) - 1] || parts[1];
  return parts.length === 2 ? `${month} ${parts[0]}` : `${Number(parts[2])} ${month} ${parts[0]}`;
}

export function days(iso) {
  const [from, to] = iso.split("/");
  return to && to !== from ? say("of_dates", { from: day(from), to: day(to) }) : day(from);
}

function card(fact) {
  const name = fact.figure ? `${fact.name}: ${fact.figure}` : fact.name;
  const article = articles[fact.article];
  const origin = article && [article.title || say("untitled"), article.date && day(article.date)].filter(Boolean).join(", ");
  const row = (key, value) => (value ? [make("dt", { text: say(key) }), make("dd", {}, value)] : []);
  return make("article", { class: "card", "data-iri": fact.iri },
    make("p", { class: "statement" }, fact.subject, " ", make("span", { class: "rel", text: `— ${name} →` }), " ", fact.object),
    fact.quote.length
      ? make("blockquote", {}, fact.quote[0], make("mark", { text: fact.quote[1] }), fact.quote[2])
      : null,
    make("dl", {},
      row("date", fact.date && days(fact.date)),
      row("status", fact.status && (Object.hasOwn(phrases.statuses, fact.status) ? phrases.statuses[fact.status] : fact.status)),
      row("speaker", fact.speaker),
      row("article", article && link(article.url, origin))));
}

// The panel of facts: a title and groups of [heading or "", indices of facts]; null shows the hint.
export function show(title, groups, hint) {
  const panel = byId("reading");
  panel.scrollTop = 0;
  if (title === null) {
    panel.replaceChildren(make("p", { class: "note", text: say(facts.length ? hint : "no_facts") }));
    return;
  }
  const parts = groups.filter(([, members]) => members.length).map(([heading, members]) => group(heading, members));
  panel.replaceChildren(make("h2", { text: title }), ...parts);
}

function group(heading, members) {
  const section = make("section", {}, heading ? make("h3", { text: `${heading} · ${members.length}` }) : null);
  const next = (from) => {
    section.append(...members.slice(from, from + AT_ONCE).map((index) => card(facts[index])));
    const left = members.length - from - AT_ONCE;
    if (left <= 0) return;
    const button = make("button", { type: "button", text: say("more", { count: Math.min(left, AT_ONCE) }) });
    button.addEventListener("click", () => {
      button.remove();
      next(from + AT_ONCE);
    });
    section.append(button);
  };
  next(0);
  return section;
}

// Buttons and keys to zoom: `zoom(factor)` about the middle, `fit()`, and `clear()` for Esc.
export function zoomTools(zoom, fit, clear) {
  document.addEventListener("keydown", (event) => {
    if (event.target.tagName === "INPUT" && event.key !== "Escape") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-" || event.key === "−") zoom(1 / 1.4);
    else if (event.key === "f") fit();
    else if (event.key === "Escape") clear();
  });
  const button = (id, text, name, action) =>
    make("button", { type: "button", id, text, title: say(name), "aria-label": say(name), onclick: action });
  return make("div", { class: "zoom" },
    button("zoom-in", "+", "zoom_in", () => zoom(1.4)),
    button("zoom-out", "−", "zoom_out", () => zoom(1 / 1.4)),
    button("fit", "⤢", "fit", fit));
}
