/**
 * Changes a live tree where two received trees differ, and touches nothing else. So the live tree keeps what the reader
 * and the scripts of the page did to it. It also keeps its nodes wherever the newer tree has the same nodes.
 *
 * @param live the tree in the page
 * @param before the received tree that the live tree was made from
 * @param after the received tree that the live tree is to match
 */
export function carryOver(live: Element, before: Element, after: Element): void {
  // DOMParser parses without scripts, so its <noscript> holds elements where the live one holds text. Neither is ever
  // shown.
  if (before.isEqualNode(after) || live.nodeName === 'NOSCRIPT') return;
  carryAttributes(live, before, after);
  if (before.childNodes.length === 0 && after.childNodes.length === 0) return;
  if (receivedNodes(live).length !== before.childNodes.length) {
    for (const node of receivedNodes(live)) node.remove();
    live.prepend(...[...after.childNodes].map(imported));
    return;
  }
  carryChildren(live, before, after);
}

function carryAttributes(live: Element, before: Element, after: Element): void {
  for (const { name } of before.attributes) if (!after.hasAttribute(name)) live.removeAttribute(name);
  for (const { name, value } of after.attributes)
    if (before.getAttribute(name) !== value) live.setAttribute(name, value);
}

function carryChildren(live: Element, before: Element, after: Element): void {
  const wanted = keyed(after);
  const known = new Map<string, { readonly live: ChildNode; readonly before: ChildNode }>();
  const liveNodes = receivedNodes(live);
  for (const [index, [key, node]] of [...keyed(before)].entries()) {
    const own = liveNodes[index]!;
    if (wanted.has(key) && own.nodeName === node.nodeName) known.set(key, { live: own, before: node });
    else own.remove();
  }
  let next = live.firstChild;
  for (const [key, node] of wanted) {
    const pair = known.get(key);
    const child = pair?.live ?? imported(node);
    // What the script added stays before the node that it stands before.
    while (next !== null && next !== child && isAdded(next)) next = next.nextSibling;
    if (child === next) next = next.nextSibling;
    else live.insertBefore(child, next);
    if (pair === undefined) continue;
    if (node instanceof Element) carryOver(pair.live as Element, pair.before as Element, node);
    else if (pair.before.nodeValue !== node.nodeValue) pair.live.nodeValue = node.nodeValue;
  }
}

/**
 * The children by keys that are the same in two trees. A key holds the node's name, its id or that of its first child,
 * and its place among the children with this name and id.
 */
function keyed(parent: Element): Map<string, ChildNode> {
  const keys = new Map<string, ChildNode>();
  const counts = new Map<string, number>();
  for (const node of parent.childNodes) {
    const id = node instanceof Element ? node.id || node.firstElementChild?.id || '' : '';
    const kind = `${node.nodeName}#${id}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    keys.set(`${kind} ${count}`, node);
  }
  return keys;
}

/** The children without those that the script of the page added, which stay. */
function receivedNodes(live: Element): readonly ChildNode[] {
  return [...live.childNodes].filter((node) => !isAdded(node));
}

function isAdded(node: Node): boolean {
  return node instanceof Element && node.hasAttribute('data-added');
}

function imported(node: Node): Node {
  return document.importNode(node, true);
}
