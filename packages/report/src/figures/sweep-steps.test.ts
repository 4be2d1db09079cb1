import { describe, expect, it } from 'vitest';
import { converging, evidence, gainsOf, judged, own, sweepOf } from '../../test/swept.js';
import { sweepSteps } from './sweep-steps.js';

describe('the figure of the steps', () => {
  const sweep = sweepOf(
    'lq.all',
    [1000, 3000, 10_000, 30_000].map((steps) => ({ at: { steps }, values: [1] })),
  );
  const over = (convergence: typeof converging, steps = own.steps) =>
    sweepSteps(
      { sweep, gains: gainsOf(sweep), convergence },
      { ...evidence, own: { ...own, steps }, number: 13, setting: 'steps' },
    );

  it('says that the models of the report have not converged, by which numbers, and from where on they would have', () => {
    expect(over(converging).caption[0]).toBe(
      '*The models of this report have not converged:* after their 1000 steps, the loss is 1.0530\u00a0±\u00a00.0007 times that of the longest training, ' +
        'the gain differs by −0.0180, the output at x = −1 by −0.0250 and the number of neurons that a feature uses by +1.50. ' +
        'From 10\u202f000 steps on, trainings have converged: they agree with the longest (30\u202f000 steps).',
    );
    expect(
      over(converging)
        .tables.at(-1)!
        .rows.map((row) => row.at(-1)),
    ).toEqual(['no', 'no', 'yes', 'not judged']);
    expect(over(converging).definitions.at(-1)).toContain(
      'at most 1.005 times as large, on the same 500\u202f000 inputs',
    );
  });

  it('says that they have, if so, and does not call the longest converged', () => {
    expect(over(converging, 10_000).caption[0]).toContain(
      'The 10\u202f000 steps of this report have converged',
    );
    expect(over(converging, 30_000).caption[0]).toContain('are the longest training here, so whether');
    const none = judged([
      [1000, false],
      [3000, false],
      [10_000, false],
      [30_000, true],
    ]);
    expect(over(none).caption[0]).toContain('so whether that one has converged cannot be told');
    expect(over(judged([[1000, true]])).caption[0]).toContain('cannot tell whether it has converged');
  });

  it('says what hollow marks are where some are', () => {
    expect(over(converging).caption[1]).toContain('Hollow marks are models that have not converged.');
    expect(over(judged([[1000, true]])).caption.join(' ')).not.toContain('Hollow');
  });

  it('concludes nothing else, because most of its models have not converged', () => {
    expect(over(converging).caption.join(' ')).not.toMatch(/naive|gain stands/);
    expect(over(converging).finding).toBe(
      'After 10\u202f000 steps the training has converged: 30\u202f000 change little. The 1000 steps of this report are too few.',
    );
    expect(over(converging, 10_000).finding).toContain(
      '30\u202f000 change little, and the 10\u202f000 steps of this report are enough.',
    );
    expect(over(converging, 30_000).finding).toBe(
      'After 10\u202f000 steps the training has converged: 30\u202f000 change little.',
    );
    expect(
      over(
        judged([
          [1000, false],
          [3000, true],
        ]),
      ).finding,
    ).toBe('1000 steps are too few to converge: 3000 steps give another model.');
    expect(over(judged([[1000, true]])).finding).toBe('');
  });
});
