import type { TaskAddress } from '../graph/task.js';
import type { Digest } from '../values/digest.js';
import type { ExternalPackage } from './external-contents.js';
import type { ModuleDigests } from './module-digests.js';
import type { SourceDigest } from './source-digest.js';

/** We increase it when an older `openCodeLibrary` would misread the manifest. */
export const manifestFormat = 3;

/** What `bundleTasks` writes beside the bundles. */
export interface CodeManifest {
  readonly format: typeof manifestFormat;
  readonly tasks: {
    readonly [address: TaskAddress]: {
      /** Of the text of the bundle. It is the name of the bundle's file, too. */
      readonly bundle: Digest;
      /** The names of the packages that the task declares as external. */
      readonly externals: readonly string[];
      /** The bundle loads none of them. */
      readonly isSealed: boolean;
    };
  };
  /** What such a list of names loads. The key is the list, with spaces between the names. */
  readonly packages: { readonly [externals: string]: readonly ExternalPackage[] };
  /** The files that the bundles were made from, by path relative to the manifest. */
  readonly sources: { readonly [file: string]: SourceDigest };
}

/** The modules of each bundle, by the digest of the bundle. `bundleTasks` writes this file too. */
export type ModuleManifest = { readonly [bundle: Digest]: ModuleDigests };
