// The functions of a graph of many short stages; worker threads import this very file.

/**
 * Makes a few integers from a seed.
 *
 * @param {object} _inputs
 * @param {{ seed: number }} params
 */
export function source(_inputs, { seed }) {
  return numbers(seed + 1, 20);
}

/**
 * Combines two lists entry by entry.
 *
 * @param {{ a: number[], b: number[] }} inputs
 */
export function mix({ a, b }) {
  return a.map((value, index) => (value * 3 + /** @type {number} */ (b[index])) % 65_521);
}

/**
 * Makes a long list from a short one.
 *
 * @param {{ from: number[] }} inputs
 * @param {{ length: number }} params
 */
export function bulk({ from }, { length }) {
  return Float64Array.from(numbers(/** @type {number} */ (from[0]) + 1, length));
}

/**
 * Makes one number from a short list and a long one.
 *
 * @param {{ short: number[], long: Float64Array }} inputs
 * @param {{ at: number }} params
 */
export function point({ short, long }, { at }) {
  return long.reduce(
    (sum, value) => (sum + value) % 1_000_003,
    /** @type {number} */ (short[at % short.length]) + at,
  );
}

/**
 * Makes one number that depends on each value and on the order of the values.
 *
 * @param {{ values: (number | { value: number })[] }} inputs
 */
export function fold({ values }) {
  const plain = values.flat().map((value) => (typeof value === 'number' ? value : value.value));
  return plain.reduce((sum, value) => (sum * 31 + value) % 1_000_003, 7);
}

/**
 * @param {number} seed
 * @param {number} length
 */
function numbers(seed, length) {
  const list = [];
  for (let state = seed; list.length < length; ) {
    state = (state * 16_807) % 2_147_483_647;
    list.push(state % 65_521);
  }
  return list;
}
