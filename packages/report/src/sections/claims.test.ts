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
  const row = new RegExp(`<tr id="claim-${id.replaceAll('.', '\\.')}"[^>]*>([\\s\\S]*?)</tr>`).exec(
    shown,
  )![1]!;
  return row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

it('has ideas below a heading of their own, without numbers', () => {
  const [numbers, ideas] = shown.split('Ideas and questions') as [string, string];
  expect(numbers).toContain('id="claim-trained.mse"');
  expect(numbers).not.toContain('id="claim-idea.');
  expect(ideas.match(/id="claim-/g)).toEqual(ideas.match(/id="claim-idea\./g)!.map(() => 'id="claim-'));
  expect(rowOf('idea.l2.gain')).toMatch(/^ 12 .* The gains of converged models .* – – – not yet judged $/);
});

it('names the sections of the document', () => {
  expect(rowOf('perFeature.min')).toMatch(/^ 3 /);
  expect(rowOf('gain.positive')).toMatch(/^ 4, 11 /);
  expect(rowOf('idea.l4.driver')).toMatch(/^ overview, 8, 11 /);
  expect(rowOf('improvement.l4.overview')).toMatch(/^ overview /);
});

it('says at how many samples a number was taken that depends on it', () => {
  expect(rowOf('perFeature.max')).toMatch(
    /perFeature\.mse\.max At 170.000 samples ours is 0\.0814, and another run is expected between/,
  );
  expect(rowOf('naive.mse')).toMatch(/the mean of 170.000 samples is expected between/);
  expect(rowOf('trained.mse')).not.toContain('samples');
});

it('says what a formula’s number is', () => {
  expect(rowOf('theory.mse')).toMatch(
    /attenuation\.positive .* 0\.43 fits gain\.effective, 0\.433.* 0\.054 .* right arithmetic, wrong premise/,
  );
});

it('prints ours in the unit of the document, with as many decimals, and how far off the number is', () => {
  // Of two seeds, another run differs by 0.001·√(1 + 1/2).
  expect(rowOf('trained.mse')).toMatch(/ 0\.0745 0\.0745 0\.0 agrees $/);
  expect(rowOf('gain.positive')).toMatch(/ 0\.43 0\.381 40\.0 agrees with another quantity $/);
  expect(rowOf('ignored.mse')).toMatch(/ 0\.167 0\.167 exact agrees $/);
  expect(rowOf('isolated.share')).toMatch(/ 86 % [\d.]+ % /);
});

it('draws a strip for each distance, on one scale', () => {
  const row = (id: string) => shown.slice(shown.indexOf(`id="claim-${id}"`)).split('</tr>')[0]!;
  const at = (id: string) => Number(/class="dots" d="M([\d.]+) /.exec(row(id))![1]);
  expect(at('trained.mse')).toBeCloseTo(60, 1);
  expect(at('gain.positive')).toBeGreaterThan(at('trained.mse') + 10);
  expect(row('ignored.mse')).not.toContain('<svg class="strip"');
});

it('has a button for each verdict that some claim has, with their number', () => {
  const buttons = [...shown.matchAll(/<button type="button" value="([^"]*)"[^>]*>(.*?)<\/button>/g)].map(
    ([, value, label]) => [value, label!.replace(/<[^>]+>/g, '')],
  );
  const rows = [...shown.matchAll(/data-verdict="([^"]+)"/g)].map(([, kind]) => kind!);
  expect(buttons[0]).toEqual(['', `All ${rows.length}`]);
  expect(buttons.slice(1).map(([, label]) => label)).toEqual(
    [...new Set(buttons.slice(1).map(([value]) => value!))].map(
      (kind) => `${kind} ${rows.filter((each) => each === kind).length}`,
    ),
  );
  expect(new Set(rows)).toEqual(new Set(buttons.slice(1).map(([value]) => value)));
});
