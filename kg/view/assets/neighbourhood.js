// Walks along the facts that pass, in either direction: what lies around a node, and the way from one to another.

import { edgesOf, nodes, otherEnd } from "./data.js";

// The nodes and edges up to `depth` steps away from a node; edges between the outermost nodes are left out.
export function around(id, depth, passing) {
  const found = { nodes: new Set([id]), edges: new Set() };
  let rim = [id];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const { edge, far } of rim.flatMap((near) => steps(near, passing))) {
      found.edges.add(edge.id);
      if (found.nodes.has(far)) continue;
      found.nodes.add(far);
      next.push(far);
    }
    rim = next;
  }
  return found;
}

// A shortest way from one node to another with all facts between its neighbours; null where there is none. Of equally
// short ways, the one over better-connected nodes.
export function shortestPath(from, to, passing) {
  const cameFrom = new Map([[from, null]]);
  for (const near of cameFrom.keys()) {
    if (near === to) break;
    const fresh = steps(near, passing).map(({ far }) => far).filter((far) => !cameFrom.has(far));
    for (const far of fresh.sort((a, b) => a - b)) cameFrom.set(far, near);
  }
  if (!cameFrom.has(to)) return null;
  const way = [];
  for (let id = to; id !== null; id = cameFrom.get(id)) way.unshift(id);
  const between = way.slice(1).flatMap((id, i) => steps(way[i], passing).filter(({ far }) => far === id));
  return { way, nodes: new Set(way), edges: new Set(between.map(({ edge }) => edge.id)) };
}

// The nodes that have at most one neighbour.
export function leaves(passing) {
  const alone = ({ id }) => new Set(steps(id, passing).map(({ far }) => far).filter((far) => far !== id)).size < 2;
  return nodes.filter((node) => passing.nodes.has(node.id) && alone(node)).map((node) => node.id);
}

function steps(id, passing) {
  return edgesOf[id]
    .filter((edge) => passing.edges.has(edge.id))
    .map((edge) => ({ edge, far: otherEnd(edge, nodes[id]).id }));
}
