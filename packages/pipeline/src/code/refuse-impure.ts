import { builtinModules } from 'node:module';
import type { AnyTask } from '../graph/task.js';
import { withoutPlace } from '../values/called-from.js';
import { ImpureTaskError } from './code-errors.js';
import { impureAdvice } from './impure-advice.js';
import { impurePlaces, type MappedCode } from './impure-places.js';
import { impureUses, unstoppableUses } from './impure-uses.js';
import { pureBuiltins } from './pure-globals.js';

/** The parts of a bundle that are judged. */
export interface JudgedCode {
  /** The whole bundle. */
  readonly whole: MappedCode;
  /** The same without third-party code. Absent if that code is judged as strictly as the task's own. */
  readonly own?: MappedCode | undefined;
  /** The modules that are not in the bundle. */
  readonly imports: readonly string[];
  /** Folder of the package. */
  readonly packageRoot: string;
}

/**
 * Refuses a task whose code uses what its value must not depend on. Third-party code may ask for many things that it never
 * uses. So, where the task runs in a sealed thread, we refuse of it only what no thread can refuse.
 *
 * @throws ImpureTaskError
 */
export async function refuseImpure(
  { address }: Pick<AnyTask, 'address'>,
  { whole, own, imports, packageRoot }: JudgedCode,
  target: string,
): Promise<void> {
  const used = new Set(await impureUses((own ?? whole).code, target));
  if (own !== undefined) for (const name of await unstoppableUses(whole.code, target)) used.add(name);
  for (const path of imports) {
    const name = path.replace(/^node:/, '');
    if (builtinModules.includes(name) && !pureBuiltins.has(name)) used.add(`node:${name}`);
  }
  if (used.size === 0) return;
  const uses = [...used];
  const codes = own === undefined ? [whole] : [own, whole];
  const places = await impurePlaces(uses, codes, packageRoot, target);
  const told = uses.map((use) => {
    const place = places.find((each) => each.use === use);
    return place === undefined ? use : `${use} (${place.file}:${place.line}:${place.column})`;
  });
  const message = `the task ${address} uses ${told.join(', ')}: a task may depend on its inputs and parameters alone; ${impureAdvice(uses, places)}`;
  throw withoutPlace(() => new ImpureTaskError(message, address, uses, places));
}
