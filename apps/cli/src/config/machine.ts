import type { Machine } from '@superposition/analyses/pipeline';
import type { Config, ConfigProblem } from '@superposition/core/config';

/** The settings that make a run need TensorFlow.js, and what else they can be. */
const needing: readonly {
  readonly path: string;
  readonly value: (config: Config) => unknown;
  readonly needs: unknown;
  readonly otherwise: string;
}[] = [
  { path: 'engine', value: ({ engine }) => engine, needs: 'tfjs', otherwise: "take 'kernel' or 'reference'" },
  {
    path: 'report.crossCheck',
    value: ({ report }) => report.crossCheck,
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
 * What results depend on besides the config, and readies this process for it; nothing is loaded. Problems, where the config
 * needs what is not installed.
 */
export async function machineFor(
  config: Config,
): Promise<{ readonly machine: Machine } | { readonly problems: readonly ConfigProblem[] }> {
  const asked = needing.filter(({ value, needs }) => value(config) === needs);
  if (asked.length === 0) return { machine: {} };
  const { findBackend, prepareNative } = await import('@superposition/engine-tfjs/find-backend');
  const found = findBackend();
  if (found === undefined) {
    const problems = asked.map(({ path, needs, otherwise }) => ({
      path,
      value: needs,
      message: `needs the packages of TensorFlow.js, which are not installed: run pnpm install, or ${otherwise}`,
    }));
    return { problems };
  }
  prepareNative();
  const { backend, version, libtensorflow } = found;
  return { machine: { tfjs: { backend, version, ...(libtensorflow !== undefined && { libtensorflow }) } } };
}
