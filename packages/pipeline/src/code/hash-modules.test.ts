import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import { stage } from '../graph/stage.js';
import { task } from '../graph/task.js';
import { createRig } from '../testing/rig.js';
import { json } from '../values/codec.js';
import type { Digest } from '../values/digest.js';
import { bundleTasks } from './bundle-tasks.js';
import { openCodeLibrary } from './code-library.js';
import { differingModules } from './module-digests.js';

const sum = task<(inputs: object, params: object) => number>('@workspace/room/sum#sum', { codec: json() });

/** A workspace with one package, whose task uses one of the two exports of a helper. */
async function withWorkspace(
  action: (edit: (helper: string, sum?: string) => Promise<URL>) => Promise<void>,
) {
  const workspace = await realpath(await mkdtemp(join(tmpdir(), 'digest-modules-')));
  const room = join(workspace, 'packages', 'room');
  try {
    await mkdir(join(room, 'src'), { recursive: true });
    await writeFile(join(workspace, 'pnpm-workspace.yaml'), '');
    await writeFile(
      join(room, 'package.json'),
      '{ "name": "@workspace/room", "type": "module", "sideEffects": false, "exports": { "./*": "./src/*.ts" } }',
    );
    await action(
      async (helper, text = "import { two } from './helper.js';\nexport const sum = () => 1 + two;") => {
        await writeFile(join(room, 'src', 'helper.ts'), helper);
        await writeFile(join(room, 'src', 'sum.ts'), text);
        await bundleTasks(room, join(room, 'tasks'), [sum]);
        return pathToFileURL(`${join(room, 'tasks')}/`);
      },
    );
  } finally {
    await rm(workspace, { recursive: true });
  }
}

async function modulesAt(folder: URL) {
  const library = await openCodeLibrary([folder]);
  const modules = await library.modules!(library.find(sum.address)!.fingerprint);
  return modules!;
}

it('names the modules of a task by their places in the workspace', async () => {
  await withWorkspace(async (edit) => {
    const modules = await modulesAt(await edit('export const two = 2;'));
    expect(Object.keys(modules).sort()).toEqual(['packages/room/src/helper.ts', 'packages/room/src/sum.ts']);
  });
});

it('tells the module that differs, and is blind to comments, types and layout', async () => {
  await withWorkspace(async (edit) => {
    const before = await modulesAt(await edit('export const two = 2;'));
    const commented = await modulesAt(await edit('// of a kind\nexport  const two: number =\n 2;'));
    expect(differingModules(before, commented)).toEqual([]);
    const changed = await modulesAt(await edit('export const two = 3;'));
    expect(differingModules(before, changed)).toEqual(['packages/room/src/helper.ts']);
    const alone = await modulesAt(await edit('', 'export const sum = () => 3;'));
    expect(differingModules(before, alone)).toEqual(['packages/room/src/sum.ts']);
  });
});

it('gives the changed module as the reason of a run, and changes no key', async () => {
  await withWorkspace(async (edit) => {
    await using rig = createRig();
    const whole = graph([stage('sum', sum, { params: {}, inputs: {} })]);
    const run = async (folder: URL) => rig.run(whole, { code: await openCodeLibrary([folder]) });
    await run(await edit('export const two = 2;'));
    const [first] = await rig.store.latest(['sum']);
    expect(await run(await edit('/* two */ export const two = 2;'))).toEqual(['sum fresh']);
    expect(await run(await edit('export const two = 3;'))).toEqual([
      'sum runs: the code of @workspace/room/sum#sum changed (packages/room/src/helper.ts)',
      'sum built',
    ]);
    const [second] = await rig.store.latest(['sum'] as const);
    expect(second).not.toBe(first satisfies Digest | undefined);
  });
});
