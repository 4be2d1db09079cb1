// A plugin for Vite: `import figures from './model.npz'` gives the figures of the weights in the file. They are made in Node, when
// the page is built, so that the page loads only what it draws.
import { readFile } from 'node:fs/promises';
import { effectiveMapFigure, geometryFigure, inputWeightsFigure } from '@superposition/report';
import { readWeights } from '@superposition/weight-files';

export function weightFigures() {
  return {
    name: 'weight-figures',
    async load(id) {
      if (!/[.](npz|safetensors)$/.test(id)) return null;
      const { weights } = readWeights(await readFile(id));
      const figures = [inputWeightsFigure(weights), effectiveMapFigure(weights), geometryFigure(weights)];
      return { code: `export default ${JSON.stringify(figures, withLists)}`, moduleType: 'js' };
    },
  };
}

/** JSON has no typed arrays. */
function withLists(_key, value) {
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
}
