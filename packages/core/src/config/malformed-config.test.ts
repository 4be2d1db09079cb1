import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySetting, configPaths, formatProblem, parseConfig } from './config.js';

const fail = (): never => {
  throw new Error('no luck\n    at get model');
};

const cyclic: Record<string, unknown> = {};
cyclic['model'] = cyclic;
const revoked = Proxy.revocable({}, {});
revoked.revoke();
let deep: unknown = 1;
for (let depth = 0; depth < 20_000; depth++) deep = depth % 2 ? [deep] : { model: deep };

/** Values that JSON does not have, but that a config in TypeScript may hold. */
const oddities: readonly unknown[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  2 ** 53,
  1e308,
  10n,
  Symbol('odd'),
  () => 1,
  function several() {
    return 2;
  },
  new Map([['features', 3]]),
  new Date(0),
  new Float32Array(3),
  class Odd {},
  new (class Odd {
    features = 3;
  })(),
  Object.create({ features: 3 }),
  Object.assign(Object.create(null), { features: 3 }),
  JSON.parse('{"__proto__":{"features":3},"constructor":1,"toString":null}'),
  Object.defineProperty({}, 'features', { get: fail, enumerable: true }),
  new Proxy({}, { ownKeys: fail, get: fail, getPrototypeOf: fail }),
  new Proxy({}, { get: (_, key) => (key === 'then' ? undefined : fail()) }),
  revoked.proxy,
  cyclic,
  deep,
  new Array(5_000),
  'a\nb\u001b[31m\u0000\ud800',
];

const path = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...configPaths.map((setting) => setting.path)) },
  fc.constantFrom('', 'model', 'model.init', 'sweeps.neurons', '__proto__', 'constructor.prototype', 'a\nb'),
  fc.string(),
);
// Each value is wrapped in a function. Otherwise the generator itself would look into the value.
const value = fc.oneof(
  fc.constantFrom(...oddities.map((odd) => () => odd)),
  fc
    .anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true })
    .map((any) => () => any),
  fc.double().map((number) => () => number),
);

/** An object that holds a value at a path, even a path that makes no sense. */
function nested(at: string, held: unknown): unknown {
  return at === ''
    ? held
    : at.split('.').reduceRight((inner, key) => Object.fromEntries([[key, inner]]), held);
}

describe('a malformed config', () => {
  it('is a list of problems in plain words, whatever it holds', () => {
    const count = { configs: 0, problems: 0 };
    const check = (input: unknown) => {
      const parsed = parseConfig(input);
      count[parsed.ok ? 'configs' : 'problems']++;
      if (parsed.ok) {
        expect(parseConfig(parsed.config)).toEqual(parsed);
        return;
      }
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const problem of parsed.problems) {
        const line = formatProblem(problem);
        expect(line).toMatch(/: (must|is) \S/);
        expect(line).not.toContain('\n');
      }
    };
    for (const odd of oddities)
      for (const at of ['', ...configPaths.map((setting) => setting.path)]) check(nested(at, odd));
    fc.assert(
      fc.property(path, value, path, fc.json(), (at, held, other, text) => {
        check(nested(at, held()));
        check(applySetting({}, other, text));
      }),
      { numRuns: 1_000 },
    );
    process.stderr.write(
      `\nmalformed configs: ${count.problems} refused in plain words, ${count.configs} were right; 0 crashes\n`,
    );
    expect(count.problems).toBeGreaterThan(1_000);
    expect(({} as { features?: number }).features).toBeUndefined();
  });

  it('may be a setting of ten thousand names', () => {
    const parsed = parseConfig(applySetting({}, `${'a.'.repeat(10_000)}b`, '1'));
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^a = .{1,100}: is not a setting/),
    ]);
  });

  it('names what is no plain value', () => {
    const parsed = parseConfig({ model: { init: new Map() } });
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([
      'the config = {"model":{"init":{}}}: must be plain values, but model.init is an instance of a class, where plain values belong',
    ]);
  });
});
