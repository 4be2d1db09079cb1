import type { Codec } from '../values/codec.js';
import { digestOf } from '../values/digest.js';
import { needMethods, needNoMore, needText } from '../values/need.js';
import { refuseInstances } from '../values/refuse-instances.js';
import { RefusedValue } from '../values/refused-value.js';
import { type Unsayable, values } from '../values/values.js';
import { isObject } from '../values/what-is.js';
import { givenAddress } from './recipe.js';
import { isStage, type Stage } from './stage.js';

/** Stands for the code in the recipe of a given value, which has no code. */
const fingerprint = digestOf('given/1');

/**
 * A stage whose value comes with the graph and is not computed, for example the content of a file or a constant that is
 * too large for parameters. Its recipe holds the sha256 of the value's bytes, so another value makes the stages after
 * it run again. The bytes go into the store when a run first needs them; a value that was changed by then fails. Returns when it has
 * encoded and hashed the value.
 *
 * @param codec by default `values()`
 * @throws TypeError, which names the path of what the codec cannot encode @public
 */
export function given<Output>(
  name: string,
  value: Output,
  ...codecs: [Unsayable<Output>] extends [never] ? [codec?: Codec<Output>] : [codec: Codec<Output>]
): Stage<Output> {
  needText('given', 'its name', name);
  const where = `given '${name}'`;
  const [codec, ...more] = codecs;
  needNoMore(where, more, 'it takes given(name, value, codec?)');
  if (value === undefined)
    throw new TypeError(`${where}: its value is nothing (undefined): given(name, value, codec?)`);
  if (isStage(value))
    throw new TypeError(
      `${where}: its value is the stage '${value.name}'; a stage can be an input as it is, without given()`,
    );
  if (isCodec(value))
    throw new TypeError(`${where}: its value is a codec; the value comes first: given(name, value, codec?)`);
  if (codec !== undefined)
    needMethods(where, 'its codec must have an id, encode and decode, as values() has them', codec, [
      'encode',
      'decode',
    ]);
  const used = codec ?? values<Output>();
  const sha256 = encoded(where, value, used, codec === undefined);
  // The key tells these bytes. Under it, nothing else may be stored.
  const unchanged: Codec<Output> = {
    id: used.id,
    encode(now) {
      const bytes = used.encode(now);
      if (digestOf(bytes) !== sha256)
        throw new TypeError('it was changed after given() had taken it: give a copy, structuredClone(value)');
      return bytes;
    },
    decode: (bytes) => used.decode(bytes),
  };
  return {
    name,
    task: { address: givenAddress, codec: unchanged, runs: 'inline', externals: [] },
    code: { fingerprint, exportName: 'given', load: async () => () => value },
    params: { sha256 },
    inputs: {},
  };
}

function encoded<Output>(where: string, value: Output, codec: Codec<Output>, isDefault: boolean) {
  try {
    if (isDefault) refuseInstances(value);
    return digestOf(codec.encode(value));
  } catch (error) {
    const message = `${where}: ${(error as Error).message}`;
    // The message of a refusal says all of it, and Node would print the cause, too.
    throw error instanceof RefusedValue ? new TypeError(message) : new TypeError(message, { cause: error });
  }
}

function isCodec(value: unknown): boolean {
  return isObject(value) && typeof value['encode'] === 'function' && typeof value['decode'] === 'function';
}
