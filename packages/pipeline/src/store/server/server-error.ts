/** An error with a useful message. Some errors of the clients have none, but contain the error that caused them. */
export function serverError(error: unknown): Error {
  const { message, errors, replies, errorIndexes, code } = error as {
    message: string;
    /** For a host with several addresses: the error of each address. */
    errors?: readonly Error[];
    /** For a Redis transaction: the reply to each command. */
    replies?: readonly unknown[];
    errorIndexes?: readonly number[];
    code?: unknown;
  };
  const cause = replies?.[errorIndexes?.[0] ?? 0] ?? (Array.isArray(errors) ? errors[0] : undefined);
  if (cause instanceof Error) return serverError(cause);
  return message === '' ? new Error(String(code)) : (error as Error);
}
