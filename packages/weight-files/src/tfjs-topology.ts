import { quoted } from './weight-file-error.js';

/** A layer of Keras, as far as it says what it computes. */
interface Layer {
  readonly class_name?: unknown;
  readonly config?: { readonly activation?: unknown; readonly max_value?: unknown } | null;
}

/**
 * How the layers of a model of TensorFlow.js differ from those of `W_out·relu(W_in·x)`, as words for a message: its tensors do not tell
 * an activation. Undefined if they do not differ, or if the model does not list its layers.
 */
export function otherLayers(topology: unknown): string | undefined {
  const steps = layersOf(topology)
    ?.flatMap(stepsOf)
    .filter((step) => step !== 'linear');
  if (steps === undefined || steps.join() === 'Dense,relu,Dense') return undefined;
  const few = steps.slice(0, 8).map(quoted).join(', ');
  return `its layers are ${few}${steps.length > 8 ? ` and ${steps.length - 8} more` : ''}, not "Dense", "relu", "Dense"`;
}

/** In the form of TensorFlow.js, or in that of Keras, whose layers may be the config itself. */
function layersOf(topology: unknown): readonly Layer[] | undefined {
  const { model_config: model = topology } = (topology ?? {}) as { model_config?: unknown };
  const { config } = (model ?? {}) as { config?: unknown };
  const layers = Array.isArray(config) ? config : (config as { layers?: unknown } | undefined)?.layers;
  return Array.isArray(layers) ? layers.map((layer) => (layer ?? {}) as Layer) : undefined;
}

function stepsOf({ class_name: kind, config }: Layer): readonly string[] {
  const activation = nameOf(config?.activation ?? 'linear');
  if (kind === 'InputLayer' || kind === 'Dropout') return [];
  if (kind === 'Dense') return ['Dense', activation];
  if (kind === 'Activation') return [activation];
  return kind === 'ReLU' && (config?.max_value ?? null) === null ? ['relu'] : [nameOf(kind)];
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : 'unknown';
}
