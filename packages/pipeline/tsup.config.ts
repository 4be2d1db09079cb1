import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { library } from '../../tsup.base.js';

const rxjs = createRequire(import.meta.url).resolve('rxjs/package.json');

export default library({
  // Node would load RxJS as two hundred CommonJS files, which takes longer than a run in which nothing changed; its
  // modules, of which a few are used, shake down to one chunk.
  noExternal: ['rxjs'],
  esbuildOptions(options) {
    options.alias = { rxjs: fileURLToPath(new URL('dist/esm/index.js', `file://${rxjs}`)) };
  },
});
