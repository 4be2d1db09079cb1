import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy before a server. A test decides with it when clients reach the server, whatever the load of the machine. */
export interface ServerProxy extends AsyncDisposable {
  /** The server's URI with the address of the proxy. */
  readonly uri: string;
  /** Breaks all connections. New ones wait. */
  hold(): void;
  /** Connects those that wait, and all new ones. */
  release(): void;
  /** Breaks all connections and listens no more. */
  close(): Promise<void>;
}

/** Starts a proxy of the server at a URI, at another port of the same address. */
export async function serverProxy(uri: string): Promise<ServerProxy> {
  const { hostname, port, host } = new URL(uri);
  const pairs = new Map<Socket, Socket | undefined>();
  let isReleased = true;
  const forward = (caller: Socket) => {
    const server = connect(Number(port), hostname);
    pairs.set(caller, server);
    caller.pipe(server).pipe(caller);
    server.on('error', () => caller.destroy());
    server.on('close', () => caller.destroy());
  };
  const entrance = createServer({ pauseOnConnect: true }, (caller) => {
    caller.on('error', () => {});
    pairs.set(caller, undefined);
    caller.on('close', () => {
      pairs.get(caller)?.destroy();
      pairs.delete(caller);
    });
    if (isReleased) forward(caller);
  }).listen(0, hostname);
  await once(entrance, 'listening');
  const breakAll = () => {
    for (const caller of pairs.keys()) caller.destroy();
  };
  const close = async () => {
    if (!entrance.listening) return;
    const closed = once(entrance, 'close');
    entrance.close();
    breakAll();
    await closed;
  };
  return {
    uri: uri.replace(host, `${hostname}:${(entrance.address() as AddressInfo).port}`),
    hold() {
      isReleased = false;
      breakAll();
    },
    release() {
      isReleased = true;
      for (const [caller, server] of pairs) if (server === undefined) forward(caller);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
