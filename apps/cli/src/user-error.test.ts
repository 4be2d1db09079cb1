import { given } from '@superposition/pipeline/internal/graph/given';
import { graph } from '@superposition/pipeline/internal/graph/graph';
import { expect, it } from 'vitest';
import { asUserError, UserError } from './user-error.js';

it('counts a mistake in the code of the pipeline as one of the user, and nothing that it does not know', () => {
  const twice = () => graph([given('a', 1), given('a', 2)]);
  const thrown = (action: () => unknown) => {
    try {
      return action();
    } catch (error) {
      return error;
    }
  };
  expect(asUserError(thrown(twice))).toMatchObject({
    message: "two stages are named 'a': names must be unique",
    exitCode: 2,
  });
  expect(asUserError(new TypeError('a bug'))).toBeUndefined();
  const own = new UserError('the disk is full', 1);
  expect(asUserError(own)).toBe(own);
});
