/** The address of the task in a package with `sampleSources`. */
export const sampleAddress = '@temporary/room/gain#gain';

/** Its files: a task `gain` with a helper, something unused, and a package of somebody else's. */
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
  // CommonJS, which bundles name by its path.
  'node_modules/shouter/package.json': '{ "name": "shouter", "version": "1.0.0", "main": "index.js" }',
  'node_modules/shouter/index.js': "exports.shout = (value) => value + '!';",
};
