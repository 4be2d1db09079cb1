import { type SqliteDriverName, sqliteDrivers } from '../../src/store/sqlite/choose-driver.js';

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
