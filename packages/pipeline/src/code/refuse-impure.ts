import { builtinModules } from 'node:module';
import type { AnyTask } from '../graph/task.js';
import { withoutPlace } from '../values/called-from.js';
import { ImpureTaskError } from './code-errors.js';
import { impureUses, unstoppableUses } from './impure-uses.js';
import { pureBuiltins } from './pure-globals.js';

/** The parts of a bundle that are judged. */
export interface JudgedCode {
  /** The whole bundle. */
  readonly whole: string;
  /** The same without third-party code. Absent if that code is judged as strictly as the task's own. */
  readonly own?: string | undefined;
  /** The modules that are not in the bundle. */
  readonly imports: readonly string[];
}

/**
 * Refuses a task whose code uses what its value must not depend on. Third-party code may ask for many things that it never
 * uses. So, where the task runs in a sealed thread, we refuse of it only what no thread can refuse.
 *
 * @throws ImpureTaskError
 */
export async function refuseImpure(
  task: Pick<AnyTask, 'address'>,
  { whole, own, imports }: JudgedCode,
  target: string,
): Promise<void> {
  const used = new Set(await impureUses(own ?? whole, target));
  if (own !== undefined) for (const name of await unstoppableUses(whole, target)) used.add(name);
  for (const path of imports) {
    const name = path.replace(/^node:/, '');
    if (builtinModules.includes(name) && !pureBuiltins.has(name)) used.add(`node:${name}`);
  }
  if (used.size === 0) return;
  const rounded = [...used].filter((name) => name.startsWith('Math.') && name !== 'Math.random');
  const advice = [
    ...(rounded.length < used.size
      ? ['pass what it needs as a parameter, or declare the package that needs it as external']
      : []),
    ...(rounded.length > 0
      ? [
          `JavaScript engines round ${rounded.join(', ')} differently: take functions that compute them by basic arithmetic, such as those of @superposition/core/elementary`,
        ]
      : []),
  ];
  const message = `the task ${task.address} uses ${[...used].join(', ')}: a task may depend on its inputs and parameters alone; ${advice.join('; ')}`;
  throw withoutPlace(() => new ImpureTaskError(message, task.address, [...used]));
}
