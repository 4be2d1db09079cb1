import { setTimeout as delay } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';

const counted = new Set([
  'object',
  'closure',
  'array',
  'string',
  'concatenated string',
  'sliced string',
  'number',
]);

/**
 * The objects, arrays and strings of this process that can be reached. A heap snapshot contains nothing else, so garbage
 * that waits for its collection does not count. Compiled code does not count either, because V8 discards and compiles it again.
 *
 * V8 compiles functions in another thread and holds them until it is done, so a count that is too large is repeated up to
 * twenty times.
 *
 * @param {number} [enough] a count that is at most this is not repeated
 * @returns the least of the counts
 */
export async function countReachable(enough = Number.POSITIVE_INFINITY) {
  let least = await countOnce();
  for (let attempt = 0; attempt < 20 && least > enough; attempt++) {
    await delay(100);
    least = Math.min(least, await countOnce());
  }
  return least;
}

async function countOnce() {
  /** @type {Buffer[]} */
  const parts = [];
  for await (const part of getHeapSnapshot()) parts.push(part);
  const { snapshot, nodes } = JSON.parse(Buffer.concat(parts).toString());
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const at = fields.indexOf('type');
  let count = 0;
  for (let node = at; node < nodes.length; node += fields.length)
    if (counted.has(types[at][nodes[node]])) count++;
  return count;
}
