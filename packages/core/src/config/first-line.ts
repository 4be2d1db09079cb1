/** The first line of the message of anything that was thrown, even if it is not an Error. */
export function firstLineOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error)
      .trim()
      .split('\n')[0]!;
  } catch {
    return 'it throws what has no message';
  }
}
