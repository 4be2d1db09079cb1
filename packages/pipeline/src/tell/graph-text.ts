import { needFunction } from '../values/need.js';
import { isObject, whatIs } from '../values/what-is.js';
import type { FamilyView, GraphView } from './graph-view.js';

/** Gives the lines in the box of a family: first its name, then others below it. */
export type Describe = (family: FamilyView) => readonly string[];

/** Only the name of a family. */
const byName: Describe = ({ name }) => [name];

/** @throws TypeError when it is no view of a graph */
export function needView(where: string, view: unknown): void {
  if (!isObject(view) || !Array.isArray(view['families']) || !Array.isArray(view['edges']))
    throw new TypeError(`${where}: its view is ${whatIs(view)}; make one with viewGraph(graph, planned)`);
}

/**
 * A graph as a Mermaid flowchart.
 *
 * @param describe gives the lines of a family's box; by default its name
 * @throws TypeError when it is no view of a graph @public
 */
export function asMermaid(view: GraphView, describe: Describe = byName): string {
  needView('asMermaid', view);
  needFunction('asMermaid', 'describe', describe);
  const { families, edges } = view;
  const ids = idsOf(families);
  const quoted = (text: string) =>
    text.replace(/[#&<>"`\\]/g, (character) => `#${character.charCodeAt(0)};`).replace(/[\r\n]/g, ' ');
  return [
    'flowchart LR',
    ...families.map(
      (family) =>
        `  ${ids.get(family.name)}["${describe(family).map(quoted).join('<br>')}"]:::${family.state}`,
    ),
    ...edges.map(([from, to]) => `  ${ids.get(from)} --> ${ids.get(to)}`),
    '  classDef fresh fill:#e3f4ec,stroke:#00634f,color:#111',
    '  classDef stale fill:#fdf3da,stroke:#7a5200,color:#111,stroke-dasharray:4',
    '  classDef failed fill:#fbe4ea,stroke:#9c2149,color:#111,stroke-width:2px',
    '',
  ].join('\n');
}

/**
 * A graph in the language of Graphviz.
 *
 * @param describe gives the lines of a family's box; by default its name
 * @throws TypeError when it is no view of a graph @public
 */
export function asDot(view: GraphView, describe: Describe = byName): string {
  needView('asDot', view);
  needFunction('asDot', 'describe', describe);
  const { families, edges } = view;
  const ids = idsOf(families);
  const quoted = (text: string) => text.replace(/[\\"]/g, '\\$&').replace(/[\r\n]/g, ' ');
  const styles = {
    fresh: 'color="#00634f"',
    stale: 'color="#7a5200", style=dashed',
    failed: 'color="#9c2149", penwidth=2',
  };
  return [
    'digraph pipeline {',
    '  rankdir=LR; node [shape=box, fontname="sans-serif"];',
    ...families.map(
      (family) =>
        `  ${ids.get(family.name)} [label="${describe(family).map(quoted).join('\\n')}", ${styles[family.state]}];`,
    ),
    ...edges.map(([from, to]) => `  ${ids.get(from)} -> ${ids.get(to)};`),
    '}',
    '',
  ].join('\n');
}

function idsOf(families: readonly FamilyView[]): ReadonlyMap<string, string> {
  return new Map(families.map(({ name }, index) => [name, `n${index}`]));
}
