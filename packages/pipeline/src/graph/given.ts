import type { Codec } from '../values/codec.js';
import { digestOf } from '../values/digest.js';
import type { Stage } from './stage.js';

/** Stands for the code in the recipe of a given value, which has no code. */
const fingerprint = digestOf('given/1');

/**
 * A stage whose value comes with the graph and is not computed, for example the content of a file or a constant that is
 * too large for parameters. Its recipe holds the sha256 of the value's bytes, so another value makes the stages after
 * it run again. The bytes go into the store when a run first needs them.
 *
 * @throws whatever the codec throws for a value that it cannot encode
 */
export function given<Output>(name: string, codec: Codec<Output>, value: Output): Stage<Output> {
  return {
    name,
    task: { address: '@superposition/pipeline/given#given', codec, runs: 'inline', externals: [] },
    code: { fingerprint, exportName: 'given', load: async () => () => value },
    params: { sha256: digestOf(codec.encode(value)) },
    inputs: {},
  };
}
