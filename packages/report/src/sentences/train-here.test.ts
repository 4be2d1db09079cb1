import { expect, test } from 'vitest';
import {
  otherDigest,
  sameDigest,
  stepOfTraining,
  trainingEnded,
  trainingFailed,
  trainingForbidden,
  trainingStopped,
} from './train-here.js';

test('counts the steps of a training', () => {
  expect(stepOfTraining(0, 40)).toBe('0 of 40');
  expect(trainingEnded(1, 8)).toBe('Trained 1 step in 0.01 s.');
  expect(trainingEnded(1000, 12_340)).toBe('Trained 1000 steps in 12.34 s.');
  expect(trainingStopped(1)).toBe('Stopped after 1 step.');
  expect(trainingStopped(20_000)).toBe('Stopped after 20\u202f000 steps.');
});

test.each(['The operation is insecure.', 'The operation is insecure'])(
  'ends a sentence about a failure once, whether or not the browser ends its message: %s',
  (message) => {
    expect(trainingFailed(message)).toBe('The training has failed: The operation is insecure.');
    expect(trainingForbidden(message)).toContain('or WebAssembly (The operation is insecure). Everything');
  },
);

test('says whether a digest is that of the report', () => {
  expect(sameDigest('ab12', 0.381)).toBe('The same model, to the last bit: ab12. R⁺₀₀ = 0.381.');
  expect(otherDigest('ab12')).toBe('Another model: the digest here is ab12.');
});
