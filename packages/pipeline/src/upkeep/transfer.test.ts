import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import { memoryStore } from '../store/memory-store.js';
import type { Store } from '../store/store.js';
import { createRig } from '../testing/rig.js';
import { canonicalJson } from '../values/canonical-json.js';
import { digestOf } from '../values/digest.js';
import { rowsOf } from './prune.js';
import { BadTransfer, exportStore, importStore } from './transfer.js';

async function rigWithResults() {
  const rig = createRig();
  const source = rig.stage<string>('source', () => 'é "quoted" \n line');
  const length = rig.stage('length', ({ text }) => text.length, { inputs: { text: source } });
  const page = rig.stage('page', ({ all }) => all, { inputs: { all: { settled: [source, length] } } });
  const whole = graph([page, rig.stage('copy', () => 'é "quoted" \n line')]);
  await rig.run(whole);
  return { rig, whole };
}

async function linesOf(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportStore(store)) lines.push(line);
  return lines;
}

async function* each(lines: readonly string[]) {
  yield* lines;
}

const importing = (store: Store, lines: readonly string[]) => importStore(store, () => each(lines), 7);

/** Changes the texts of some lines, and then corrects all checksums and the last line. */
function forged(lines: readonly string[], change: (texts: string[]) => string[]): string[] {
  const texts = change(lines.slice(1, -1).map((line) => line.slice(65)));
  const checksums = texts.map((text) => digestOf(text));
  const end = `end ${texts.length} ${digestOf(checksums.join(''))}`;
  return [lines[0]!, ...texts.map((text, index) => `${checksums[index]} ${text}`), `${digestOf(end)} ${end}`];
}

describe('transfer', () => {
  it('brings every result to another store, where a run finds it', async () => {
    const { rig, whole } = await rigWithResults();
    await using _ = rig;
    const lines = await linesOf(rig.store);
    const other = memoryStore();
    expect(await importing(other, lines)).toEqual({ results: 4, artifacts: 3, conflicts: [] });
    // What a stage had before is a history of the other store.
    expect(await other.latest(['source', 'length'])).toEqual([undefined, undefined]);
    expect((await rig.run(whole, { store: other })).toSorted()).toEqual([
      'copy fresh',
      'length fresh',
      'page fresh',
      'source fresh',
    ]);
    expect(await importing(other, lines)).toEqual({ results: 0, artifacts: 0, conflicts: [] });
    expect((await linesOf(other)).sort()).toEqual(lines.sort());
  });

  it('keeps its own result, and its own latest, where both stores have one', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const [key] = await rig.store.latest(['length']);
    const [own] = await rig.store.results([key!]);
    const other = memoryStore();
    const bytes = new TextEncoder().encode('99');
    await other.putArtifact(digestOf(bytes), bytes);
    await other.putResult({ ...own!, digest: digestOf(bytes), size: 2 });
    const elsewhere = digestOf('another recipe');
    await other.putLatest(new Map([['source', elsewhere]]));
    expect(await importing(other, await linesOf(rig.store))).toMatchObject({ conflicts: ['length'] });
    expect((await other.results([key!]))[0]!.digest).toBe(digestOf(bytes));
    expect(await other.latest(['source'])).toEqual([elsewhere]);
  });

  it('imports nothing of a file that is cut short or changed in any place', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const text = (await linesOf(rig.store)).join('\n');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('cut', 'changed', 'doubled', 'dropped'),
        async (at, damage) => {
          const lines = text.split('\n');
          const line = text.slice(0, at).split('\n').length - 1;
          if (damage === 'doubled') lines.splice(line, 0, lines[line]!);
          if (damage === 'dropped') lines.splice(line, 1);
          const letter = text[at] === 'x' ? 'y' : 'x';
          const damaged =
            damage === 'cut'
              ? text.slice(0, at).split('\n')
              : damage === 'changed'
                ? (text.slice(0, at) + letter + text.slice(at + 1)).split('\n')
                : lines;
          const store = memoryStore();
          await expect(importing(store, damaged)).rejects.toThrow(BadTransfer);
          expect(await rowsOf(store)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a key that is not of its recipe', (text: string) => text.replace('"params":{}', '"params":{"x":1}')],
    ['a size that is not of its artifact', (text: string) => text.replace(/"size":\d+/, '"size":1')],
    ['an artifact that is not there', (text: string) => text.replace(/"digest":"[0-9a-f]/, '"digest":"z')],
    ['a stage that is no text', (text: string) => text.replace(/"stage":"\w+"/, '"stage":[]')],
    ['a time that is no number', (text: string) => text.replace(/"builtAt":\d+/, '"builtAt":null')],
    ['no object', () => 'result null'],
    ['no JSON', () => 'result {'],
    ['an unknown kind', () => `script ${canonicalJson({})}`],
  ])('refuses a forged result with %s', async (_, change) => {
    const { rig } = await rigWithResults();
    await using _rig = rig;
    const lines = await linesOf(rig.store);
    const store = memoryStore();
    const bad = forged(lines, (texts) => {
      const at = texts.findIndex((text) => text.startsWith('result'));
      return texts.map((text, index) => (index === at ? change(text) : text));
    });
    await expect(importing(store, bad)).rejects.toThrow(/^line \d+: /);
    expect(await rowsOf(store)).toEqual([]);
    // Without a change, the same lines are accepted. So the import above was refused because of the change.
    await importing(
      store,
      forged(lines, (texts) => texts),
    );
  });

  it('takes no field that it does not know', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const lines = forged(await linesOf(rig.store), (texts) =>
      texts.map((text) => text.replace('"builtAt"', '"__proto__":{"usedAt":1},"extra":1,"builtAt"')),
    );
    const store = memoryStore();
    await importing(store, lines);
    for (const { result } of await rowsOf(store)) {
      if (result !== undefined) expect(Object.keys(result)).not.toContain('extra');
    }
  });
});
