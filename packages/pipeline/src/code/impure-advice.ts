import type { ImpurePlace } from './code-errors.js';
import { thirdParty } from './third-party.js';

/** What to do in the place of these uses. Each piece of advice is given once. */
export function impureAdvice(uses: readonly string[], places: readonly ImpurePlace[]): string {
  const rounded = uses.filter((use) => use.startsWith('Math.') && use !== 'Math.random');
  const advice = uses
    .filter((use) => !rounded.includes(use))
    .map((use) =>
      isOfPackage(use, places) ? ofPackages : (kinds.find(([kind]) => kind.test(use))?.[1] ?? ofOthers),
    );
  if (rounded.length > 0)
    advice.push(
      `JavaScript engines round ${rounded.join(', ')} differently: take functions that compute them by basic arithmetic, such as those of @superposition/core/elementary`,
    );
  return [...new Set(advice)].join('; ');
}

function isOfPackage(use: string, places: readonly ImpurePlace[]): boolean {
  return places.some((place) => place.use === use && thirdParty.test(place.file));
}

const ofPackages = 'declare the package that needs it as external';
const ofOthers = 'pass what it needs as a parameter';

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(Date|[pP]erformance|Temporal)$/, 'pass the time as a parameter'],
  [
    /^(Math\.random|[cC]rypto|SubtleCrypto|node:crypto)$/,
    'pass a seed as a parameter, and compute the random numbers from it',
  ],
  [/^(Intl|toLocale\w+)$/, 'pass the text, or write it without a locale'],
  [/^localeCompare$/, 'compare with < and >, or pass the texts in order'],
  [
    /^(File|Blob|fetch|XMLHttpRequest|WebSocket|EventSource|import\.meta\..*|__\w+|node:.*)$/,
    'read it outside of the task, and use given() for what was read',
  ],
  [/^(set\w+|request\w+|AbortSignal\.timeout|Atomics\.wait.*)$/, 'compute without waiting'],
  [/^(eval|Function|\.constructor.*|import\(\).*)$/, 'write the code out, or import it by a fixed name'],
  [/^(globalThis|global|self|window)$/, 'name the part of it that the task needs'],
  [/^Buffer\./, 'take Buffer.alloc'],
];
