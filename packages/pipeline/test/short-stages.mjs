// The functions of a graph of many short stages; worker threads import this very file.

/** A few integers that a seed leads to. */
export function source(_inputs, { seed }) {
  return numbers(seed + 1, 20);
}

/** Two lists, entry by entry. */
export function mix({ a, b }) {
  return a.map((value, index) => (value * 3 + b[index]) % 65_521);
}

/** A long list from a short one. */
export function bulk({ from }, { length }) {
  return Float64Array.from(numbers(from[0] + 1, length));
}

/** One number of a short list and a long one. */
export function point({ short, long }, { at }) {
  return long.reduce((sum, value) => (sum + value) % 1_000_003, short[at % short.length] + at);
}

/** Of all values, in their order, one number that depends on each of them. */
export function fold({ values }) {
  return values.flat().reduce((sum, value) => (sum * 31 + (value.value ?? value)) % 1_000_003, 7);
}

function numbers(seed, length) {
  const list = [];
  for (let state = seed; list.length < length; ) {
    state = (state * 16_807) % 2_147_483_647;
    list.push(state % 65_521);
  }
  return list;
}
