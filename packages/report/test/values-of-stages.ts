import { readFileSync } from 'node:fs';
import type { Graph } from '@superposition/pipeline/internal/graph/graph';
import type { Stage, StageInput } from '@superposition/pipeline/internal/graph/stage';
import type { AnyTaskFunction } from '@superposition/pipeline/internal/graph/task';

/**
 * The value of each stage of a graph, by name. It calls the functions of the sources in this process, so a test sees
 * what the sources say now, without a build.
 */
export async function valuesOfStages({ order }: Graph): Promise<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>();
  const bound = (input: StageInput): unknown => {
    if ('settled' in input) {
      const { settled } = input;
      const asSettled = (stage: Stage) => ({ status: 'value', value: values.get(stage.name) });
      return isList(settled) ? settled.map(asSettled) : asSettled(settled);
    }
    return isList(input) ? input.map(({ name }) => values.get(name)) : values.get(input.name);
  };
  for (const { name, task, code, params, inputs } of order) {
    const run = code === undefined ? await functionAt(task.address) : await code.load();
    const taken = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, bound(input)]));
    values.set(name, await finished(run(taken, params, { signal: new AbortController().signal })));
  }
  return values;
}

const isList = (input: Stage | readonly Stage[]): input is readonly Stage[] => Array.isArray(input);

async function functionAt(address: string): Promise<AnyTaskFunction> {
  const [, folder, subpath, name] = /^@superposition\/([^/]+)\/([^#]+)#(.+)$/.exec(address)!;
  const root = new URL(`../../${folder}/`, import.meta.url);
  const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    exports: Readonly<Record<string, { readonly '@superposition/source': string }>>;
  };
  const file = new URL(exports[`./${subpath}`]!['@superposition/source'], root).href;
  return ((await import(/* @vite-ignore */ file)) as Record<string, AnyTaskFunction>)[name!]!;
}

async function finished(result: unknown): Promise<unknown> {
  const running = (await result) as Generator | AsyncGenerator | { readonly next?: undefined };
  if (typeof running !== 'object' || running === null || typeof running.next !== 'function') return running;
  for (;;) {
    const { done, value } = await running.next();
    if (done) return value;
  }
}
