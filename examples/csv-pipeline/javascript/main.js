// What depends on what. Run it, edit something, and run it again.
import { readFile, writeFile } from 'node:fs/promises';
import { compute, defineTasks, describeEvent, given, stage } from '@superposition/pipeline';
import * as functions from './functions.js';

const tasks = defineTasks(new URL('./functions.js', import.meta.url), functions);

const csv = given('csv', await readFile(new URL('temperatures.csv', import.meta.url), 'utf8'));
const readings = stage('readings', tasks.readings, { inputs: { csv } });
const statistics = stage('statistics', tasks.statistics, { inputs: { readings }, params: { frostBelow: 0 } });
const page = stage('page', tasks.page, { inputs: { statistics }, params: { title: 'Temperatures' } });

const html = await compute(page, {
  onEvent(event) {
    if (['started', 'fresh'].includes(event.type)) console.log(describeEvent(event));
  },
});
await writeFile('temperatures.html', html);
