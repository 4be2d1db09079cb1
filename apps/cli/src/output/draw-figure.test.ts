import { needsTraining } from '@superposition/report/internal/figures/needs-training';
import { expect, it } from 'vitest';
import { figureDrawer } from './draw-figure.js';

it('refuses a figure without a panel with the reason that its caption gives', async () => {
  const figure = needsTraining({}, { number: 7, title: 'L4 against L2', trains: 'models on both losses' });
  const draw = figureDrawer('figure-7 as f7.svg', 'svg');
  await expect(draw(figure, AbortSignal.timeout(10_000))).rejects.toThrow(
    /^figure-7 as f7\.svg: the figure has nothing to draw\. This figure needs training\./,
  );
});
