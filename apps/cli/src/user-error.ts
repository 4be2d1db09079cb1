/** A mistake of the user or of the surroundings: told in one or more plain lines, without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** @param exitCode 2 for usage and config, 1 for what fails later */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 2,
  ) {
    super(message);
  }
}
