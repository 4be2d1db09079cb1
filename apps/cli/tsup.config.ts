import { library } from '../../tsup.base.js';

// One file with what every run needs: a tenth of a second of start-up is spent on finding and reading the many files of
// rxjs and zod otherwise. What reads files beside itself, and what only some runs need, stays where it is.
export default library({
  entry: ['src/main.ts'],
  noExternal: [/^@superposition\/(?!report\/read-assets)/, 'rxjs', 'zod', 'keyv'],
  external: ['@superposition/report/read-assets', '@keyv/sqlite', 'piscina', 'jiti', 'esbuild'],
});
