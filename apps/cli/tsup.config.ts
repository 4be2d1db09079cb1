import { library } from '../../tsup.base.js';

// One file with what every run needs: much of the start-up is spent on finding and reading the many files of rxjs and zod
// otherwise. What needs the place of its own package, or only some runs need, stays where it is, and so does the error that
// tells of it: two copies of a class would be two classes.
export default library({
  entry: { main: 'src/main.ts', session: 'src/watch/session.ts' },
  noExternal: [
    /^@superposition\/(?!engine-tfjs(\/|$)|pipeline\/(open-store|store-unavailable|worker-pool)$|report\/read-assets$)/,
    'rxjs',
    'zod',
    'keyv',
  ],
});
