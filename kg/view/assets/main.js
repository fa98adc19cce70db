// Starts the page, in order: the theme, the filters' arithmetic, the canvas, then what listens to them.

import { startAddress } from "./address.js";
import { startArticle } from "./article.js";
import { fit, startCanvas, windowPlace } from "./canvas.js";
import { startCsv } from "./csv.js";
import { edgeByIri, edges, nodeByIri, nodes } from "./data.js";
import { startFacts } from "./facts.js";
import { startFilters } from "./filters.js";
import { startKeyboard } from "./keyboard.js";
import { startOverlay } from "./overlay.js";
import { startPicture } from "./picture.js";
import { startPointing } from "./pointing.js";
import { find, startSearch } from "./search.js";
import { emphasis, pick, sift, state } from "./state.js";
import { startTable } from "./table.js";
import { startTheme } from "./theme.js";
import { startTime } from "./time.js";
import { startTip } from "./tip.js";

startTheme();
sift();
startCanvas(JSON.parse(document.getElementById("data-options").textContent));
startPointing();
startOverlay();
startFilters();
startTime();
startSearch();
startArticle();
startFacts();
startTable();
startTip();
startKeyboard();
startPicture();
startCsv();
startAddress();

// For scripts beside the page and for tests. Nodes and facts go by IRI; places are pixels of the window.
window.kgView = Object.freeze({
  nodes: nodes.map((node) => node.iri),
  facts: edges.map((edge) => edge.iri),
  pickNode: (iri) => pick("node", nodeByIri.get(iri).id),
  pickFact: (iri) => pick("edge", edgeByIri.get(iri).id),
  clear: () => pick(null),
  fit: () => fit(),
  find: (query) => find(query).map((node) => node.iri),
  picked: () => state.picked && (state.picked.kind === "node" ? nodes : edges)[state.picked.id].iri,
  standingOut: () => (emphasis() ? [...emphasis().nodes].map((id) => nodes[id].iri) : null),
  placeOfNode: (iri) => windowPlace("node", nodeByIri.get(iri).id),
  placeOfFact: (iri) => windowPlace("edge", edgeByIri.get(iri).id),
});
