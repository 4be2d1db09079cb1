/** An error of a server's client with a message that tells what happened; some tell it in an error of theirs alone. */
export function serverError(error: unknown): Error {
  const { message, errors, replies, errorIndexes, code } = error as {
    message: string;
    /** Of a host with several addresses, what came of each. */
    errors?: readonly Error[];
    /** Of a Redis transaction, what came of each command. */
    replies?: readonly unknown[];
    errorIndexes?: readonly number[];
    code?: unknown;
  };
  const cause = replies?.[errorIndexes?.[0] ?? 0] ?? (Array.isArray(errors) ? errors[0] : undefined);
  if (cause instanceof Error) return serverError(cause);
  return message === '' ? new Error(String(code)) : (error as Error);
}
