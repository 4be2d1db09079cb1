import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import { type AnyTaskFunction, task } from '../graph/task.js';
import { openWorkers } from '../threads/worker-pool.js';
import { json } from '../values/codec.js';
import { scriptOf } from './script-of.js';

let home: TemporaryPackage;
beforeAll(async () => {
  home = await temporaryPackage({});
});
afterAll(() => home[Symbol.asyncDispose]());

/** What a task with this module returns. */
async function resultOf(name: string, text: string): Promise<unknown> {
  await home.write({ [`src/${name}.ts`]: text });
  const made = task<AnyTaskFunction>(`@temporary/room/${name}#run`, { codec: json() });
  const code = await home.build([made]);
  await using workers = openWorkers(1);
  return await workers.call(code.find(made.address)!, {}, {}, new AbortController().signal);
}

it.each<[string, string, unknown]>([
  ['exports', 'const __exports = { x: 1 }; export const run = () => __exports.x;', 1],
  ['modules', 'const __modules = { x: 1 }; export const run = () => __modules.x;', 1],
  [
    'bothWithImports',
    "import { inspect } from 'node:util'; const __exports = [2], __modules = [3]; export const run = () => inspect([__exports, __modules]);",
    '[ [ 2 ], [ 3 ] ]',
  ],
  [
    'names',
    'const exports = 1, module = 2, require = 3; export const run = () => exports + module + require;',
    6,
  ],
  ['arguments', 'const kind = typeof arguments; export const run = () => kind;', 'undefined'],
  ['ownArguments', 'export function run() { return arguments.length; }', 3],
  [
    'undeclared',
    'export const run = () => [typeof __exports, typeof __modules];',
    ['undefined', 'undefined'],
  ],
  [
    'comparison',
    'export const run = () => ({}).constructor === Object && run.constructor !== Date && (() => {}).constructor !== null;',
    true,
  ],
])('runs a module as a function without a trace of it: %s', async (name, text, value) => {
  expect(await resultOf(name, text)).toEqual(value);
});

it('makes a function, also of bundles that use the names of its parameters', () => {
  const script = scriptOf('import a from"node:util";var __exports=a,__modules_=1;export{__exports as run};');
  const exports = {};
  const run: (modules: object, exports: object) => void = new Function(`return ${script!.text}`)();
  run({ 'node:util': { default: 5 } }, exports);
  expect(exports).toEqual({ run: 5 });
});
