import { defineConfig } from 'vite';

export default defineConfig({
  // A folder on any server, or a page of a larger site.
  base: './',
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: { chunkSizeWarningLimit: 5_000 },
});
