/** The namespace of TensorFlow.js. It is the same type, whichever package registered the backend. */
export type TensorFlow = typeof import('@tensorflow/tfjs');
