import { expect, it } from 'vitest';
import { debugCommand, describeFailure } from './describe-failure.js';

it('describes a failure with its class and its place', () => {
  const place = { file: 'packages/analyses/src/geometry/cosines.ts', line: 41, column: 9 };
  expect(describeFailure({ kind: 'task', name: 'RangeError', message: 'no pairs', place })).toBe(
    'RangeError: no pairs   packages/analyses/src/geometry/cosines.ts:41',
  );
  expect(describeFailure({ kind: 'codec', message: 'no number' })).toBe('no number');
});

it('prints no control character of a message, and keeps its lines', () => {
  expect(describeFailure({ kind: 'task', message: '\u001b[31mred\u001b[0m\u0007\nnext\r\u009b2J' })).toBe(
    'red\nnext',
  );
});

it('gives a command that a shell reads as it is meant', () => {
  expect(debugCommand('figure-5')).toBe('superposition debug figure-5');
  expect(debugCommand('model[seed=0]')).toBe("superposition debug 'model[seed=0]'");
  expect(debugCommand("it's $HOME")).toBe("superposition debug 'it'\\''s $HOME'");
});
