import {
  effectiveMapFigure,
  geometryFigure,
  inputWeightsFigure,
  responseCurvesFigure,
} from '@superposition/report/figures';
import { readWeights } from '@superposition/weight-files';
import { drawFigure } from './draw-figure.js';
import address from './model.npz?url';

const { weights } = readWeights(await (await fetch(address)).arrayBuffer());
const main = document.querySelector('main');
const redraws = [responseCurvesFigure, inputWeightsFigure, effectiveMapFigure, geometryFigure].map(
  (figureOf) => drawFigure(main.appendChild(document.createElement('section')), figureOf(weights)),
);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  for (const redraw of redraws) redraw();
});
