import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { counted, listing, whole } from '../text/format.js';
import { rule } from './rule.js';

/** How one claim, and several, are spoken of that have a verdict; in the order of the sentence. */
const words: Readonly<Record<JudgedClaim['verdict']['kind'], readonly [one: string, several: string]>> = {
  agrees: ['agrees', 'agree'],
  'agrees with another quantity': [
    'agrees with another quantity than the one named',
    'agree with another quantity than the one named',
  ],
  'right arithmetic, wrong premise': [
    'is worked out correctly from a number that is something else',
    'are worked out correctly from a number that is something else',
  ],
  disagrees: ['disagrees', 'disagree'],
  impossible: ['is impossible', 'are impossible'],
  'contradicted by the document itself': [
    'is contradicted by the document itself',
    'are contradicted by the document itself',
  ],
  'not comparable': ['cannot be compared', 'cannot be compared'],
  'not yet judged': ['is not yet judged', 'are not yet judged'],
};

/** How many of the document's claims have each verdict. */
export const verdicts = rule(
  'each number counts the claims with that verdict, and the numbers add up to all claims',
  (claims: readonly JudgedClaim[]) => {
    if (claims.every(({ verdict }) => verdict.kind === 'not comparable'))
      return 'The settings differ from those of the starting document, so its claims are not compared with these models.';
    const parts = Object.entries(words).flatMap(([kind, [one, several]]) => {
      const found = claims.filter(({ verdict }) => verdict.kind === kind).length;
      return found === 0 ? [] : [`${whole(found)} ${found === 1 ? one : several}`];
    });
    return `Of ${counted(claims.length, 'claim')} of the starting document, ${listing(parts)}.`;
  },
);
