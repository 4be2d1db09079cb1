import { defineConfig } from 'vite';
import { weightFigures } from './weight-figures.js';

export default defineConfig({
  plugins: [weightFigures()],
  // A folder on any server, or a page of a larger site.
  base: './',
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: { chunkSizeWarningLimit: 5_000 },
});
