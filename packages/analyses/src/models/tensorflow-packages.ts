/** The packages of TensorFlow.js, which a bundle leaves outside: they hold native code, and their versions are in the parameters. */
export const tensorFlow = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-node'];
