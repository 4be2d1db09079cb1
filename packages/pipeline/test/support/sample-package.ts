/** The address of the task in a package with `sampleSources`. */
export const sampleAddress = '@temporary/room/gain#gain';

/** The files of a package: a task `gain` with a helper, an unused function, and a third-party package. */
export const sampleSources = {
  'src/gain.ts': `
    import { double } from './double.js';
    import { shout } from 'shouter';
    export function gain({ value }: { value: number }) { return shout(double(value)); }
    export function unused() { return 'unused'; }`,
  'src/double.ts': `
    const factor = 2;
    export const double = (value: number) => value * factor;`,
  'src/sibling.ts': 'export const sibling = 1;',
  // CommonJS, because bundles contain the paths of CommonJS files.
  'node_modules/shouter/package.json': '{ "name": "shouter", "version": "1.0.0", "main": "index.js" }',
  'node_modules/shouter/index.js': "exports.shout = (value) => value + '!';",
};
