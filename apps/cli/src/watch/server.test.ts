import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { pageServer } from './server.js';

const page = { edition: 'first', html: '<p>first</p>' };

/** Sends a request that a page of another web site could make a browser send. */
function send(
  address: string,
  { path = '/', method = 'GET', host }: { path?: string; method?: string; host?: string },
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, address),
      { method, ...(host !== undefined && { headers: { host } }) },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode!, headers: response.headers });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

it('answers to its own names only, to questions only, and nothing but the page and its events', async () => {
  await using server = await pageServer(0, page);
  const { port } = new URL(server.address);
  const status = async (sent: Parameters<typeof send>[1]) => (await send(server.address, sent)).status;
  expect(await status({})).toBe(200);
  expect(await status({ host: `localhost:${port}` })).toBe(200);
  for (const host of [`attacker.example:${port}`, 'localhost', `127.0.0.1:${port}.attacker.example`])
    expect(await status({ host }), host).toBe(403);
  expect(await status({ method: 'POST' })).toBe(405);
  for (const path of ['/report.html', '/..%2f..%2fetc/passwd', '/?x', '/events/'])
    expect(await status({ path }), path).toBe(404);
  const { headers } = await send(server.address, {});
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

it('listens on the loopback interface alone', async () => {
  await using server = await pageServer(0, page);
  const { port, hostname } = new URL(server.address);
  expect(hostname).toBe('127.0.0.1');
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  if (outside.length === 0 && process.env['CI']) throw new Error('CI must have an address besides loopback');
  for (const { address } of outside)
    await expect(send(`http://${address}:${port}/`, {})).rejects.toThrow('ECONNREFUSED');
});

it('tells an open page what holds, and what holds next', async () => {
  await using server = await pageServer(0, page);
  const response = await fetch(new URL('/events', server.address));
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (part: string) => {
    while (!text.includes(part)) text += (await reader.read()).value ?? '';
  };
  await until('"edition":"first","activity":null');
  server.tell({ activity: 'running', detail: '1 of 2', problem: null });
  await until('"activity":"running"');
  server.tell({ activity: null, detail: null, problem: '</script>\n\ndata: x' });
  await until('"problem":"</script>\\n\\ndata: x"');
  server.serve({ edition: 'second', html: '' });
  await until('"edition":"second"');
  await reader.cancel();
});
