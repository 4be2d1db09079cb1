import { givenAddress } from '../graph/recipe.js';
import { isObject, whatIs } from '../values/what-is.js';
import type { RunEvent } from './event.js';
import { describeFrozen, describeReasons, isOfGiven } from './reasons.js';

/**
 * An event as a sentence: "wet days runs: threshold changed 1 → 7.9".
 *
 * @throws TypeError when it is no event @public
 */
export function describeEvent(event: RunEvent): string {
  if (!isObject(event as unknown) || typeof event.type !== 'string')
    throw new TypeError(`describeEvent: it is ${whatIs(event)}; give an event of a run`);
  switch (event.type) {
    case 'planned':
      return `${count(event.stages, 'stage')}, for ${event.targets.join(', ')}`;
    case 'forecast':
      return `${event.stages.filter(({ state }) => state !== 'fresh').length} of ${count(event.stages.length, 'stage')} may run`;
    case 'started':
      if (!isOfGiven(event.reasons)) return `${event.stage} runs: ${describeReasons(event.reasons)}`;
      return event.reasons.some(({ kind }) => kind === 'new')
        ? `${event.stage} is ${describeReasons(event.reasons)}`
        : describeReasons(event.reasons);
    case 'progress':
      return `${event.stage}: ${event.done} of ${event.total}${event.note === undefined ? '' : `, ${event.note}`}`;
    case 'log':
      return `${event.stage} says: ${event.text}`;
    case 'fresh':
      return event.frozen === undefined
        ? `${event.stage} is fresh`
        : `${event.stage} is frozen, ${describeFrozen(event.frozen)}`;
    case 'built':
      if (event.recipe.task === givenAddress) return `${event.stage} is stored, ${count(event.size, 'byte')}`;
      return event.sharedWith === undefined
        ? `${event.stage} built in ${Math.round(event.duration)} ms, ${count(event.size, 'byte')}`
        : `${event.stage} built: it has the recipe of ${event.sharedWith}`;
    case 'failed':
      return `${event.stage} failed (${event.failure.kind}): ${event.failure.message}`;
    case 'retried':
      return `${event.stage} is tried again (${event.retry} of ${event.of}): ${event.failure.message}`;
    case 'skipped':
      return `${event.stage} ${event.cancelled ? 'was not started' : 'is skipped'}, because ${event.cause} failed`;
    case 'value':
      return `${event.stage} has its value`;
    case 'finished':
      return `${event.fresh} fresh, ${event.built} built, ${event.failed} failed, ${event.skipped} skipped`;
    default:
      // A newer version may have sent it.
      return `an event of the type '${(event as { readonly type: string }).type}'`;
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
