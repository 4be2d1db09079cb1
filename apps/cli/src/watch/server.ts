import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WatchState } from '@superposition/report/internal/page/watch-state';
import { UserError } from '../user-error.js';
import type { ServedPage } from './message.js';

/** Serves the page to browsers on this machine, and sends its state to open pages. */
export interface PageServer extends AsyncDisposable {
  readonly address: string;
  /** Replaces the served page, and tells open pages that there is a new edition. */
  serve(page: ServedPage): void;
  tell(status: Omit<WatchState, 'edition'>): void;
}

/** Least milliseconds between two states that differ only in their detail. */
const detailInterval = 100;

/**
 * Starts a server on the loopback interface: `/` is the page, `/events` its states as server-sent events. It refuses
 * requests whose Host header is not its own. Otherwise another web site could let its name resolve to this machine (DNS
 * rebinding), and read the page in the user's browser.
 *
 * @param port 0 for any free port
 * @throws UserError when the port is taken
 */
export async function pageServer(port: number, first: ServedPage): Promise<PageServer> {
  let page = first;
  let status: Omit<WatchState, 'edition'> = { activity: null, detail: null, problem: null };
  const listeners = new Set<ServerResponse>();
  let later: NodeJS.Timeout | undefined;

  const state = () =>
    `data: ${JSON.stringify({ edition: page.edition, ...status } satisfies WatchState)}\n\n`;
  const publish = () => {
    clearTimeout(later);
    later = undefined;
    for (const listener of listeners) listener.write(state());
  };
  const server = createServer((request, response) => {
    const refusal = refuse(request, hosts);
    if (refusal !== undefined) {
      response.writeHead(refusal, headers('text/plain')).end();
    } else if (request.url === '/') {
      response.writeHead(200, headers('text/html; charset=utf-8')).end(page.html);
    } else {
      response.writeHead(200, headers('text/event-stream'));
      response.write(`retry: 1000\n${state()}`);
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UserError(
          `--port ${port} cannot be used: ${error.code === 'EADDRINUSE' ? 'another program has it' : error.message}`,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const hosts = [`127.0.0.1:${bound}`, `localhost:${bound}`];
  return {
    address: `http://127.0.0.1:${bound}/`,
    serve(next) {
      page = next;
      publish();
    },
    tell(next) {
      const isDetail = next.activity === status.activity && next.problem === status.problem;
      status = next;
      if (isDetail) later ??= setTimeout(publish, detailInterval);
      else publish();
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(later);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The status code for a request that must be refused; undefined for any other. */
function refuse({ method, url, headers }: IncomingMessage, hosts: readonly string[]): number | undefined {
  if (!hosts.includes(headers.host ?? '')) return 403;
  if (method !== 'GET') return 405;
  return url === '/' || url === '/events' ? undefined : 404;
}

function headers(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}
