// What the page shows: read once from the inert JSON blocks, then never changed.

function read(name) {
  return JSON.parse(document.getElementById(`data-${name}`).textContent);
}

// Records from columns: lists, lists of indices into repeated values, or texts that begin alike.
function rows(columns) {
  const records = [];
  for (const [name, column] of Object.entries(columns)) {
    const values = column.of
      ? column.at.map((index) => column.of[index])
      : column.rest ? column.rest.map((rest) => column.start + rest) : column;
    values.forEach((value, i) => {
      records[i] ??= {};
      if (value !== null) records[i][name] = value;
    });
  }
  records.forEach((record, i) => (record.id = i));
  return records;
}

export const nodes = rows(read("nodes"));
for (const node of nodes) node.label ??= node.name; // the name in lines, where it takes more than one
export const edges = rows(read("edges"));
export const articles = read("articles");
export const looks = read("looks");
export const phrases = read("phrases");
export const page = read("page");
export const nodeByIri = new Map(nodes.map((node) => [node.iri, node]));
export const edgeByIri = new Map(edges.map((edge) => [edge.iri, edge]));

// The edges of each node, in the order of the text; a loop stands once.
export const edgesOf = nodes.map(() => []);
for (const edge of edges) {
  edgesOf[edge.from].push(edge);
  if (edge.to !== edge.from) edgesOf[edge.to].push(edge);
}

// A phrase of the interface, with its {gaps} filled.
export function say(name, gaps = {}) {
  return phrases[name].replace(/\{(\w+)\}/g, (whole, gap) => (gap in gaps ? String(gaps[gap]) : whole));
}

// A word from one of the lists (types, statuses, modes); a word that is not listed stands for itself.
export function word(list, name) {
  return Object.hasOwn(phrases[list], name) ? phrases[list][name] : name;
}

export function otherEnd(edge, node) {
  return nodes[edge.from === node.id ? edge.to : edge.from];
}
