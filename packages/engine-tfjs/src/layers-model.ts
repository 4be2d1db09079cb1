import { transposed, type Weights } from '@superposition/core/internal/network/weights';
import type { io } from '@tensorflow/tfjs';
import type { TensorFlow } from './tensorflow.js';

/** A LayersModel as `tf.loadLayersModel` reads it: the text and the bytes of its files, by name. */
export interface LayersModelFiles {
  readonly 'model.json': string;
  readonly 'weights.bin': Uint8Array;
}

const weightsFile = 'weights.bin';

/**
 * Writes weights as a LayersModel of TensorFlow.js: `tf.sequential` of two dense layers without bias, `W_in` with relu
 * and `W_out`. Their kernels are the transposed matrices (inputs × outputs), to the bit. The same weights give the same
 * files. No tensor is left in memory.
 */
export async function layersModelFiles(
  tf: TensorFlow,
  { features, neurons, input, output }: Weights,
): Promise<LayersModelFiles> {
  const hidden = tf.layers.dense({
    name: 'W_in',
    inputShape: [features],
    units: neurons,
    useBias: false,
    activation: 'relu',
    kernelInitializer: 'zeros',
  });
  const outputs = tf.layers.dense({
    name: 'W_out',
    units: features,
    useBias: false,
    kernelInitializer: 'zeros',
  });
  const model = tf.sequential({ name: 'superposition', layers: [hidden, outputs] });
  tf.tidy(() => {
    hidden.setWeights([tf.tensor2d(transposed(input, neurons, features), [features, neurons])]);
    outputs.setWeights([tf.tensor2d(transposed(output, features, neurons), [neurons, features])]);
  });
  let files: LayersModelFiles | undefined;
  try {
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        files = filesOf(tf, artifacts);
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
  } finally {
    model.dispose();
  }
  return files!;
}

function filesOf(tf: TensorFlow, artifacts: io.ModelArtifacts): LayersModelFiles {
  const { modelTopology, weightSpecs, weightData, format, generatedBy } = artifacts;
  const manifest = [{ paths: [weightsFile], weights: weightSpecs }];
  return {
    'model.json': `${JSON.stringify({ modelTopology, format, generatedBy, convertedBy: null, weightsManifest: manifest })}\n`,
    [weightsFile]: new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)),
  };
}
