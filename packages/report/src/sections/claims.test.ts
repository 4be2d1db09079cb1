import { claims } from '@superposition/analyses/internal/claims/claims';
import { judgeClaim } from '@superposition/analyses/internal/claims/judge-claims';
import { expect, it } from 'vitest';
import { fixture } from '../../test/fixture.js';
import { claimsSection } from './claims.js';

const { inputs } = fixture();
const quantities = inputs.quantities.status === 'value' ? inputs.quantities.value : undefined;

const over = (mean: number) => ({
  ...quantities!['mse.active'],
  mean,
  sd: 0.001,
  ci95: [mean, mean] as const,
});
const evidence = {
  quantities: {
    ...quantities!,
    'gain.positive': over(0.381),
    'gain.effective': over(0.4335),
    'l4.active': over(0.02056),
    'mse.active': over(0.0745),
    'perFeature.mse.sdTrue': over(0.002),
  },
  sweep: { points: [], monotone: {} as never },
  sample: {
    size: { samples: 170_000, range: [160_000, 180_000] as const, spread: 0.002 },
    quantities: {
      'perFeature.mse.min': over(0.0671),
      'perFeature.mse.max': over(0.0814),
      'perFeature.mse.sd': over(0.0029),
    },
  },
};

const shown = claimsSection({
  status: 'value',
  value: claims.filter(({ rises }) => rises === undefined).map((claim) => judgeClaim(claim, evidence, [])),
}).body.markup;

/** The text of the row of a claim. */
function rowOf(id: string): string {
  const row = new RegExp(`<tr id="claim-${id.replaceAll('.', '\\.')}">([\\s\\S]*?)</tr>`).exec(shown)![1]!;
  return row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

it('has ideas below a heading of their own, without numbers', () => {
  const [numbers, ideas] = shown.split('Ideas and questions') as [string, string];
  expect(numbers).toContain('id="claim-trained.mse"');
  expect(numbers).not.toContain('id="claim-idea.');
  expect(ideas.match(/id="claim-/g)).toEqual(ideas.match(/id="claim-idea\./g)!.map(() => 'id="claim-'));
  expect(rowOf('idea.l2.gain')).toMatch(/section 12 – – not yet judged The gains of converged models/);
});

it('names the sections of the document', () => {
  expect(rowOf('perFeature.min')).toContain(' section 3 ');
  expect(rowOf('gain.positive')).toContain(' sections 4 and 11 ');
  expect(rowOf('idea.l4.driver')).toContain(' overview, sections 8 and 11 ');
  expect(rowOf('improvement.l4.overview')).toContain(' overview 8 ');
});

it('says at how many samples a number was taken that depends on it', () => {
  expect(rowOf('perFeature.max')).toMatch(
    /perFeature\.mse\.max 0\.0814 another run at 170 000 samples: \[[^\]]+\] agrees/,
  );
  expect(rowOf('naive.mse')).toContain('the document’s estimate at 170 000 samples: [');
  expect(rowOf('trained.mse')).not.toContain('samples');
});

it('says what a formula’s number is', () => {
  expect(rowOf('theory.mse')).toMatch(
    /0\.054 attenuation\.positive .* right arithmetic, wrong premise .* 0\.43 fits gain\.effective, 0\.433/,
  );
});
