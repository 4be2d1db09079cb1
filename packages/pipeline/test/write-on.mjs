// A process that writes results to a store until it is killed, and tells each that it has written.
import { openStore } from '@superposition/pipeline';
import { digestOf } from '@superposition/pipeline/internal/values/digest';

const [location = '', writer = ''] = process.argv.slice(2);
const store = await openStore(location, '/', (message) => process.stdout.write(`warning ${message}\n`));
for (let index = 0; ; index++) {
  const bytes = new TextEncoder().encode(`${writer} ${index} `.repeat(50));
  await store.putArtifact(digestOf(bytes), bytes);
  process.stdout.write(`wrote ${digestOf(bytes)}\n`);
}
