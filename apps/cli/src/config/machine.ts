import type { Machine } from '@superposition/analyses/internal/pipeline';
import type { Config, ConfigProblem } from '@superposition/core/config';
import { hasCrossCheck } from '@superposition/core/internal/config/depth';

/** The settings for which a run needs TensorFlow.js, and advice for a machine without it. */
const settingsForTfjs: readonly {
  readonly path: string;
  readonly value: (config: Config) => unknown;
  readonly needs: unknown;
  readonly otherwise: string;
}[] = [
  { path: 'engine', value: ({ engine }) => engine, needs: 'tfjs', otherwise: "take 'kernel' or 'reference'" },
  {
    path: 'report.crossCheck',
    value: hasCrossCheck,
    needs: true,
    otherwise: 'set it to false',
  },
  {
    path: 'report.crossCheckStatistics',
    value: ({ report }) => report.crossCheckStatistics,
    needs: true,
    otherwise: 'set it to false',
  },
];

/**
 * Finds the facts of the machine that the results of this config depend on, and prepares this process for the backend.
 * It does not load TensorFlow.js. It returns problems instead where the config needs packages that are not installed.
 */
export async function machineFor(
  config: Config,
): Promise<{ readonly machine: Machine } | { readonly problems: readonly ConfigProblem[] }> {
  const asked = settingsForTfjs.filter(({ value, needs }) => value(config) === needs);
  if (asked.length === 0) return { machine: {} };
  const { findBackend, prepareNative } = await import('@superposition/engine-tfjs/internal/find-backend');
  const found = findBackend();
  if (found === undefined) {
    const problems = asked.map(({ path, needs, otherwise }) => ({
      path,
      value: needs,
      message: `needs the packages of TensorFlow.js, which are not installed: install @tensorflow/tfjs and @tensorflow/tfjs-backend-wasm, or ${otherwise}`,
    }));
    return { problems };
  }
  prepareNative();
  const { whyNotNative: _, cache: __, ...tfjs } = found;
  return { machine: { tfjs } };
}
