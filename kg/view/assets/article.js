// The article, with the words marked that what is picked rests on.

import { articleByIri, articles, edges, edgesOf, nodes, page, say } from "./data.js";
import { byId, make } from "./dom.js";
import { listen, passing, pick, state } from "./state.js";
import { cut, paragraphs } from "./text.js";

let shown = articles.length ? articles[0].iri : null;
let step = 0;

export function startArticle() {
  listen("picked", () => {
    step = 0;
    follow();
    draw();
  });
  listen("filters", draw);
  byId("article").addEventListener("click", pickByWords);
  draw();
}

// Turn to the article in which what is picked is stated.
function follow() {
  if (state.picked === null) return;
  if (state.picked.kind === "edge") {
    const edge = edges[state.picked.id];
    if (articleByIri.has(edge.article)) shown = edge.article;
    return;
  }
  const stated = articles.filter((article) => mentions(article).length > 0);
  if (stated.length && !stated.some((article) => article.iri === shown)) shown = stated[0].iri;
}

function show(iri) {
  shown = iri;
  step = 0;
  draw();
}

function draw() {
  const place = byId("article");
  const article = articleByIri.get(shown);
  if (article === undefined) {
    place.replaceChildren(make("p", { class: "head note", text: say("no_articles") }));
    return;
  }
  const ranges = marks(article);
  place.replaceChildren(heading(article), body(article, ranges));
  scrollToMark();
}

function heading(article) {
  const origin = [article.publisher, date(article.date)].filter(Boolean).join(", ");
  const source = /^https?:\/\//i.test(article.url)
    ? make("a", { href: article.url, rel: "noopener noreferrer", target: "_blank", text: say("source") })
    : null;
  return make(
    "div", { class: "head" },
    make("h2", { text: say("article") }),
    articles.length > 1 ? chooser(article) : make("p", { class: "title", text: article.title || say("untitled") }),
    make("p", { class: "origin" }, origin, origin && source ? " · " : "", source),
    steps(article),
  );
}

function chooser(article) {
  const select = make("select", { "aria-label": say("article_choice"), onchange: () => show(select.value) });
  for (const each of articles) {
    const found = state.picked && state.picked.kind === "node" ? mentions(each).length : 0;
    const name = `${each.title || say("untitled")}${found ? ` (${found})` : ""}`;
    select.append(make("option", { value: each.iri, text: name, selected: each.iri === article.iri }));
  }
  return select;
}

// A date as the reader's language writes it; anything else as it stands.
export function date(iso) {
  return iso.replace(/\d{4}-\d\d-\d\d/g, (day) => {
    const at = new Date(`${day}T12:00:00Z`);
    const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return Number.isNaN(at.getTime()) ? day : new Intl.DateTimeFormat(page.language, form).format(at);
  }).replace("/", " – ");
}

// Buttons that go from one mention of the picked node to the next.
function steps(article) {
  if (state.picked === null || state.picked.kind !== "node") return null;
  const count = mentions(article).length;
  if (!count) return null;
  const go = (by) => () => {
    step = (step + by + count) % count;
    scrollToMark();
  };
  const button = (sign, name, by) => make("button", { type: "button", "aria-label": say(name), onclick: go(by), text: sign });
  const few = count < 2;
  return make(
    "p", { class: "steps" }, make("span", { text: say("mentions", { count }) }),
    few ? null : button("↑", "previous", -1), few ? null : button("↓", "next", 1),
  );
}

function body(article, ranges) {
  const text = make("div", { class: "text" });
  if (!article.text) return make("p", { class: "note", text: say("no_text") });
  const edge = state.picked && state.picked.kind === "edge" ? edges[state.picked.id] : null;
  if (edge && edge.article === article.iri && edge.start === undefined) {
    text.append(make("p", { class: "note", text: say("no_words") }));
  }
  for (const { start, end } of paragraphs(article.text)) {
    const pieces = cut(start, end, ranges).map((piece) => mark(article.text.slice(piece.start, piece.end), piece.ranges));
    text.append(make("p", {}, pieces));
  }
  return text;
}

// A piece of text with every range that covers it shown: the strongest as a mark, the facts it states in its data.
function mark(words, ranges) {
  if (!ranges.length) return words;
  const kinds = new Set(ranges.map((range) => range.kind));
  const facts = ranges.filter((range) => range.edge !== undefined);
  facts.sort((a, b) => a.end - a.start - (b.end - b.start) || a.edge - b.edge);
  const data = facts.length ? { "data-facts": facts.map((range) => range.edge).join(" ") } : {};
  const at = ranges.find((range) => range.step !== undefined);
  if (at) data["data-step"] = at.step;
  const marked = ["sentence", "words", "mention", "side"].some((kind) => kinds.has(kind));
  return make(marked ? "mark" : "span", { class: [...kinds].join(" "), text: words, ...data });
}

// The ranges to mark in an article, by what is picked.
function marks(article) {
  const stating = edges
    .filter((edge) => edge.article === article.iri && edge.start !== undefined && passing.edges.has(edge.id))
    .map((edge) => ({ start: edge.start, end: edge.end, kind: "stated", edge: edge.id }));
  if (state.picked === null) return stating;
  if (state.picked.kind === "node") return [...stating, ...mentions(article)];
  const edge = edges[state.picked.id];
  return edge.article === article.iri ? [...stating, ...wordsOf(edge)] : stating;
}

// A fact's sentence, its stating words, and in them the names of its two sides.
export function wordsOf(edge) {
  const found = [];
  if (edge.sentence_start !== undefined) found.push({ start: edge.sentence_start, end: edge.sentence_end, kind: "sentence" });
  if (edge.start !== undefined) found.push({ start: edge.start, end: edge.end, kind: "words" });
  for (const side of ["subject", "object"]) {
    if (edge[`${side}_start`] !== undefined) found.push({ start: edge[`${side}_start`], end: edge[`${side}_end`], kind: "side" });
  }
  return found;
}

// Where an article names the picked node: the words that name it, else the words of its facts. Each stretch once.
function mentions(article) {
  const node = nodes[state.picked.id];
  const named = new Map(), stated = new Map();
  for (const edge of edgesOf[node.id]) {
    if (edge.article !== article.iri) continue;
    for (const [side, end] of [["subject", edge.from], ["object", edge.to]]) {
      if (end === node.id) note(named, edge[`${side}_start`], edge[`${side}_end`]);
    }
    note(stated, edge.start, edge.end);
  }
  const found = [...(named.size ? named : stated).values()].sort((a, b) => a.start - b.start || a.end - b.end);
  const apart = found.filter((range, i) => i === 0 || range.start >= found[i - 1].end);
  return apart.map((range, i) => ({ ...range, kind: "mention", step: i }));
}

function note(found, start, end) {
  if (start !== undefined) found.set(`${start} ${end}`, { start, end });
}

function scrollToMark() {
  const place = byId("article");
  for (const old of place.querySelectorAll(".here")) old.classList.remove("here");
  const target =
    place.querySelector(`mark[data-step="${step}"]`) || place.querySelector("mark.words") || place.querySelector("mark.sentence");
  if (target === null) return;
  if (target.dataset.step !== undefined && place.querySelector('mark[data-step="1"]')) target.classList.add("here");
  const frame = place.getBoundingClientRect(), at = target.getBoundingClientRect();
  const goal = place.scrollTop + at.top - frame.top - Math.max(90, place.clientHeight * 0.36);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollTo({ top: Math.max(goal, 0), behavior: still ? "auto" : "smooth" });
}

// A click on underlined words picks their fact; clicking again goes on to the next fact of the same words.
function pickByWords(event) {
  const piece = event.target.closest("[data-facts]");
  if (piece === null || !getSelection().isCollapsed) return;
  const facts = piece.dataset.facts.split(" ").map(Number);
  const now = state.picked && state.picked.kind === "edge" ? facts.indexOf(state.picked.id) : -1;
  pick("edge", facts[(now + 1) % facts.length]);
}
