/** The node `to` depends on the node `from`. */
type Edge = readonly [from: string, to: string];

/**
 * Puts the nodes of a graph into layers. Each node comes one layer after the last node that it depends on. Within a
 * layer, a node comes near the nodes that it depends on. Families can depend on each other in a cycle; it is cut at its
 * first node.
 */
export function layersOf(nodes: readonly string[], edges: readonly Edge[]): readonly (readonly string[])[] {
  const before = neighbours(nodes, edges, ([from, to]) => [to, from]);
  const after = neighbours(nodes, edges, ([from, to]) => [from, to]);
  const layer = new Map<string, number>();
  const open = new Map(nodes.map((node) => [node, before.get(node)!.length]));
  const ready = nodes.filter((node) => open.get(node) === 0);
  for (let next = 0; layer.size < nodes.length; next++) {
    const node = ready[next] ?? nodes.find((each) => !layer.has(each))!;
    if (layer.has(node)) continue;
    layer.set(node, 1 + Math.max(-1, ...before.get(node)!.map((from) => layer.get(from) ?? -1)));
    for (const to of after.get(node)!) {
      const left = open.get(to)! - 1;
      open.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return arranged(nodes, layer, before);
}

function arranged(
  nodes: readonly string[],
  layer: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const count = nodes.reduce((most, node) => Math.max(most, layer.get(node)! + 1), 0);
  const layers = Array.from({ length: count }, (): string[] => []);
  for (const node of nodes) layers[layer.get(node)!]!.push(node);
  const row = new Map<string, number>();
  for (const members of layers) {
    const weight = new Map(
      members.map((node) => [node, mean(before.get(node)!.map((from) => row.get(from) ?? 0))]),
    );
    members.sort((a, b) => weight.get(a)! - weight.get(b)!);
    for (const [index, node] of members.entries()) row.set(node, index - (members.length - 1) / 2);
  }
  return layers;
}

function neighbours(
  nodes: readonly string[],
  edges: readonly Edge[],
  direct: (edge: Edge) => Edge,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>(nodes.map((node) => [node, []]));
  for (const edge of edges) {
    const [node, neighbour] = direct(edge);
    found.get(node)!.push(neighbour);
  }
  return found;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
