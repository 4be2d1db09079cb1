/** The first line of what was thrown, whoever threw it and whatever it is. */
export function firstLineOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error)
      .trim()
      .split('\n')[0]!;
  } catch {
    return 'it throws what has no message';
  }
}
