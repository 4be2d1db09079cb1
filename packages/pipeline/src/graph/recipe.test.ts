import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeReason, explain } from '../run/reasons.js';
import { type Digest, digestOf } from '../values/digest.js';
import { isComplete, keyOf, type Recipe, withFailedInput } from './recipe.js';
import type { Stage } from './stage.js';

const empty = digestOf('');
const plain: Recipe = { task: 'a/b#c', code: empty, params: {}, inputs: {}, codec: 'json/1' };

describe('a key', () => {
  // The key is a literal: if it changes, no cache of any user is valid any more. This must not happen by accident.
  it.each<[string, Recipe, string]>([
    ['of a source', plain, '8d6601f25c2d77f4008cf8e9edf7513bf48c95b0ab795961796079e265d7d4f3'],
    [
      'of parameters in another order',
      { ...plain, params: { b: [1, 0.5, null], a: { z: true, 'é"': '😀' } } },
      '838979322d80c0aabd718fe8bdc7347e5edefd41107439c53d58b4a876fda9b9',
    ],
    [
      'of every kind of input',
      {
        codec: 'record/1(a:float32/1)',
        inputs: {
          one: empty,
          list: [empty, digestOf('a')],
          maybe: { settled: empty },
          many: { settled: [empty, { failed: 'figure-3' }] },
        },
        params: { seed: 7 },
        code: digestOf('code'),
        task: '@scope/room/deep/module#exported',
      },
      'cb683dfd743931452e72a1c7eb82eb4d5edcac24daf6608b6691b975b9d5cde9',
    ],
  ])('%s is this', (_, recipe, key) => {
    expect(keyOf(recipe)).toBe(key);
  });

  it('is the sha256 of a text that anybody can write', () => {
    expect(keyOf(plain)).toBe(
      digestOf(`recipe/1\n{"code":"${empty}","codec":"json/1","inputs":{},"params":{},"task":"a/b#c"}`),
    );
    expect(empty).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('a recipe', () => {
  it('is complete when every input has a value', () => {
    const maybe = { ...plain, inputs: { many: { settled: [empty, empty] }, one: { settled: empty } } };
    expect(isComplete(maybe)).toBe(true);
    expect(isComplete(withFailedInput(maybe, 'many', 1, 'figure-3'))).toBe(false);
    expect(isComplete(withFailedInput(maybe, 'one', 0, 'figure-3'))).toBe(false);
    expect(withFailedInput(maybe, 'many', 1, 'figure-3').inputs).toEqual({
      many: { settled: [empty, { failed: 'figure-3' }] },
      one: { settled: empty },
    });
  });
});

const digest = fc.constantFrom<Digest>(empty, digestOf('a'), digestOf('b'));
const entry = fc.oneof(digest, fc.record({ failed: fc.constantFrom('x', 'y') }));
const binding = fc.oneof(
  digest,
  fc.array(digest, { maxLength: 3 }),
  entry.map((settled) => ({ settled })),
  fc.array(entry, { maxLength: 3 }).map((settled) => ({ settled })),
);
// By way of JSON, which has no -0.
const plainJson = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const params = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString'),
  fc.oneof(plainJson, fc.constant({}), fc.constant([])),
  { maxKeys: 3, noNullPrototype: true },
);
const anyRecipe: fc.Arbitrary<Recipe> = fc.record({
  task: fc.constantFrom('a/b#c', 'a/b#d'),
  code: digest,
  params: params as fc.Arbitrary<Recipe['params']>,
  inputs: fc.dictionary(fc.constantFrom('i', 'j', '__proto__', 'toString'), binding, {
    maxKeys: 2,
    noNullPrototype: true,
  }),
  codec: fc.constantFrom('json/1', 'float32/1'),
});

/** The inputs of a stage that has this recipe. */
function stageOf(recipe: Recipe): Stage {
  const source = (name: string) => ({ name, inputs: {} }) as unknown as Stage;
  const inputs = Object.fromEntries(
    Object.entries(recipe.inputs).map(([name, input]) => {
      const bound = typeof input === 'object' && 'settled' in input ? input.settled : input;
      const sources = Array.isArray(bound)
        ? bound.map((_, index) => source(`${name} ${index}`))
        : source(name);
      return [name, typeof input === 'object' && 'settled' in input ? { settled: sources } : sources];
    }),
  );
  return { ...source('stage'), inputs: inputs as Stage['inputs'] };
}

describe('explain', () => {
  it('says nothing of two recipes exactly when they have the same key', () => {
    let equal = 0;
    fc.assert(
      fc.property(anyRecipe, anyRecipe, fc.boolean(), (before, after, copy) => {
        const now = copy ? structuredClone(before) : after;
        const reasons = explain(before, now, stageOf(now));
        expect(reasons.length === 0).toBe(keyOf(before) === keyOf(now));
        for (const reason of reasons) expect(describeReason(reason)).not.toBe('');
        if (reasons.length === 0) equal++;
      }),
      {
        numRuns: 1_000,
        // Every object inherits members of these names. A parameter may have such a name, too.
        examples: [
          [
            { ...plain, params: { c: {} } },
            { ...plain, params: { c: JSON.parse('{"toString":null}') } },
            false,
          ],
          [plain, { ...plain, params: JSON.parse('{"__proto__":{}}') }, false],
          [plain, { ...plain, inputs: JSON.parse(`{"__proto__":"${empty}"}`) }, false],
        ],
      },
    );
    expect(equal).toBeGreaterThan(100);
  });

  const before: Recipe = {
    ...plain,
    params: { data: { p: 0.02, list: [1, 2] }, seed: 3, gone: true },
    inputs: { model: empty, parts: [empty, digestOf('a'), digestOf('b')], old: empty },
  };
  const now: Recipe = {
    task: 'a/b#c',
    code: digestOf('new code'),
    params: { data: { p: 0.05, list: [1, 3] }, seed: 3, came: 'x'.repeat(80) },
    inputs: { model: digestOf('new'), parts: [digestOf('b'), digestOf('b'), empty, empty], young: [] },
    codec: 'float32/1',
  };

  it('names every difference, down to the value', () => {
    expect(explain(before, now, stageOf(now)).map(describeReason)).toMatchInlineSnapshot(`
      [
        "the code of a/b#c changed",
        "its codec changed json/1 → float32/1",
        "came changed (absent) → "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."",
        "data.list changed [1,2] → [1,3]",
        "data.p changed 0.02 → 0.05",
        "gone changed true → (absent)",
        "the value of model changed",
        "the list parts changed (2 added, 1 removed)",
        "the input young is new",
        "the input old is gone",
      ]
    `);
    expect(
      explain({ ...before, task: 'a/b#d' }, before, stageOf(before)).map(describeReason),
    ).toMatchInlineSnapshot(`
      [
        "its task changed a/b#d → a/b#c",
      ]
    `);
    const settled: Recipe = { ...before, inputs: { ...before.inputs, model: { settled: empty } } };
    expect(explain(before, settled, stageOf(settled)).map(describeReason)).toMatchInlineSnapshot(`
      [
        "the input model is bound in another way",
      ]
    `);
  });
});
