import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findOnPath } from './chromium.js';

/** The system's Firefox, or undefined where none is on the PATH. */
export const firefoxPath = findOnPath(['firefox-esr', 'firefox']);

/** A Firefox with one page. */
export interface Firefox {
  readonly open: (address: string) => Promise<void>;
  /** Runs a function in the page, so it uses nothing from here. */
  readonly evaluate: <T>(action: (...given: string[]) => T, ...given: string[]) => Promise<T>;
  /** Gives the page, which is enlarged to twice its size, a width in its own pixels. */
  readonly resize: (width: number, height: number) => Promise<void>;
  /** The page as PNG. */
  readonly screenshot: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

const preferences = {
  'marionette.port': 0,
  'remote.log.level': 'Info',
  'app.normandy.enabled': false,
  'browser.region.network.url': '',
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

/**
 * Starts the system's Firefox without a window. playwright drives only a Firefox of its own, so we speak Marionette, which every
 * Firefox speaks on a port of the loopback that it chooses.
 *
 * @param others further preferences
 */
export async function launchFirefox(
  dark = false,
  others: Readonly<Record<string, string | number | boolean>> = {},
): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'superposition-firefox-'));
  const all = { ...preferences, 'ui.systemUsesDarkTheme': dark ? 1 : 0, ...others };
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const program = spawn(
    firefoxPath!,
    ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => program.once('close', () => resolve()));
  const end = async (socket?: Socket) => {
    socket?.destroy();
    program.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const socket = connect(await portOf(program), '127.0.0.1');
    const send = commands(socket);
    await send('WebDriver:NewSession', { strictFileInteractability: true });
    const evaluate = async <T>(action: (...given: string[]) => T, ...args: string[]) => {
      const script = `return (${String(action)})(...arguments)`;
      return ((await send('WebDriver:ExecuteScript', { script, args })) as { value: T }).value;
    };
    return {
      evaluate,
      open: async (url) => void (await send('WebDriver:Navigate', { url })),
      async resize(width, height) {
        // A window of Firefox is at least 500 pixels wide, so a phone is a page of twice the size in it.
        await send('Marionette:SetContext', { value: 'chrome' });
        await send('WebDriver:ExecuteScript', { script: 'gBrowser.selectedBrowser.fullZoom = 2', args: [] });
        await send('Marionette:SetContext', { value: 'content' });
        await send('WebDriver:SetWindowRect', { width: 2 * width, height: 2 * height });
        // The window has a frame, whose size only the page can tell.
        const inner = await evaluate(() => [innerWidth, innerHeight]);
        const rect = { width: 4 * width - 2 * inner[0]!, height: 4 * height - 2 * inner[1]! };
        await send('WebDriver:SetWindowRect', rect);
      },
      async screenshot() {
        const { value } = (await send('WebDriver:TakeScreenshot', { full: false })) as { value: string };
        return Buffer.from(value, 'base64');
      },
      close: () => end(socket),
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The port that Firefox says it listens on. */
function portOf(program: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [program.stdout!, program.stderr!])
      createInterface(stream).on('line', (line) => {
        said.push(line);
        const port = /Marionette.*Listening on port (\d+)/.exec(line)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
    program.once('error', reject);
    program.once('exit', () => reject(new Error(`Firefox ended: ${said.join('\n')}`)));
  });
}

/** Sends commands, each as its length, a colon and JSON, and gives their answers. */
function commands(socket: Socket): (name: string, parameters: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(why: Error): void }>();
  let received = Buffer.alloc(0);
  let last = 0;
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (let colon = received.indexOf(':'); colon > 0; colon = received.indexOf(':')) {
      const end = colon + 1 + Number(received.subarray(0, colon).toString());
      if (received.length < end) return;
      const message = JSON.parse(received.subarray(colon + 1, end).toString()) as unknown;
      received = received.subarray(end);
      // The first message is a greeting and no answer.
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message as [1, number, { message: string } | null, unknown];
      if (error === null) waiting.get(id)?.resolve(value);
      else waiting.get(id)?.reject(new Error(error.message));
      waiting.delete(id);
    }
  });
  const fail = (why: Error) => {
    for (const { reject } of waiting.values()) reject(why);
  };
  socket.on('error', fail).on('close', () => fail(new Error('Firefox ended')));
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      const text = JSON.stringify([0, last, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}
