import { describe, expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import type { Stage } from '../graph/stage.js';
import { readJournal } from '../run/journal.js';
import { plan } from '../run/plan.js';
import { createRig, type Rig } from '../testing/rig.js';
import { asHtml } from './graph-html.js';
import { asDot, asMermaid } from './graph-text.js';
import { viewGraph } from './graph-view.js';
import { layersOf } from './layers.js';

/** Two models, a measurement of each, and a page. The second measurement fails. */
function pipelineOf(rig: Rig, scale = 1) {
  const models = [0, 1].map((seed) =>
    rig.stage<number>(`model[seed=${seed}]`, (_inputs, params: { seed: number }) => params.seed, {
      params: { seed, ...(seed === 0 && { scale }) },
    }),
  );
  const measured = models.map((model, seed) =>
    rig.stage<number>(
      `measured[seed=${seed}]`,
      ({ x }: { x: number }) => {
        if (x === 1) throw new Error('out of range');
        return x;
      },
      { inputs: { x: model } },
    ),
  );
  return graph([rig.stage('page', ({ all }) => all, { inputs: { all: { settled: measured as Stage[] } } })]);
}

async function viewOf(rig: Rig, whole: ReturnType<typeof pipelineOf>) {
  const planned = await plan(whole, { store: rig.store, code: rig.code });
  return viewGraph(whole, planned, await readJournal(rig.store, whole.order));
}

describe('viewGraph', () => {
  it('folds families, and gives each the worst state of its stages', async () => {
    await using rig = createRig();
    await rig.run(pipelineOf(rig));
    const { families, edges } = await viewOf(rig, pipelineOf(rig));
    expect(
      families.map(({ name, state, stages }) => [name, state, stages.map((stage) => stage.state)]),
    ).toEqual([
      ['model[…]', 'fresh', ['fresh', 'fresh']],
      ['measured[…]', 'failed', ['fresh', 'failed']],
      ['page', 'stale', ['stale']],
    ]);
    expect(edges).toEqual([
      ['model[…]', 'measured[…]'],
      ['measured[…]', 'page'],
    ]);
    expect(families[0]).toMatchObject({ size: 2 });
    const changed = await viewOf(rig, pipelineOf(rig, 2));
    expect(changed.families[0]).toMatchObject({ state: 'stale', size: 1 });
  });
});

const hostile = {
  families: [
    { name: 'a"]<b>\\\n', state: 'fresh', stages: [], duration: 0, size: 0 },
    { name: '#1;`', state: 'failed', stages: [], duration: 0, size: 0 },
  ],
  edges: [['a"]<b>\\\n', '#1;`']],
} as const;

describe('drawings of a graph', () => {
  it('are Mermaid in which no name is syntax', () => {
    expect(asMermaid(hostile, ({ name }) => [name, 'x'])).toMatchInlineSnapshot(`
      "flowchart LR
        n0["a#34;]#60;b#62;#92; <br>x"]:::fresh
        n1["#35;1;#96;<br>x"]:::failed
        n0 --> n1
        classDef fresh fill:#e3f4ec,stroke:#00634f,color:#111
        classDef stale fill:#fdf3da,stroke:#7a5200,color:#111,stroke-dasharray:4
        classDef failed fill:#fbe4ea,stroke:#9c2149,color:#111,stroke-width:2px
      "
    `);
  });

  it('are Graphviz in which no name is syntax', () => {
    expect(asDot(hostile, ({ name }) => [name, 'x'])).toMatchInlineSnapshot(`
      "digraph pipeline {
        rankdir=LR; node [shape=box, fontname="sans-serif"];
        n0 [label="a\\"]<b>\\\\ \\nx", color="#00634f"];
        n1 [label="#1;\`\\nx", color="#9c2149", penwidth=2];
        n0 -> n1;
      }
      "
    `);
  });

  it('are a page without a script in which no name is markup', () => {
    const page = asHtml(
      hostile,
      '</title><script>',
      ({ name }) => [name],
      () => '',
    );
    expect(page).not.toMatch(/<script|<b>/);
    expect(page.match(/<rect/g)).toHaveLength(2);
    expect(page).toContain("default-src 'none'");
  });
});

describe('layersOf', () => {
  it('puts each node after all it depends on, whatever the order of the nodes', () => {
    const edges = [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
      ['d', 'c'],
    ] as const;
    expect(layersOf(['c', 'b', 'd', 'a'], edges)).toEqual([['d', 'a'], ['b'], ['c']]);
  });

  it('cuts circles, and bears chains of 5,000', () => {
    expect(
      layersOf(
        ['a', 'b'],
        [
          ['a', 'b'],
          ['b', 'a'],
        ],
      ),
    ).toEqual([['a'], ['b']]);
    const nodes = Array.from({ length: 5_000 }, (_, index) => String(index));
    expect(
      layersOf(
        nodes,
        nodes.slice(1).map((node, index) => [String(index), node] as const),
      ),
    ).toHaveLength(5_000);
  });
});
