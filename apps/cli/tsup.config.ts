import { program, shakenRxjs } from '../../tsup.base.js';

// We bundle the modules that every run needs into one file. Otherwise the program would spend much of its start on
// finding and reading the many files of rxjs and zod. We leave out the modules that only some runs need, and those that
// read files of their own package. The module of the error that these throw stays outside with them, because a copy in
// the bundle would define a second class.
export default program({
  entry: {
    main: 'src/main.ts',
    'run-command': 'src/run-command.ts',
    session: 'src/watch/session.ts',
    'config-thread': 'src/config/config-thread.ts',
  },
  noExternal: [
    /^@superposition\/(?!engine-tfjs(\/|$)|pipeline\/internal\/(store\/open-store|store\/store-unavailable|threads\/worker-pool)$|report\/internal\/read-assets$)/,
    'rxjs',
    'zod',
    'keyv',
  ],
  esbuildOptions(options) {
    options.alias = shakenRxjs(import.meta.url);
  },
});
