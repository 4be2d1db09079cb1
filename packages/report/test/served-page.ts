import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page on a server of this machine. */
export interface ServedPage {
  readonly address: string;
  /** Sends another Content-Security-Policy from now on. */
  readonly setPolicy: (policy: string) => void;
  readonly close: () => void;
}

/** Serves a page with a policy that comes before its own. */
export async function servePage(html: string, policy = ''): Promise<ServedPage> {
  let sent = policy;
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', sent);
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    setPolicy(next) {
      sent = next;
    },
    close: () => server.close(),
  };
}
