/** The namespace of TensorFlow.js, whichever package registered its backend. */
export type TensorFlow = typeof import('@tensorflow/tfjs');
