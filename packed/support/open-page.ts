/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Page } from 'playwright-core';
import { browserTimeout, launchChromium } from '../../packages/report/test/chromium.js';

export interface Opened {
  /** Hosts that the page sent requests to. */
  readonly hosts: readonly string[];
  /** Files with what Vite puts in the place of a module of Node, which a browser does not have. */
  readonly nodeModules: readonly string[];
  /** Errors of the page, and what it wrote to the console. */
  readonly complaints: readonly string[];
}

/** Starts a program that prints the address of a page, opens the page, and looks at it. */
export async function openPage(
  folder: string,
  words: readonly string[],
  look: (page: Page) => Promise<void>,
): Promise<Opened> {
  const server = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'close');
  try {
    const address = await printedAddress(server.stdout);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(browserTimeout);
      const hosts = new Set<string>();
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url())) hosts.add(new URL(request.url()).hostname);
      });
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(address);
      await look(page);
      return {
        hosts: [...hosts],
        nodeModules: withNodeModules(folder),
        complaints: complaints.filter((text) => !text.startsWith('[vite] ')),
      };
    } finally {
      await browser.close();
    }
  } finally {
    server.kill();
    await ended;
  }
}

/** Vite's server joins the modules of each package to a file. */
function withNodeModules(folder: string): readonly string[] {
  const joined = join(folder, 'node_modules/.vite/deps');
  if (!existsSync(joined)) return [];
  return readdirSync(joined)
    .filter((name) => name.endsWith('.js'))
    .filter((name) => readFileSync(join(joined, name), 'utf8').includes('has been externalized for browser'));
}

async function printedAddress(output: Readable): Promise<string> {
  let text = '';
  for await (const part of output.iterator({ destroyOnReturn: false })) {
    text += String(part);
    const [address] = /http:[/][/]127[.]0[.]0[.]1:\d+[/]/.exec(stripped(text)) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`the server ended without an address: ${text}`);
}

/** Without the colours of a terminal. */
function stripped(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
}
