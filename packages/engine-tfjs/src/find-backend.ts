import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import type { BackendName } from './load-backend.js';

/** The backend of TensorFlow.js on this machine. The results of TensorFlow.js depend on it besides their parameters. */
export interface BackendFacts {
  readonly backend: BackendName;
  /** The package that computes, with its version. */
  readonly version: string;
  /** The version of the native library behind it, where it is known. */
  readonly libtensorflow?: string;
  /** The environment variables that the native library reads, as `prepareNative` sets them. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The processor, as far as native code chooses instructions by it: the architecture and a hash of its features. */
  readonly processor?: string;
  /** Why it is not native TensorFlow. */
  readonly whyNotNative?: string;
  /** Folder with the native library, where `npx superposition-tfjs provide` has put one. */
  readonly cache?: string;
}

/** The facts that the script writes into the folder of tfjs-node. */
interface ProvidedNative {
  readonly libtensorflow?: string;
  readonly cache?: string;
  readonly why?: string;
}

/** The switch for native TensorFlow. `off` means that it is neither installed nor used. */
const SWITCH = 'SUPERPOSITION_TFJS_NATIVE';

/**
 * Finds the best backend without loading any part of TensorFlow.js, in a millisecond: native if its addon is there,
 * else WebAssembly. Undefined when the packages of TensorFlow.js are not installed.
 */
export function findBackend(): BackendFacts | undefined {
  const wasm = manifestOf('@tensorflow/tfjs-backend-wasm');
  const tfjs = manifestOf('@tensorflow/tfjs');
  if (wasm === undefined || tfjs === undefined) return undefined;
  const fallback = { backend: 'wasm', version: `tfjs-backend-wasm ${wasm.version}` } as const;
  if (process.env[SWITCH] === 'off') return { ...fallback, whyNotNative: `${SWITCH} is off` };
  const node = manifestOf('@tensorflow/tfjs-node');
  if (node === undefined) return { ...fallback, whyNotNative: '@tensorflow/tfjs-node is not installed' };
  const provided = readProvided(node.folder);
  // `existsSync` is false for a link whose target has gone. So this also notices that the cache was deleted.
  if (existsSync(join(node.folder, 'lib/napi-v8/tfjs_binding.node'))) {
    return {
      backend: 'tensorflow',
      version: `tfjs-node ${node.version}`,
      ...(provided.libtensorflow !== undefined && { libtensorflow: provided.libtensorflow }),
      environment: nativeEnvironment(),
      processor: processor(),
      ...(provided.cache !== undefined && { cache: provided.cache }),
    };
  }
  return {
    ...fallback,
    whyNotNative: provided.why ?? 'its native library is not there: run npx superposition-tfjs provide',
  };
}

/**
 * Sets the environment variables that libtensorflow reads once, when it is loaded: few messages, one thread, and no oneDNN, whose
 * sums depend on the processor. On matrices this small, one thread is three times as fast as one thread for each core. Variables
 * that the user has set are kept. Call this in the main thread before anything loads libtensorflow: assignments in a worker
 * thread do not reach native code.
 */
export function prepareNative(): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  Object.assign(process.env, nativeEnvironment());
}

const defaults = {
  TF_ENABLE_ONEDNN_OPTS: '0',
  TF_NUM_INTEROP_THREADS: '1',
  TF_NUM_INTRAOP_THREADS: '1',
} as const;

// Terraform has variables that begin with TF_, too: TF_CLI_…, TF_VAR_…, TF_LOG and more.
const isOfTensorFlow =
  /^(TF_(NUM|ENABLE|DISABLE|USE|FORCE|OVERRIDE|XLA|CPU|DETERMINISTIC|LAYOUT|MKL|ONEDNN|SET)_|(XLA|DNNL|ONEDNN|MKL|OMP|KMP|GOMP|EIGEN)_)/;

/** All variables that libtensorflow and the libraries in it may read, but for those of its messages. */
function nativeEnvironment(): Readonly<Record<string, string>> {
  const set = Object.entries(process.env).filter(
    ([name]) => isOfTensorFlow.test(name) && !name.startsWith('TF_CPP_'),
  );
  const all = { ...defaults, ...(Object.fromEntries(set) as Record<string, string>) };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function processor(): string {
  let features = cpus()[0]?.model ?? '';
  try {
    // Linux names the features; x86 calls them flags.
    const [, found] = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? [];
    features = found?.split(' ').sort().join(' ') ?? features;
  } catch {
    // Another system: the name of the processor stands for its features.
  }
  return `${arch()} ${createHash('sha256').update(features).digest('hex').slice(0, 12)}`;
}

function manifestOf(name: string): { readonly folder: string; readonly version: string } | undefined {
  try {
    const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return { folder: dirname(file), version };
  } catch {
    return undefined;
  }
}

function readProvided(folder: string): ProvidedNative {
  try {
    return JSON.parse(readFileSync(join(folder, 'native.json'), 'utf8')) as ProvidedNative;
  } catch {
    return {};
  }
}
