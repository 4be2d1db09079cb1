// This package imports nothing, so it has the few checks that it needs by itself.

/** What a value is, in words that follow "is". */
export function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  return `an object of the kind ${tagOf(value)}`;
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** @throws TypeError unless the value is an object with members */
function checkObject(
  name: string,
  value: unknown,
  wanted: string,
): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && tagOf(value) === 'Object') return;
  throw new TypeError(`${name} is ${described(value)}: must be ${wanted}`);
}

/** @throws TypeError for a name that is none of the known ones: it is misspelt */
function checkNames(name: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((each) => !known.includes(each));
  if (unknown === undefined) return;
  const near = known.find((each) => isNear(unknown.toLowerCase(), each.toLowerCase()));
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  throw new TypeError(
    `${name} has the unknown name ${described(unknown)}${hint}: known are ${known.join(', ')}`,
  );
}

/** Whether at most a third of the letters of the longer name must be added, removed or replaced to get the other. */
function isNear(a: string, b: string): boolean {
  let edits = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a.slice(0, 40)].entries()) {
    const next = [row + 1];
    for (let at = 1; at <= b.length; at++) {
      const replaced = edits[at - 1]! + (letter === b[at - 1] ? 0 : 1);
      next.push(Math.min(replaced, edits[at]! + 1, next[at - 1]! + 1));
    }
    edits = next;
  }
  return 3 * edits.at(-1)! <= Math.max(a.length, b.length);
}

/** @throws TypeError for what is no number, RangeError for a number outside of the range */
export function checkInteger(
  name: string,
  value: unknown,
  min: number,
  max: number,
): asserts value is number {
  if (typeof value !== 'number') {
    throw new TypeError(`${name} is ${described(value)}: must be an integer ${min} … ${max}`);
  }
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`${name} = ${value}: must be an integer ${min} … ${max}`);
}

/** @throws TypeError for another kind of array, RangeError for another length */
function checkArray(name: string, value: unknown, kind: string, lengths: readonly [number, number]): void {
  if (value === undefined) throw new TypeError(`${name} is missing: must be a ${kind}`);
  if (tagOf(value) !== kind) throw new TypeError(`${name} is ${described(value)}: must be a ${kind}`);
  const { length } = value as { readonly length: number };
  const [least, most] = lengths;
  if (length >= least && length <= most) return;
  throw new RangeError(
    `${name} has ${length} entries: must be ${least === most ? least : `${least} … ${most}`}`,
  );
}

/** @throws TypeError or RangeError unless a network may have this shape */
export function checkShape(
  shape: unknown,
): asserts shape is { readonly features: number; readonly neurons: number } {
  checkObject('the first argument', shape, 'an object with features and neurons');
  checkInteger('features', shape['features'], 1, 2 ** 20);
  checkInteger('neurons', shape['neurons'], 1, 2 ** 20);
}

const setupNames = ['features', 'neurons', 'input', 'output', 'lossExponent', 'gaps'] as const;

/**
 * @param more names that are known besides those of a network and its data
 * @throws TypeError or RangeError that names the place, unless a network and its data can be laid out
 */
export function checkSetup(
  setup: unknown,
  more: readonly string[] = [],
): asserts setup is Readonly<Record<string, unknown>> {
  checkObject('the first argument', setup, 'an object with features and neurons');
  checkNames('the first argument', setup, [...setupNames, ...more]);
  checkShape(setup);
  const { features, neurons, input, output, lossExponent, gaps } = setup as Readonly<Record<string, unknown>>;
  const entries = (features as number) * (neurons as number);
  for (const [name, matrix] of Object.entries({ input, output })) {
    checkArray(name, matrix, 'Float32Array', [entries, entries]);
    const bad = (matrix as Float32Array).findIndex((entry) => !Number.isFinite(entry));
    if (bad >= 0)
      throw new RangeError(`${name}[${bad}] is ${(matrix as Float32Array)[bad]}: must be a finite number`);
  }
  if (typeof lossExponent !== 'number') {
    throw new TypeError(
      `lossExponent is ${described(lossExponent)}: must be a multiple of 0.5 of at least 1.5`,
    );
  }
  if (!Number.isInteger(2 * lossExponent) || lossExponent < 1.5) {
    throw new RangeError(`lossExponent = ${lossExponent}: must be a multiple of 0.5 of at least 1.5`);
  }
  if (gaps === undefined) throw new TypeError('gaps is missing: pass gapTable(activeProbability)');
  checkObject('gaps', gaps, 'what gapTable(activeProbability) returned');
  checkArray('gaps.thresholds', gaps['thresholds'], 'Uint32Array', [1, 1024]);
  checkArray('gaps.guide', gaps['guide'], 'Uint16Array', [1024, 1024]);
}

/** @throws TypeError or RangeError unless a network can be trained: also what a training may differ in is right */
export function checkTrainingSetup(setup: unknown): void {
  checkSetup(setup, ['activation', 'inputBounds']);
  const { activation = 'relu', inputBounds } = setup;
  if (activation !== 'relu' && activation !== 'identity') {
    throw new RangeError(`activation is ${described(activation)}: must be 'relu' or 'identity'`);
  }
  if (inputBounds === undefined) return;
  checkObject('inputBounds', inputBounds, 'an object with lower and upper');
  checkNames('inputBounds', inputBounds, ['lower', 'upper']);
  const { lower, upper } = inputBounds as { readonly lower: Float32Array; readonly upper: Float32Array };
  const { length } = setup['input'] as Float32Array;
  checkArray('inputBounds.lower', lower, 'Float32Array', [length, length]);
  checkArray('inputBounds.upper', upper, 'Float32Array', [length, length]);
  const bad = lower.findIndex((bound, index) => !(bound <= upper[index]!));
  if (bad < 0) return;
  throw new RangeError(
    `inputBounds.lower[${bad}] is ${lower[bad]}: must be a number up to inputBounds.upper[${bad}], ${upper[bad]}`,
  );
}

/** @throws TypeError or RangeError unless it has the scalars of one step of Adam, finite in float32 */
export function checkScalars(scalars: unknown): void {
  const names = ['rate', 'correction', 'scale'] as const;
  checkObject('the first argument', scalars, '{ rate, correction, scale }');
  checkNames('the first argument', scalars, names);
  for (const name of names) {
    const value = scalars[name];
    if (typeof value !== 'number') throw new TypeError(`${name} is ${described(value)}: must be a number`);
    if (!Number.isFinite(Math.fround(value)))
      throw new RangeError(`${name} = ${value}: must be a finite number in float32`);
  }
}

/** @throws TypeError or RangeError unless it is the state of a xoshiro128** generator */
export function checkState(state: unknown): void {
  checkArray('state', state, 'Uint32Array', [4, 4]);
  if ((state as Uint32Array).every((word) => word === 0)) {
    throw new RangeError('state is four zeros, from which the generator never leaves');
  }
}
