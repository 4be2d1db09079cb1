import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { counted, listing, whole } from '../text/format.js';
import { definition, rule } from './rule.js';

export const claimsTitle = definition('What the document claimed');

/** How the numbers and ideas of the document are judged. */
export const howJudged = definition(
  'The document that this report starts from states these numbers, from one run, and these ideas. A number *agrees* when it lies, give or take half of its last printed digit, within the mean ± *t*·sd·√(1 + 1/*k*) of ours over *k* seeds: where 95 % of single runs are expected. Where ours is exact and the document estimates, its own sampling error stands for the deviation. A number that depends on the size of the sample is compared with ours at the size that explains the document’s numbers. *Off* is printed − ours, in standard errors of another run, sd·√(1 + 1/*k*): beside it stand the 95 % of other runs as a band, and half of the last printed digit either way as a bar. Each statement unfolds to the reason of its verdict.',
);

/** The heading of the column of statements. */
export const statementColumn = definition('The document says');

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
  answered: ['is a question that is answered', 'are questions that are answered'],
  'not shown by these models': ['is not shown by these models', 'are not shown by these models'],
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
