// One of several processes that write to the same new store at the same time: its own results, and results of all.
import { openStore } from '@superposition/pipeline';
import { digestOf } from '@superposition/pipeline/internal/values/digest';

const [location = '', writer = ''] = process.argv.slice(2);
/** @type {string[]} */
const warnings = [];
await using(await openStore(location, '/', (message) => warnings.push(message)));

/** @param {import('@superposition/pipeline').Store} store */
async function using(store) {
  /** @param {string} name */
  const bytes = (name) => new TextEncoder().encode(name.repeat(50));
  /** @param {string} name */
  const put = async (name) => {
    const key = digestOf(`key ${name}`);
    const digest = digestOf(bytes(name));
    await store.putArtifact(digest, bytes(name));
    /** @type {import('@superposition/pipeline').Recipe} */
    const recipe = { task: 'a/b#c', code: digestOf('code'), params: { name }, inputs: {}, codec: 'json/1' };
    await store.putResult({
      key,
      stage: name,
      recipe,
      digest,
      size: bytes(name).length,
      duration: 1,
      builtAt: 1,
    });
  };
  for (let index = 0; index < 30; index++) {
    await put(`${writer} ${index}`);
    await put(`shared ${index}`);
  }
  /** @param {string} family */
  const count = async (family) => {
    const names = Array.from({ length: 30 }, (_, index) => `${family} ${index}`);
    const results = await store.results(names.map((name) => digestOf(`key ${name}`)));
    const artifacts = await Promise.all(names.map((name) => store.artifact(digestOf(bytes(name)))));
    return names.filter((name, index) => results[index]?.stage === name && artifacts[index] !== undefined)
      .length;
  };
  const report = { warnings, own: await count(writer), shared: await count('shared') };
  await store[Symbol.asyncDispose]();
  process.stdout.write(JSON.stringify(report));
}
