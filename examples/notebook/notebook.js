// A notebook as a script: each part can be pasted into `node` as it stands.
import { writeFile } from 'node:fs/promises';
import { measure } from '@superposition/analyses';
import { quantityDefinitions, train } from '@superposition/core';
import { geometryFigure, htmlPage, responseCurvesFigure } from '@superposition/report';

// 1. Train the same network on rare and on frequent features.
const probabilities = [0.02, 0.2];
const trained = await Promise.all(
  probabilities.map((activeProbability) =>
    train({ model: { features: 20, neurons: 5 }, data: { activeProbability } }),
  ),
);

// 2. Measure each on the data that it was trained on.
const measured = trained.map(({ weights }, index) =>
  measure(weights, { activeProbability: probabilities[index] }),
);

// 3. A table of quantities. An estimate has the standard error of its samples behind it, and a quantity without a value says why.
const ids = ['gain.positive', 'crossGain.rms', 'cosine.meanAbs', 'mse.active', 'naive.mse.active'];
const shown = ({ value, standardError, reason }) =>
  value === null
    ? reason
    : standardError
      ? `${value.toFixed(4)} ± ${standardError.toFixed(4)}`
      : value.toFixed(4);
const width = Math.max(...ids.map((id) => quantityDefinitions[id].title.length));
console.log(`${''.padEnd(width)}  ${probabilities.map((p) => `p = ${p}`.padEnd(15)).join('  ')}`.trimEnd());
for (const id of ids) {
  const values = measured.map(({ quantities }) => shown(quantities[id]).padEnd(15));
  console.log(`${quantityDefinitions[id].title.padEnd(width)}  ${values.join('  ')}`.trimEnd());
}

// 4. What does a quantity mean, exactly?
console.log(`\n${ids[1]}: ${quantityDefinitions[ids[1]].definition}`);

// 5. Figures of both networks, in a page that opens offline.
const figures = trained.flatMap(({ weights }, index) => {
  const options = { activeProbability: probabilities[index], modelSeed: 0 };
  return [geometryFigure(weights, options), responseCurvesFigure(weights, options)].map((figure) => ({
    ...figure,
    title: `${figure.title}, p = ${probabilities[index]}`,
  }));
});
await writeFile('notebook.html', htmlPage(figures, { title: 'Rare and frequent features' }));
console.log('\nThe figures are in notebook.html.');
