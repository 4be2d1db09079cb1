import { chown } from 'node:fs/promises';

const nobody = 65_534;

/** Root ignores permissions. So a test of permissions acts as the user nobody, who gets these paths. */
export async function asOrdinaryUser(owned: readonly string[], action: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return action();
  for (const path of owned) await chown(path, nobody, nobody);
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    await action();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
