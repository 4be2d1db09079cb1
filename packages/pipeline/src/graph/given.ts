import type { Codec } from '../values/codec.js';
import { digestOf } from '../values/digest.js';
import type { Stage } from './stage.js';

/** What a given value's recipe has for code: there is none that could change. */
const fingerprint = digestOf('given/1');

/**
 * A stage whose value comes with the graph and is not computed: a file that was read, a constant too large for parameters.
 * Its recipe holds the sha256 of the value's bytes, so what depends on it runs again when they are others; the bytes go into
 * the store when they are first needed.
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
