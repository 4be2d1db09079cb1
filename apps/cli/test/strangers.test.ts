import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '@superposition/pipeline/internal/store/open-store';
import { describe, expect, it } from 'vitest';
import { answer, type Ended, folderWithReport, small, temporaryFolder } from './program.js';

// Clears the screen, sets the title of a terminal, and turns the direction of the text round.
const hostile = 'x\u001b[2J\u001b]0;owned\u0007\r\u009b31m\u007f\u202etxt\u2066\u2028';
const shown = 'x\\u001b[2J\\u001b]0;owned\\u0007\\u000d\\u009b31m\\u007f\\u202etxt\\u2066\\u2028';

/** Everything that the program printed, which must have no control character but tabs and the ends of lines. */
function printedBy({ stdout, stderr }: Ended): string {
  const text = stdout + stderr;
  expect(text.replaceAll('\r\n', '\n')).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
  return text;
}

describe('the bytes of a stranger reach no terminal', () => {
  it('out of a report', async () => {
    const cwd = await folderWithReport();
    const html = await readFile(join(cwd, 'report.html'), 'utf8');
    const quoted = JSON.stringify(hostile).slice(1, -1);
    const forged = html.replace(/("quantities":\{)/g, `$1"${quoted}":{"mean":1,"sd":null,"seeds":1},`);
    await writeFile(join(cwd, 'forged.html'), forged.replace('"title":"Computation', `"title":"${quoted}`));
    const told = await answer(['diff', 'report.html', 'forged.html'], { cwd });
    expect(printedBy(told)).toContain(shown);
    const json = await answer(['diff', 'report.html', 'forged.html', '--json'], { cwd });
    printedBy(json);
    const { quantities } = JSON.parse(json.stdout) as { quantities: { id: string }[] };
    expect(quantities.map(({ id }) => id)).toContain(hostile);
  });

  it('out of a cache', async () => {
    const cwd = await folderWithReport();
    const folder = join(cwd, '.superposition');
    const store = await openStore(folder, cwd, (message) => expect.unreachable(message));
    const [key] = await store.latest(['geometry[seed=0]']);
    const [result] = await store.results([key!]);
    await store.putResult({ ...result!, stage: hostile, recipe: { ...result!.recipe, codec: hostile } });
    await store[Symbol.asyncDispose]();
    for (const words of [['ls'], ['show', key!], ['stats'], ['drop', 'x*', '--dry-run'], ['drop', 'y']]) {
      const told = printedBy(await answer(['cache', ...words], { cwd }));
      if (words[1] !== 'y') expect(told).toContain('x\\u001b');
    }
    const { stdout } = await answer(['cache', 'show', key!, '--json'], { cwd });
    printedBy({ code: 0, stdout, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ stage: hostile, recipe: { codec: hostile } });
    const compared = await answer(['explain', key!, 'model[seed=0]', ...small], { cwd });
    expect(printedBy(compared)).toContain(shown);
  });

  it('out of a config, a file of weights, a path, an option or the address of a server', async () => {
    const cwd = await temporaryFolder();
    const name = 'x\u001b[2J\u202e';
    await writeFile(join(cwd, 'keys.json'), JSON.stringify({ [hostile]: 1, engine: hostile }));
    await writeFile(join(cwd, 'weights.json'), JSON.stringify({ [hostile]: 1, W_in: hostile }));
    await writeFile(join(cwd, 'broken.ts'), `throw new Error(${JSON.stringify(hostile)});`);
    await mkdir(join(cwd, name));
    for (const words of [
      ['plan', '--config', 'keys.json'],
      ['plan', '--config', 'broken.ts'],
      ['plan', '--weights', 'weights.json'],
      ['get', hostile, ...small],
      ['get', 'mse.active', '--out', `${name}/no/such.json`, ...small],
      ['cache', 'ls', '--cache', `redis://127.0.0.1:1/${hostile}`],
      ['cache', 'import', name],
      [hostile],
      ['report', `--${hostile}`],
    ]) {
      const ended = await answer(words, { cwd });
      expect(ended.code).not.toBe(0);
      printedBy(ended);
      expect(ended.stderr).not.toContain('this is a bug');
    }
  });

  it('nor into a file of text', async () => {
    const cwd = await folderWithReport();
    const titled = [...small, '--set', `report.title=${JSON.stringify(hostile)}`];
    expect(await answer(['get', 'page', '--out', 'page.json', ...titled], { cwd })).toMatchObject({
      code: 0,
    });
    const text = await readFile(join(cwd, 'page.json'), 'utf8');
    printedBy({ code: 0, stdout: text, stderr: '' });
    expect(JSON.parse(text)).toMatchObject({ page: { title: hostile } });
    for (const format of ['mermaid', 'dot', 'html', 'json'])
      printedBy(await answer(['graph', '--format', format, ...titled], { cwd }));
  });
});
