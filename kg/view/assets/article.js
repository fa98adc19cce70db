// The article, with the words marked that what is picked rests on.

import { articles, edges, edgesOf, nodes, phrases, say } from "./data.js";
import { byId, make } from "./dom.js";
import { listen, passing, pick, state } from "./state.js";
import { cut, paragraphs } from "./text.js";

let shown = 0; // the article's number
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
    if (edge.article !== undefined) shown = edge.article;
    return;
  }
  const stating = [...articles.keys()].filter((number) => mentions(number).length > 0);
  if (stating.length && !stating.includes(shown)) shown = stating[0];
}

function show(number) {
  shown = number;
  step = 0;
  draw();
}

function draw() {
  const place = byId("article");
  const article = articles[shown];
  if (article === undefined) {
    place.replaceChildren(make("p", { class: "head note", text: say("no_articles") }));
    return;
  }
  const ranges = marks();
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
    steps(),
  );
}

function chooser(article) {
  const select = make("select", { "aria-label": say("article_choice"), onchange: () => show(Number(select.value)) });
  for (const [number, each] of articles.entries()) {
    const found = state.picked && state.picked.kind === "node" ? mentions(number).length : 0;
    const name = `${each.title || say("untitled")}${found ? ` (${found})` : ""}`;
    select.append(make("option", { value: String(number), text: name, selected: each === article }));
  }
  return select;
}

// A date as the reader's language writes it; anything else as it stands.
export function date(iso) {
  return iso.replace(/(\d{4})-(\d\d)-(\d\d)/g, (whole, year, month, day) => {
    const name = phrases.months[Number(month) - 1];
    return name ? say("day", { day: Number(day), month: name, year }) : whole;
  }).replace("/", " – ");
}

// Buttons that go from one mention of the picked node to the next.
function steps() {
  if (state.picked === null || state.picked.kind !== "node") return null;
  const count = mentions(shown).length;
  if (!count) return null;
  const go = (by) => () => {
    step = (step + by + count) % count;
    scrollToMark();
  };
  const button = (text, name, by) => make("button", { type: "button", "aria-label": say(name), onclick: go(by), text });
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
  if (edge && edge.article === shown && edge.words === undefined) {
    text.append(make("p", { class: "note", text: say("no_words") }));
  }
  for (const { start, end } of paragraphs(article.text)) {
    const pieces = cut(start, end, ranges);
    text.append(make("p", {}, pieces.map((piece) => mark(article.text.slice(piece.start, piece.end), piece.ranges))));
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
function marks() {
  const stating = edges
    .filter((edge) => edge.article === shown && edge.words !== undefined && passing.edges.has(edge.id))
    .map((edge) => ({ ...range(edge.words, "stated"), edge: edge.id }));
  if (state.picked === null) return stating;
  if (state.picked.kind === "node") return [...stating, ...mentions(shown)];
  const edge = edges[state.picked.id];
  return edge.article === shown ? [...stating, ...wordsOf(edge)] : stating;
}

// A fact's sentence, its stating words, and in them the names of its two sides.
export function wordsOf(edge) {
  const kinds = { sentence: "sentence", words: "words", subject: "side", object: "side" };
  return Object.keys(kinds).filter((name) => edge[name] !== undefined).map((name) => range(edge[name], kinds[name]));
}

function range([start, end], kind) {
  return { start, end, kind };
}

// Where an article names the picked node: the words that name it, else the words of its facts. Each stretch once.
function mentions(number) {
  const node = nodes[state.picked.id];
  const named = new Map(), stated = new Map();
  for (const edge of edgesOf[node.id]) {
    if (edge.article !== number) continue;
    for (const [side, end] of [["subject", edge.from], ["object", edge.to]]) {
      if (end === node.id) note(named, edge[side]);
    }
    note(stated, edge.words);
  }
  const found = [...(named.size ? named : stated).values()].sort((a, b) => a.start - b.start || a.end - b.end);
  const apart = found.filter((each, i) => i === 0 || each.start >= found[i - 1].end);
  return apart.map((each, i) => ({ ...each, step: i }));
}

function note(found, stretch) {
  if (stretch !== undefined) found.set(stretch.join(" "), range(stretch, "mention"));
}

function scrollToMark() {
  const place = byId("article");
  for (const old of place.querySelectorAll(".here")) old.classList.remove("here");
  const target =
    place.querySelector(`mark[data-step="${step}"]`) ||
    place.querySelector("mark.words") ||
    place.querySelector("mark.sentence");
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
