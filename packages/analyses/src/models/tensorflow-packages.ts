/**
 * The packages of TensorFlow.js. A bundle leaves them outside, because they hold native code. Stages have their
 * versions as parameters.
 */
export const tensorFlow = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-node'];
