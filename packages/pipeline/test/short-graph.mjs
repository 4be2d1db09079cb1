// A graph of many short stages of all kinds: diamonds, levels, lists, a settled input, worker threads, artifacts of 2 B
// to 160 kB.
import { float64, graph, json, settled, stage, task } from '@superposition/pipeline';
import { digestOf } from '@superposition/pipeline/internal/values/digest';

/** @import { AnyTask, CodeLibrary, Stage } from '@superposition/pipeline' */

const file = new URL('short-stages.mjs', import.meta.url).href;

/**
 * A code library with the functions of the stages. They are not bundled, so worker threads import their file. Functions without
 * a file run in the main thread.
 *
 * @type {CodeLibrary}
 */
export const code = {
  find(address) {
    const exportName = /** @type {string} */ (address.split('#')[1]);
    return {
      fingerprint: digestOf(exportName),
      ...(address.startsWith('short/worker') && { file }),
      exportName,
      load: async () => (await import(file))[exportName],
    };
  },
};

/** @type {Record<string, AnyTask>} */
const tasks = Object.fromEntries(
  ['source', 'mix', 'bulk', 'point', 'fold'].flatMap((name) =>
    /** @type {const} */ (['inline', 'worker']).map((runs) => [
      `${name} ${runs}`,
      task(`short/${runs}#${name}`, { codec: name === 'bulk' ? float64 : json(), runs }),
    ]),
  ),
);

/**
 * @template T
 * @param {number} count
 * @param {(index: number) => T} make
 */
const many = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/**
 * Makes the graph. The graphs of two neighbouring configs share two thirds of their points.
 *
 * @param {number} config
 * @param {boolean} threads whether some stages run in worker threads
 */
export function shortGraph(config, threads) {
  /** @param {boolean} inWorker */
  const runs = (inWorker) => (threads && inWorker ? 'worker' : 'inline');
  /**
   * @param {string} name
   * @param {number | string} index
   * @param {object} params
   * @param {Record<string, any>} inputs
   * @returns {Stage}
   */
  const made = (name, index, params, inputs, where = 'inline') =>
    stage(`${name}[${index}]`, /** @type {AnyTask} */ (tasks[`${name} ${where}`]), { params, inputs });
  const sources = many(10, (seed) => made('source', seed, { seed }, {}));
  const mixes = many(20, (index) =>
    made('mix', index, {}, { a: sources[index % 10], b: sources[(index * 3 + 1) % 10] }),
  );
  const bulks = many(12, (index) =>
    made('bulk', index, { length: 5 * 2 ** index }, { from: mixes[index] }, runs(index % 2 === 1)),
  );
  const points = many(60, (index) => {
    const at = config * 20 + index;
    return made('point', at, { at }, { short: mixes[at % 20], long: bulks[at % 12] }, runs(at % 4 === 0));
  });
  const folds = many(8, (index) =>
    made('fold', `${config}.${index}`, {}, { values: points.filter((_, at) => at % 8 === index) }),
  );
  const total = made('fold', `${config}.total`, {}, { values: settled(folds) });
  return { whole: graph([total]), total };
}
