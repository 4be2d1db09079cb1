import { isGraph } from '../graph/graph.js';
import { needMethods } from '../values/need.js';
import { isObject, whatIs } from '../values/what-is.js';

/**
 * What is wrong with a call of `run` or `plan`, for people without TypeScript.
 *
 * @throws TypeError
 */
export function needRun(
  where: string,
  graph: unknown,
  options: unknown,
  needed: readonly (keyof typeof members)[],
): void {
  if (!isGraph(graph))
    throw new TypeError(
      `${where}: its graph is ${whatIs(graph)}; make one of stages with graph([…]), or use compute`,
    );
  if (!isObject(options))
    throw new TypeError(
      `${where}: its options are ${whatIs(options)}; give { ${needed.join(', ')} }, or use openRunner, which makes them`,
    );
  for (const name of needed) {
    const [what, methods] = members[name];
    needMethods(where, `its ${name} must be ${what}`, options[name], methods);
  }
}

const members = {
  store: ['a store, as openStore opens it', ['results', 'artifact', 'putResult']],
  code: ['a library of code, as openCodeLibrary opens it', ['find']],
  workers: ['a pool of threads, as openWorkers makes it', ['call']],
} as const;
