// The sources that libtensorflow may come from, in order. Each source puts `lib/` and `include/` into a folder.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { firstThatRuns, runQuietly } from './run-quietly.mjs';

/**
 * A source of libtensorflow.
 *
 * @typedef {object} Source
 * @property {string} key names the entry of the cache that is made from it
 * @property {string} from what it is, for people
 * @property {string} [fetches] what it fetches and how big that is, for people
 * @property {string} [version] of libtensorflow, if it is known in advance
 * @property {(folder: string) => Promise<void> | void} provide puts `lib/` and `include/` into the folder
 */

/**
 * TensorFlow's own package for Python on one kind of machine.
 *
 * @typedef {object} Wheel
 * @property {`${string}==${string}`} requirement
 * @property {string} sha256
 * @property {string} platform as pip calls it
 * @property {number} megabytes
 */

/**
 * The parts of Node's report that its types leave out.
 *
 * @typedef {object} MachineReport
 * @property {boolean} excludeNetwork
 * @property {() => { header: { glibcVersionRuntime?: string } }} getReport
 */

/** The version that the installer of tfjs-node 4.22.0 fetches. */
const ARCHIVE_VERSION = '2.9.1';

/** @type {Readonly<Record<string, Wheel>>} */
const wheels = {
  'linux-x64': {
    requirement: 'tensorflow-cpu==2.12.1',
    sha256: '7ffb595707a8fb376deaddc768784c7a0242b16cbc6e06393b1733b2ce19f855',
    platform: 'manylinux2014_x86_64',
    megabytes: 232,
  },
  'linux-arm64': {
    requirement: 'tensorflow-cpu-aws==2.12.1',
    sha256: '7c3ead9d34f0a32a7dd0714c713a9e71361228620ffd7d0aa633b8c88a27971c',
    platform: 'manylinux2014_aarch64',
    megabytes: 242,
  },
  'darwin-arm64': {
    requirement: 'tensorflow==2.16.2',
    sha256: '2c8a0e79395639b762e62002db99b2f6cc608f744312c9940899c1128f325331',
    platform: 'macosx_12_0_arm64',
    megabytes: 227,
  },
};

/**
 * The sources that this machine can use, best first. If the user names a source, it is the only one.
 *
 * @returns {Source[]}
 * @throws {Error} when there is none, or when the source that the user names is not usable
 */
export function librarySources(environment = process.env) {
  const { SUPERPOSITION_LIBTENSORFLOW: named, TFJS_NODE_BASE_URI: base } = environment;
  if (named) {
    if (!holdsLibrary(named)) {
      throw new Error(
        `SUPERPOSITION_LIBTENSORFLOW is ${named}: no include/tensorflow/c/c_api.h or no library is there`,
      );
    }
    return [installed(named)];
  }
  if (base) return [archive(base)];
  const system = ['/usr/local', '/usr', '/opt/homebrew'].filter(holdsLibrary).map(installed);
  const wheel = wheels[`${process.platform}-${process.arch}`];
  const report = /** @type {Omit<NodeJS.ProcessReport, 'getReport'> & MachineReport} */ (process.report);
  // Otherwise getReport would look up the host names of open connections.
  report.excludeNetwork = true;
  const isMusl = process.platform === 'linux' && report.getReport().header.glibcVersionRuntime === undefined;
  const sources = wheel === undefined || isMusl ? system : [...system, fromWheel(wheel)];
  if (sources.length > 0) return sources;
  throw new Error(
    `no libtensorflow is published for ${process.platform}-${process.arch}${isMusl ? ' with musl' : ''}`,
  );
}

/**
 * Libraries lie in `lib/`. In the folder of the Python package they lie beside `include/`.
 *
 * @param {string} root
 */
function libraryFiles(root) {
  return [join(root, 'lib'), root].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /^libtensorflow(_cc|_framework)?\.(so|.*dylib)/.test(name))
          .map((name) => join(folder, name))
      : [],
  );
}

/** @param {string} root */
function holdsLibrary(root) {
  return existsSync(join(root, 'include/tensorflow/c/c_api.h')) && libraryFiles(root).length > 0;
}

/** @param {string} text */
const shortHash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/**
 * @param {string} root
 * @returns {Source} a libtensorflow that is already on this machine: linked to, not copied
 */
function installed(root) {
  const files = libraryFiles(root);
  const state = files.map((file) => `${realpathSync(file)} ${statSync(file).mtimeMs}`).join('\n');
  return {
    key: `installed-${shortHash(state)}`,
    from: `libtensorflow in ${root}`,
    provide(folder) {
      mkdirSync(join(folder, 'lib'));
      for (const file of files)
        symlinkSync(realpathSync(file), join(folder, 'lib', file.slice(dirname(file).length + 1)));
      nameLibraries(join(folder, 'lib'));
      symlinkSync(realpathSync(join(root, 'include')), join(folder, 'include'));
    },
  };
}

/**
 * @param {string} base
 * @returns {Source} the archive that tfjs-node's own installer would fetch from the place that the user names
 */
function archive(base) {
  const system = `cpu-${process.platform}-${process.arch === 'x64' ? 'x86_64' : process.arch}`;
  const uri = `${base}${system}-${ARCHIVE_VERSION}.tar.gz`;
  return {
    key: `archive-${shortHash(uri)}`,
    from: uri,
    version: ARCHIVE_VERSION,
    fetches: uri,
    async provide(folder) {
      const file = join(folder, 'archive.tar.gz');
      if (uri.startsWith('file:')) copyFileSync(new URL(uri), file);
      else {
        const response = await fetch(uri).catch((error) => {
          throw new Error(`${uri}: ${error.cause?.message ?? error.message}`);
        });
        if (!response.ok) throw new Error(`${uri}: ${response.status} ${response.statusText}`);
        await pipeline(
          Readable.fromWeb(/** @type {ReadableStream} */ (response.body)),
          createWriteStream(file),
        );
      }
      runQuietly('tar', ['-xzf', file, '-C', folder]);
      rmSync(file);
    },
  };
}

// We unpack the C headers and those that they include. The others of the 8,500 headers in a wheel are for C++ programs.
const unpack = `
import os, shutil, sys, zipfile
wheel, folder = sys.argv[1:]
headers = tuple('tensorflow/include/' + part for part in
    ('tensorflow/c/', 'tensorflow/tsl/', 'tensorflow/core/platform/', 'tsl/'))
libraries = ('tensorflow/libtensorflow_cc.', 'tensorflow/libtensorflow_framework.')
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        target = None
        if name.startswith(headers) and name.endswith('.h'):
            target = os.path.join(folder, name[len('tensorflow/'):])
        if name.startswith(libraries):
            target = os.path.join(folder, 'lib', os.path.basename(name))
        if target:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with archive.open(name) as source, open(target, 'wb') as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
`;

/**
 * @param {Wheel} wheel
 * @returns {Source} the library inside TensorFlow's own package for Python
 */
function fromWheel({ requirement, sha256, platform, megabytes }) {
  const [name, version] = /** @type {[string, string]} */ (requirement.split('=='));
  return {
    key: `${name}-${version}`,
    from: `${name} ${version} of PyPI`,
    version,
    fetches: `${name} ${version} from PyPI (${megabytes} MB)`,
    provide(folder) {
      const python = firstThatRuns(['python3', 'python'], ['-m', 'pip', '--version']);
      if (python === undefined)
        throw new Error('Python with pip is not installed, but pip has to fetch libtensorflow');
      const list = join(folder, 'requirements.txt');
      // With the checksum in the list, pip refuses any other file.
      writeFileSync(list, `${requirement} --hash=sha256:${sha256}\n`);
      runQuietly(python, [
        ...[
          '-m',
          'pip',
          'download',
          '--quiet',
          '--no-input',
          '--disable-pip-version-check',
          '--no-cache-dir',
        ],
        ...['--retries', '1', '--timeout', '20'],
        ...['--no-deps', '--only-binary', ':all:', '--python-version', '3.11', '--platform', platform],
        ...['--require-hashes', '--requirement', list, '--dest', join(folder, 'wheel')],
      ]);
      const [wheel] = /** @type {[string]} */ (readdirSync(join(folder, 'wheel')));
      runQuietly(python, ['-c', unpack, join(folder, 'wheel', wheel), folder]);
      rmSync(join(folder, 'wheel'), { recursive: true });
      nameLibraries(join(folder, 'lib'));
    },
  };
}

/**
 * Gives the libraries of a Python package the names that a linker looks for.
 *
 * @param {string} folder
 */
function nameLibraries(folder) {
  const names = readdirSync(folder);
  for (const [wanted, pattern] of /** @type {const} */ ([
    ['libtensorflow', /^libtensorflow_cc\.(so|.*dylib)/],
    ['libtensorflow_framework', /^libtensorflow_framework\.(so|.*dylib)/],
  ])) {
    const file = `${wanted}.${process.platform === 'darwin' ? 'dylib' : 'so'}`;
    const found = names.find((name) => pattern.test(name));
    if (found !== undefined && !names.includes(file)) symlinkSync(found, join(folder, file));
  }
}
