import { inspect } from 'node:util';
import { Serializer } from 'node:v8';
import { keyOf, type Recipe } from '@superposition/pipeline/internal/graph/recipe';
import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import type { Failure } from '@superposition/pipeline/internal/run/event';
import { canonicalJson } from '@superposition/pipeline/internal/values/canonical-json';
import { compactViews } from '@superposition/pipeline/internal/values/compact-views';
import { describeFailure } from '../../output/describe-failure.js';
import { debugMark } from './debug-folder.js';

/** A value in a file of its own. */
export interface ValueFile {
  /** Path in the folder. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A value as JSON, if JSON can say it exactly. */
export function exactJson(value: unknown): string | undefined {
  try {
    canonicalJson(value);
    return `${JSON.stringify(value, null, 2)}\n`;
  } catch {
    return undefined;
  }
}

/**
 * The files of an input. The first one is what the script reads. A value that JSON cannot say exactly, such as one with typed
 * arrays, becomes bytes, and a text that shows it.
 *
 * @param file its name, without an ending
 */
export function inputFiles(file: string, value: unknown): readonly [ValueFile, ...ValueFile[]] {
  const path = `inputs/${file}`;
  const json = exactJson(value);
  if (json !== undefined) return [{ path: `${path}.json`, content: json }];
  return [
    { path: `${path}.bin`, content: serialized(value) },
    { path: `${path}.txt`, content: `${inspect(value, { depth: 8, maxArrayLength: 20 })}\n` },
  ];
}

/** The bytes of a value. Its typed arrays get memory of their own when they are read, which those of `v8.serialize` do not. */
function serialized(value: unknown): Uint8Array {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(compactViews(value));
  return serializer.releaseBuffer();
}

/** The recipe of a stage, the names of the stages behind its digests, and the mark of the folder. */
export function recipeText(stage: Stage, recipe: Recipe): string {
  const inputs = Object.entries(stage.inputs).map(
    ([name, input]) => [name, stagesOf(input).map((source) => source.name)] as const,
  );
  const content = {
    format: debugMark,
    stage: stage.name,
    key: keyOf(recipe),
    recipe,
    stages: Object.fromEntries(inputs),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** A failure with the lines of the source around its place, and its stack. */
export function stackText(stage: string, failure: Failure): string {
  const { kind, frame, stack } = failure;
  return `${[`${stage} failed (${kind}): ${describeFailure(failure)}`, frame, stack]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n')}\n`;
}
