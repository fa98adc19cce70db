// Text compared and cut.

// The text as search sees it: no case, no ё, no quotes and dashes of various kinds.
export function fold(text) {
  return text.toLowerCase().replaceAll("ё", "е").replace(/[«»„“”"']/g, "").replace(/[–—−]/g, "-").trim();
}

// Where the query stands in a folded text: 0 at the start, 1 at a word's start, 2 inside, Infinity nowhere.
export function rank(text, query) {
  const at = text.indexOf(query);
  if (at <= 0) return at === 0 ? 0 : Infinity;
  return (" " + text).includes(" " + query) ? 1 : 2;
}

// The stretch from start to end cut at every border of a range, each piece with the ranges that cover it.
export function cut(start, end, ranges) {
  const inside = ranges.filter((range) => range.start < end && range.end > start);
  const borders = new Set([start, end]);
  for (const range of inside) {
    borders.add(Math.max(start, range.start));
    borders.add(Math.min(end, range.end));
  }
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(1).map((stop, i) => ({
    start: sorted[i],
    end: stop,
    ranges: inside.filter((range) => range.start <= sorted[i] && range.end >= stop),
  }));
}

// The paragraphs of a text as [start, end) pairs, without their line ends.
export function paragraphs(text) {
  const found = [];
  for (const match of text.matchAll(/[^\n\r]+/g)) {
    if (match[0].trim()) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
