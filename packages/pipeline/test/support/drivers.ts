import type { TestContext } from 'vitest';
import { chosenDriver, type SqliteDriverName, sqliteDrivers } from '../../src/store/sqlite/choose-driver.js';

/** A driver that does not work here. */
export interface MissingDriver {
  readonly name: SqliteDriverName;
  readonly reason: string;
  /** This Node.js cannot have it. */
  readonly mayBeMissing: boolean;
}

/** Which drivers work here. */
export async function driversHere(): Promise<{
  readonly here: readonly SqliteDriverName[];
  readonly missing: readonly MissingDriver[];
}> {
  const here: SqliteDriverName[] = [];
  const missing: MissingDriver[] = [];
  for (const name of Object.keys(sqliteDrivers) as SqliteDriverName[]) {
    try {
      await sqliteDrivers[name]();
      here.push(name);
    } catch (error) {
      const mayBeMissing = name === 'node' && Number(process.versions.node.split('.')[0]) < 22;
      missing.push({ name, reason: (error as Error).message, mayBeMissing });
    }
  }
  return { here, missing };
}

/** Whether the SQLite in use must be alone with its file. */
export async function mustBeAlone(): Promise<boolean> {
  const [{ driver }, wasm] = await Promise.all([chosenDriver(), sqliteDrivers.wasm().catch(() => undefined)]);
  return driver.description === wasm?.description;
}

/** For a test of what only a SQLite can do that shares its file. In CI, there is one. */
export async function needsSharing({ skip }: TestContext): Promise<void> {
  if (!(await mustBeAlone())) return;
  const { passedOver } = await chosenDriver();
  const reason = `a SQLite that shares files was not tested: ${passedOver.join('; ')}`;
  if (process.env['CI']) throw new Error(reason);
  skip(reason);
}
