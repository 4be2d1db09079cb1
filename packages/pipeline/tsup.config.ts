import { library, shakenRxjs } from '../../tsup.base.js';

export default library({
  // RxJS as it is installed takes longer to load than a run in which nothing changed.
  noExternal: ['rxjs'],
  esbuildOptions(options) {
    options.alias = shakenRxjs(import.meta.url);
  },
});
