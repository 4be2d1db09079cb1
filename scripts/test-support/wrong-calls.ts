import { expect, it } from 'vitest';

/** Functions by name, as a package exports them. */
export type Exports = Readonly<Record<string, unknown>>;

/** What people without TypeScript pass: nothing, and things of the wrong kind. */
const wrong: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['a fraction', 0.3],
  ['NaN', Number.NaN],
  ['a negative number', -1],
  ['an empty text', ''],
  ['a text', './model.npz'],
  ['true', true],
  ['a symbol', Symbol('s')],
  ['a bigint', 7n],
  ['an empty object', {}],
  ['an empty list', []],
  ['a list of nulls', [null]],
  ['a list of objects', [{}]],
  [
    'nested lists',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['a function', () => undefined],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['an empty typed array', new Float32Array()],
  ['a typed array', Float32Array.of(1, 2, 3)],
  ['an array buffer', new ArrayBuffer(8)],
  ['a promise', Promise.resolve({})],
  ['an object without a prototype', Object.create(null)],
  ['a model', { model: {} }],
  ['a model of a model', { model: { weights: {} } }],
  ['a model and nulls', { model: null, orders: null, evaluation: null, responses: null, quantities: null }],
];

/** What JavaScript and Node themselves say when something is of the wrong kind. */
const ofTheEngine = [
  /^Cannot (read|set|destructure|convert|mix|use|access|perform|assign|add|delete|define)/,
  /is not (a function|iterable|defined|a constructor|an object|callable|a valid)/i,
  /^(undefined|null|object|number|\S+) is not /,
  /^Invalid (array|typed array|string) length/,
  /^Unexpected token|is not valid JSON|in JSON at position/,
  /argument must be|must be of type/,
  /circular structure|Maximum call stack|Reduce of empty|Spread syntax|called on (incompatible|null)/i,
  /^First argument|^Found non-callable|property description|prototype may only/i,
  /^.?invalid (time|date)/i,
  /not a BigInt|BigInt value|Symbol value|cannot be cloned/i,
];

/**
 * Declares a test for each exported function: called with nothing, and with each argument of a right call replaced by
 * something wrong, it returns, or says in our words what is wrong. A parameter with options needs an object in the right
 * call; a member that the function does not know, and each of the members misspelt, must be refused.
 *
 * @param calls right arguments, by the name of the function
 */
export function wrongCalls(exports: Exports, calls: Readonly<Record<string, readonly unknown[]>>): void {
  const functions = Object.entries(exports).filter(
    ([, value]) => typeof value === 'function' && !isClass(value),
  );
  it('has a right call for each function', () => {
    expect(Object.keys(calls).sort()).toEqual(functions.map(([name]) => name).sort());
  });
  for (const [name, fn] of functions) {
    const right = calls[name] ?? [];
    it(`${name} says in our words what is wrong with a call`, async () => {
      const call = fn as (...words: readonly unknown[]) => unknown;
      const complaints: string[] = [];
      const note = async (what: string, words: readonly unknown[]) => {
        const error = await errorOf(() => call(...words));
        if (error !== undefined && !isOurs(error)) complaints.push(`${what}: ${String(error)}`);
      };
      expect(await errorOf(() => call(...right))).toBeUndefined();
      await note('nothing', []);
      for (let index = 0; index < Math.max(1, right.length); index++) {
        for (const [what, value] of wrong) {
          const only = Array.from({ length: index + 1 }, () => value);
          await note(`${what} as all ${index + 1} arguments`, only);
          if (index < right.length) await note(`${what} as argument ${index + 1}`, right.with(index, value));
        }
        for (const [what, damaged] of damages(right[index]))
          await note(`argument ${index + 1} ${what}`, right.with(index, damaged));
      }
      expect(complaints).toEqual([]);
    });
    const withOptions = parametersOf(fn).flatMap((parameter, index) =>
      ofOptions.test(parameter) ? [index] : [],
    );
    it.each(withOptions)(`${name} refuses misspelt members of argument %i`, async (index) => {
      const call = fn as (...words: readonly unknown[]) => unknown;
      const options = right[index];
      if (typeof options !== 'object') throw new Error(`the right call of ${name} has no argument ${index}`);
      const message = async (given: object) => String(await errorOf(() => call(...right.with(index, given))));
      expect(await message({ ...options, zzzzzzzzzzzzzzzz: undefined })).toMatch(
        /^TypeError: .* has the unknown name "zzzzzzzzzzzzzzzz": known are \w+/,
      );
      for (const [member, value] of Object.entries(options ?? {})) {
        const { [member]: _, ...others } = options as Readonly<Record<string, unknown>>;
        const misspelt = `${member.slice(0, 1)}${member.slice(2)}`;
        expect(await message({ ...others, [misspelt]: value })).toContain(
          `has the unknown name "${misspelt}" (did you mean ${member}?): known are `,
        );
      }
    });
  }
}

/** Parameters whose members the caller writes. Others are results of our functions, or checked for what they lack. */
const ofOptions = /^(options|inputs|setup|request|parts|scalars|\{.*)$/s;

/** The names of the parameters of a function, as its source has them. */
function parametersOf(fn: unknown): string[] {
  const source = Function.prototype.toString.call(fn);
  const parameters: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = source.indexOf('('); at < source.length; at++) {
    const letter = source[at]!;
    if ('([{'.includes(letter) && ++depth === 1) start = at + 1;
    const isEnd = ')]}'.includes(letter) && --depth === 0;
    if (!isEnd && !(letter === ',' && depth === 1)) continue;
    parameters.push(source.slice(start, at).replace(/=.*/s, '').trim());
    start = at + 1;
    if (isEnd) return parameters;
  }
  return parameters;
}

/** The argument with each of its members missing, null, or of another kind, two levels deep. */
function* damages(value: unknown, depth = 2): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Array.isArray(value))
    return;
  if (Object.getPrototypeOf(value) !== Object.prototype) return;
  // A library in the place of an argument, such as TensorFlow.js.
  if (Object.values(value).filter((member) => typeof member === 'function').length > 10) return;
  for (const [member, inner] of Object.entries(value)) {
    const { [member]: _, ...without } = value as Record<string, unknown>;
    yield [`without ${member}`, without];
    for (const [what, other] of wrong.filter(([name]) =>
      /^(null|a text|NaN|an empty|nested|a promise)/.test(name),
    ))
      yield [`with ${what} as ${member}`, { ...value, [member]: other }];
    if (depth > 1)
      for (const [what, damaged] of damages(inner, depth - 1))
        yield [`${member} ${what}`, { ...value, [member]: damaged }];
  }
}

function isClass(value: unknown): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

/** What a call throws, rejects with, or throws at the first turn of its generator. */
async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    if (typeof result === 'object' && result !== null && 'next' in result && 'return' in result) {
      const steps = result as Generator<unknown, unknown>;
      steps.next();
      steps.return(undefined);
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

function isOurs(error: unknown): boolean {
  if (!(error instanceof Error) || error.message === '') return false;
  return !ofTheEngine.some((pattern) => pattern.test(error.message));
}

interface Matrices {
  readonly features: number;
  readonly neurons: number;
  readonly input: Float32Array;
  readonly output: Float32Array;
}

/**
 * Declares tests for functions that take weights: wrong lengths, NaN, missing members and plain arrays are told by their
 * place.
 *
 * @param prefix of the place, such as `model.weights.`
 * @param calls what to call with the weights, by name
 */
export function wrongWeights(
  weights: Matrices,
  prefix: string,
  calls: Readonly<Record<string, (weights: never) => unknown>>,
): void {
  const { input, output, features } = weights;
  const place = prefix.replaceAll('.', '\\.');
  const cases: readonly (readonly [string, unknown, string, string])[] = [
    [
      'a short W_in',
      { ...weights, input: input.slice(1) },
      'RangeError',
      `${place}input has ${input.length - 1} entries`,
    ],
    [
      'a long W_in',
      { ...weights, input: new Float32Array(input.length + 1) },
      'RangeError',
      `${place}input has ${input.length + 1} entries`,
    ],
    [
      'a short W_out',
      { ...weights, output: output.slice(1) },
      'RangeError',
      `${place}output has ${output.length - 1} entries`,
    ],
    [
      'an empty W_out',
      { ...weights, output: new Float32Array() },
      'RangeError',
      `${place}output has 0 entries`,
    ],
    [
      'NaN in W_in',
      { ...weights, input: input.with(4, Number.NaN) },
      'RangeError',
      `${place}input\\[4\\] is NaN`,
    ],
    [
      'an infinity in W_out',
      { ...weights, output: output.with(3, -Infinity) },
      'RangeError',
      `${place}output\\[3\\] is -Infinity`,
    ],
    ['another number of features', { ...weights, features: features + 1 }, 'RangeError', `${place}input has`],
    ['features that are no integer', { ...weights, features: 2.5 }, 'RangeError', `features = 2.5`],
    ['no neurons', { ...weights, neurons: undefined }, 'TypeError', `neurons is (missing|undefined)`],
    ['no W_in', { ...weights, input: undefined }, 'TypeError', `${place}input is missing`],
    [
      'a plain array',
      { ...weights, input: [...input] },
      'TypeError',
      `${place}input is .*Array: must be a Float32Array`,
    ],
    [
      'rows',
      { ...weights, output: [[1], [2]] },
      'TypeError',
      `${place}output is .*Array: must be a Float32Array`,
    ],
    [
      'float64',
      { ...weights, output: Float64Array.from(output) },
      'TypeError',
      `${place}output is .*Float64Array: must be a Float32Array`,
    ],
  ];
  for (const [name, call] of Object.entries(calls)) {
    it.each(cases)(`${name} refuses %s`, async (_, given, kind, message) => {
      const error = await errorOf(() => (call as (weights: unknown) => unknown)(given));
      expect(error).toMatchObject({ name: kind, message: expect.stringMatching(new RegExp(message)) });
    });
  }
}
