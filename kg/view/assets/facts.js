// The panel above the article: the picked fact, the picked node's facts, or all of them.

import { date, wordsOf } from "./article.js";
import { hiddenNeighbours, reveal } from "./canvas.js";
import { articles, edges, edgesOf, nodeByIri, nodes, otherEnd, say, word } from "./data.js";
import { byId, icon, link, make } from "./dom.js";
import { aim, listen, passing, pathToGoal, pick, setDepth, state } from "./state.js";
import { cut } from "./text.js";
import { onTheme, theme } from "./theme.js";

const AT_ONCE = 100;
const REVEALED_AT_ONCE = 60;
const DEPTHS = [1, 2, 3];

let limit = AT_ONCE;

export function startFacts() {
  listen("picked", () => {
    limit = AT_ONCE;
    draw();
    byId("facts").scrollTop = 0;
  });
  listen("filters", draw);
  onTheme(draw);
  draw();
}

function draw() {
  byId("facts").replaceChildren(...parts().filter(Boolean));
}

function parts() {
  if (state.picked === null) return overview();
  if (state.picked.kind === "edge") return edgeFacts();
  return state.goal === null ? nodeFacts() : pathFacts();
}

function overview() {
  if (!edges.length) return [make("p", { class: "note", text: say("no_facts") })];
  const left = edges.filter((edge) => passing.edges.has(edge.id));
  return [
    make("p", { class: "note", text: say("hint") }),
    make("h3", { text: say("all_facts") }),
    make("ul", {}, left.slice(0, limit).map((edge) => make("li", {}, line(edge, null)))),
    more(left.length),
  ];
}

function more(count) {
  if (count <= limit) return null;
  const next = () => {
    limit += AT_ONCE;
    draw();
  };
  const text = say("more_facts", { count: Math.min(AT_ONCE, count - limit) });
  return make("button", { type: "button", onclick: next, text });
}

// A fact as a button. Seen from a node, only the other end is named.
function line(edge, node) {
  const figure = edge.figure ? [" ", make("span", { class: "figure", text: edge.figure })] : [];
  const words = node
    ? [icon(otherEnd(edge, node).type, theme(), otherEnd(edge, node).collective), " ", otherEnd(edge, node).name]
    : [nodes[edge.from].name, " ", make("span", { class: "rel", text: `— ${edge.name} →` }), " ", nodes[edge.to].name];
  return make("button", { type: "button", class: "fact-line", onclick: () => pick("edge", edge.id) }, words, figure);
}

function nodeFacts() {
  const node = nodes[state.picked.id];
  const kept = edgesOf[node.id].filter((edge) => passing.edges.has(edge.id));
  const kind = word("types", node.type) + (node.collective ? `, ${say("collective")}` : "");
  return [
    make("h2", {}, icon(node.type, theme(), node.collective), node.name),
    make("p", { class: "kind", text: kind }),
    ...walking(),
    ...groups("outgoing", kept.filter((edge) => edge.from === node.id), node),
    ...groups("incoming", kept.filter((edge) => edge.from !== node.id), node),
    kept.length ? null : make("p", { class: "note", text: say("no_facts_of_node") }),
    revealer(node),
    make(
      "dl", {},
      row("aliases", node.aliases && node.aliases.join("; ")),
      row("coordinates", node.coordinates),
      row("same", node.same && node.same.flatMap((iri) => [link(iri), make("br")])),
      row("iri", iri(node.iri)),
    ),
  ];
}

// How far around the picked node to look, and the way from it to another.
function walking() {
  const depth = (steps) =>
    make("button", {
      type: "button", text: String(steps), "aria-pressed": String(state.depth === steps),
      "aria-label": say("depth_of", { steps }), onclick: () => refocus(() => setDepth(steps), steps - 1),
    });
  const path = make("button", {
    type: "button", class: "path", text: say("path_to"), "aria-pressed": String(state.aiming),
    onclick: () => refocus(aim, DEPTHS.length),
  });
  const note = state.aiming ? make("p", { class: "note", role: "status", text: say("path_hint") }) : null;
  return [make("div", { class: "around", role: "group", "aria-label": say("depth") }, say("depth"), DEPTHS.map(depth), path), note];
}

// Do what redraws the panel, and give the focus back to the button that did it.
function refocus(act, index) {
  act();
  byId("facts").querySelectorAll(".around button")[index]?.focus();
}

// The facts on the way from the picked node to the goal.
function pathFacts() {
  const found = pathToGoal();
  const ends = [state.picked.id, state.goal].map((id) => nodes[id].name).join(" → ");
  const back = make("button", { type: "button", class: "back", text: say("path_back"), onclick: () => pick("node", state.picked.id) });
  if (found === null) return [back, make("h2", { text: ends }), make("p", { class: "note", role: "status", text: say("no_path") })];
  return [
    back,
    make("h2", { text: ends }),
    make("p", { class: "kind", role: "status", text: say("path_steps", { count: found.way.length - 1 }) }),
    make("ul", {}, [...found.edges].map((id) => make("li", {}, line(edges[id], null)))),
  ];
}

// A node's facts in one direction, under the name of each relation.
function groups(direction, kept, node) {
  if (!kept.length) return [];
  const byName = new Map();
  for (const edge of kept) byName.set(edge.name, [...(byName.get(edge.name) || []), edge]);
  const sorted = [...byName].sort((a, b) => b[1].length - a[1].length);
  const group = ([name, facts]) => [
    make("h4", {}, name, " ", facts.length > 1 ? make("span", { class: "count", text: String(facts.length) }) : ""),
    make("ul", {}, facts.map((edge) => make("li", {}, line(edge, node)))),
  ];
  return [make("h3", { text: say(direction) }), ...sorted.flatMap(group)];
}

// A button that draws neighbours which are not on the canvas, some at a time.
function revealer(node) {
  const waiting = hiddenNeighbours(node);
  if (!waiting.length) return null;
  const next = () => {
    reveal(waiting.slice(0, REVEALED_AT_ONCE));
    draw();
  };
  const text = say("reveal", { count: Math.min(waiting.length, REVEALED_AT_ONCE) });
  return make("button", { type: "button", onclick: next, text });
}

function edgeFacts() {
  const edge = edges[state.picked.id];
  return [statement(edge), quote(edge), details(edge)];
}

function statement(edge) {
  const end = (node) =>
    make(
      "button", { type: "button", class: "end", onclick: () => pick("node", node.id) },
      icon(node.type, theme(), node.collective), " ", node.name,
    );
  const name = edge.figure ? `${edge.name}: ${edge.figure}` : edge.name;
  return make(
    "p", { class: "statement" },
    end(nodes[edge.from]), " ", make("span", { class: "rel", text: `— ${name} →` }), " ", end(nodes[edge.to]),
  );
}

// The sentence itself, for narrow screens, where the article stands far below.
function quote(edge) {
  const article = articles[edge.article];
  if (edge.sentence === undefined) return null;
  const words = wordsOf(edge).filter((range) => range.kind === "words");
  const pieces = cut(...edge.sentence, words).map(({ start, end, ranges }) => {
    const text = article.text.slice(start, end);
    return ranges.length ? make("mark", { text }) : text;
  });
  return make("blockquote", { class: "quote" }, pieces);
}

function details(edge) {
  const article = articles[edge.article];
  const origin = article && [article.title || say("untitled"), date(article.date)].filter(Boolean).join(", ");
  const figure = edge.figure ? edge.figure : [edge.value, edge.unit].filter(Boolean).join(" ");
  return make(
    "dl", {},
    row("figure", figure),
    row("date", edge.date && date(edge.date)),
    edge.status ? [make("dt", { text: say("status_column") }), make("dd", {}, badge(edge.status))] : null,
    row("speaker", edge.speaker && speaker(edge.speaker)),
    row("mode", edge.mode && word("modes", edge.mode)),
    row("published", origin),
    row("pattern", edge.pattern),
    row("confidence", edge.confidence < 1 && edge.confidence), // 1: the pattern has not been weighed
    row("iri", iri(edge.iri)),
  );
}

export function badge(status) {
  const known = ["planned", "underway", "done", "declared"].includes(status) ? ` ${status}` : "";
  return make("span", { class: `badge${known}`, text: word("statuses", status) });
}

// Who is quoted: a node of the graph where the speaker is its IRI, else a name.
function speaker(name) {
  const node = nodeByIri.get(name);
  if (!node) return name;
  return make("button", { type: "button", class: "link", onclick: () => pick("node", node.id), text: node.name });
}

function row(name, value) {
  return value && value.length !== 0 ? [make("dt", { text: say(name) }), make("dd", {}, value)] : null;
}

function iri(text) {
  const button = make("button", { type: "button", text: say("copy"), onclick: () => copy(text, button) });
  return make("div", { class: "iri" }, make("code", { text }), button);
}

// Copy a text. A page from disk may be refused the clipboard: then through a selection.
async function copy(text, button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", { class: "unseen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
  }
  button.textContent = say(done ? "copied" : "copy_failed");
  setTimeout(() => (button.textContent = say("copy")), 1600);
}
