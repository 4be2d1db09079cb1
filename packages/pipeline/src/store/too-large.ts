/** Whether a database refuses this value alone, because it is too large. */
export function isTooLarge(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  return (
    code === 'SQLITE_TOOBIG' ||
    /too (big|large)|exceeds maximum allowed size|invalid memory alloc request size/i.test(message ?? '')
  );
}
