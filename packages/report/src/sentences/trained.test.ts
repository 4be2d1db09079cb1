import { expect, it } from 'vitest';
import { hollowMarks, howConverged, marksOfModels, whereConverged } from './trained.js';

it('says that a training has converged only where that was tested', () => {
  const tested = {
    points: [
      { steps: 100, converged: false },
      { steps: 1000, converged: true },
      { steps: 10_000, converged: null },
    ],
  };
  expect(howConverged(100, tested, 13)).toContain('has not converged');
  expect(howConverged(1000, tested, 13)).toBe(
    'After 1000 steps the training has converged, as Figure 13 shows.',
  );
  expect(howConverged(1000, tested, null, 4)).toBe('After 1000 steps the training with q = 4 has converged.');
  for (const words of [
    howConverged(10_000, tested, 13),
    howConverged(500, tested, 13),
    howConverged(1000, undefined, 13),
  ])
    expect(words).toContain('was not tested');
});

it('names the figure that tests the report’s own loss, and no other loss', () => {
  expect(whereConverged(13, 1000, [4, 2], null)).toBe(
    'Whether more steps would change the models trained with L4 is shown by figure 13; for L2 it was not tested.',
  );
  expect(whereConverged(13, 1000, [4, 2], false)).toBe(
    'Marks are hollow, because 1000 steps are too few for the models trained with L4 to converge (figure 13); for L2 it was not tested.',
  );
  expect(whereConverged(13, 1000, [2], true)).not.toMatch(/not tested|hollow/);
  expect(whereConverged(null, 1000, [4, 2], null)).toContain('was not tested');
});

it('speaks of hollow marks where there are some', () => {
  expect(hollowMarks(true, 13)).toBe('Hollow marks are models that have not converged (figure 13).');
  expect(hollowMarks(false, 13)).toBe('');
  const tested = (converged: boolean) => ({ points: [{ steps: 100, converged }] });
  expect(marksOfModels(100, tested(false))).toContain('hollow if it has not');
  expect(marksOfModels(100, tested(true))).toBe('');
});
