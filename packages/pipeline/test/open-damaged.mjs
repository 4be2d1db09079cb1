// One of several processes that open the same damaged store at the same time, read it and add a result of their own.
import { openStore } from '@superposition/pipeline';
import { digestOf } from '@superposition/pipeline/internal/values/digest';

const [location = '', writer = '', ...names] = process.argv.slice(2);
/** @type {string[]} */
const warnings = [];
const store = await openStore(location, '/', (message) => warnings.push(message));
const digests = names.map((name) => digestOf(name));
const found = await store.present(digests);
for (const name of names) await store.artifact(digestOf(name));
await store.putArtifact(digestOf(writer), new TextEncoder().encode(writer));
await store[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify({ warnings, found: found.size }));
