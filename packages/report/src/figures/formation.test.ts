import { formation } from '@superposition/analyses/internal/formation/formation';
import { complete } from '@superposition/core/internal/training/complete';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { expect, it } from 'vitest';
import { fixture } from '../../test/fixture.js';
import { formationFigure } from './formation.js';

const { config } = fixture({ model: { features: 6, neurons: 2 }, training: { steps: 20, seeds: 1 } });
const request = { config, seed: 0 };

it('says that a model of another training cannot be followed, and draws nothing', () => {
  const model = complete(trainKernel({ config, seed: 1 }));
  const formed = complete(formation({ model }, { ...config, seed: 0, states: 4 }));
  const { panels, views, caption } = formationFigure(
    { formation: formed },
    { seed: 0, activeProbability: 0.1, lossExponent: 4, steps: 20 },
  );
  expect([panels, views]).toEqual([[], undefined]);
  expect(caption.join(' ')).toContain('ends at other weights than the model has');
});

it('draws the states of a training along its slider, and ends at the model', () => {
  const model = complete(trainKernel(request));
  const formed = complete(formation({ model }, { ...config, seed: 0, states: 4 }));
  const { views, panels, tables } = formationFigure(
    { formation: formed },
    { seed: 0, activeProbability: 0.1, lossExponent: 4, steps: 20 },
  );
  const ids = formed.facts.steps.map((step) => `step${step}`);
  expect(ids.at(-1)).toBe('step20');
  expect(views!.options.map(({ id }) => id)).toEqual(ids);
  expect(views!.slider!.first).toBe('step20');
  for (const panel of panels)
    expect(Object.keys('views' in panel ? panel.views! : {}).sort()).toEqual([...ids].sort());
  expect(tables[0]!.rows).toHaveLength(ids.length);
});
