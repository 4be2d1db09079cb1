/** A mistake of the user, or trouble with the machine. The program prints it in plain lines, without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** @param exitCode 2 for a mistake in the command line or the config, 1 for a failure after that */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 2,
  ) {
    super(message);
  }
}
