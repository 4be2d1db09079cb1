/** The facts of the machine on which the bits of TensorFlow.js depend. They are a parameter of its stages. */
export interface TfjsBackend {
  readonly backend: 'tensorflow' | 'wasm' | 'cpu';
  readonly version: string;
  readonly libtensorflow?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly processor?: string;
}
