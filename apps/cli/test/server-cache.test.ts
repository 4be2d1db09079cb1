import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverProxy } from '../../../packages/pipeline/test/support/server-proxy.js';
import {
  type TemporaryServer,
  temporaryPostgres,
  temporaryRedis,
} from '../../../packages/pipeline/test/support/temporary-server.js';
import { answer, builtStages, eventsOf, small, superposition, temporaryFolder } from './program.js';

const servers = { redis: temporaryRedis(), postgres: temporaryPostgres() };

for (const [kind, launch] of Object.entries(servers)) {
  if (launch === undefined) {
    if (process.env['CI']) throw new Error(`CI must test a cache on ${kind}, whose server is not installed`);
    process.stderr.write(`SKIPPED: a cache on ${kind} is not tested, because its server is not installed\n`);
    continue;
  }

  describe(`a cache on ${kind}`, () => {
    let server: TemporaryServer;
    let onServer: readonly string[];
    beforeAll(async () => {
      server = await launch();
      onServer = ['--cache', server.uri];
    });
    afterAll(() => server[Symbol.asyncDispose]());

    it('is found by the next run and by the commands, and its password is written nowhere', async () => {
      const cwd = await temporaryFolder();
      const report = ['report', '--json', ...small, ...onServer];
      const first = await answer(report, { cwd });
      expect(first).toMatchObject({ code: 0, stderr: '' });
      const built = builtStages(first);
      expect(built).toContain('page');
      const second = await answer(report, { cwd });
      expect(builtStages(second)).toEqual([]);
      expect(eventsOf(second).filter(({ type }) => type === 'fresh')).toHaveLength(built.length);

      const ended = [first, second];
      const cache = async (...words: string[]) => {
        ended.push(await answer(['cache', ...words, ...onServer], { cwd }));
        return ended.at(-1)!;
      };
      expect((await cache('verify')).stdout).toContain('artifacts: all as they should be');
      const stats = JSON.parse((await cache('stats', '--json')).stdout) as { location: string };
      // Beside the stages, the drawings of the page.
      expect(stats).toMatchObject({ results: built.length + 1 });
      expect(stats.location).toBe(server.uri.replace(/\/\/.*@/, '//'));
      ended.push(await answer(['doctor', ...onServer], { cwd }));
      expect(ended.map(({ code }) => code)).toEqual(ended.map(() => 0));
      const written = await readFile(join(cwd, 'report.html'), 'utf8');
      for (const text of [written, ...ended.flatMap(({ stdout, stderr }) => [stdout, stderr])])
        expect(text).not.toContain('sesame');
    });

    it('is one warning when its server goes in the middle, and one when it is gone', async () => {
      const cwd = await temporaryFolder();
      // What the program asks of its server passes here, so that it cannot end before we have seen it begin.
      await using proxy = await serverProxy(server.uri);
      let isGone = false;
      const report = ['report', '--json', ...small, '--cache', proxy.uri];
      const onLine = (line: string) => {
        if (isGone || !line.includes('"built"')) return;
        isGone = true;
        void proxy.close();
      };
      const refreshing = await superposition([...report, '--cache-mode', 'refresh'], { cwd, onLine });
      expect(isGone).toBe(true);
      const gone = await answer(report, { cwd });
      for (const { code, stderr } of [refreshing, gone]) {
        expect(code).toBe(0);
        expect(stderr.match(/warning: /g)).toHaveLength(1);
        expect(stderr).not.toContain('sesame');
      }
      const listing = await answer(['cache', 'ls', '--cache', proxy.uri], { cwd });
      expect(listing).toMatchObject({ code: 1, stdout: '' });
      expect(listing.stderr).toMatch(/^superposition: the cache .* cannot be used: connect ECONNREFUSED/);
    });
  });
}
