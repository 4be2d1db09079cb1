// Serves this folder on this machine alone: pages opened from a file may not load modules.
import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const type = types[extname(pathname)] ?? types['.html'];
  try {
    const path = pathname === '/' ? '/index.html' : pathname;
    const file = await realpath(fileURLToPath(new URL(`.${path}`, import.meta.url)));
    response.writeHead(200, { 'content-type': type });
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
