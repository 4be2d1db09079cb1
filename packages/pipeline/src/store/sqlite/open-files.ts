import { closeSync, constants, fstatSync, openSync, statSync } from 'node:fs';
import { type FileIdentity, identityNow, identityOfFacts } from './set-aside.js';

// On Unix, the locks of SQLite belong to the process, and the system drops all that a process has on a file when the process closes
// any descriptor of it (https://www.sqlite.org/howtocorrupt.html, section 2.2). Another process then takes the file for unused, and
// removes its log. So what we open besides SQLite stays open until this process has no connection to the file.

/** The paths to which this process has connections, each as often as it has one. */
const connections: string[] = [];

/** The descriptors of a file, and how many readers they have. */
interface OpenFile {
  readonly identity: FileIdentity;
  readonly descriptors: number[];
  readers: number;
}

const files = new Map<FileIdentity, OpenFile>();

/** Says that this process has a connection to a file, which may not exist yet, until it is disposed of. */
export function connectedTo(file: string): Disposable {
  connections.push(file);
  let isOver = false;
  return {
    [Symbol.dispose]() {
      if (isOver) return;
      isOver = true;
      connections.splice(connections.indexOf(file), 1);
      closeUnused();
    },
  };
}

/** A descriptor to read a file by, at given positions: others may read by it too. */
export interface ReadDescriptor extends Disposable {
  readonly descriptor: number;
  readonly identity: FileIdentity;
}

/**
 * Opens a file for reading, which this process may have open with SQLite.
 *
 * @throws the error of the system if the file cannot be opened; Error if it is a pipe, a device or a folder
 */
export function openForReading(path: string): ReadDescriptor {
  const found = identityNow(path);
  const known = found === undefined ? undefined : files.get(found);
  const file = known ?? opened(path);
  file.readers++;
  let isOver = false;
  return {
    descriptor: file.descriptors[0]!,
    identity: file.identity,
    [Symbol.dispose]() {
      if (isOver) return;
      isOver = true;
      file.readers--;
      closeUnused();
    },
  };
}

function opened(path: string): OpenFile {
  const notFile = () => new Error(`${path} is not a file`);
  // A socket cannot even be opened.
  if (statSync(path).isSocket()) throw notFile();
  // To open a pipe would wait until somebody writes into it, and stop the event loop.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const facts = fstatSync(descriptor, { bigint: true });
  if (!facts.isFile()) {
    closeSync(descriptor);
    throw notFile();
  }
  const identity = identityOfFacts(facts);
  const file = files.get(identity) ?? { identity, descriptors: [], readers: 0 };
  file.descriptors.push(descriptor);
  files.set(identity, file);
  return file;
}

function closeUnused(): void {
  const unread = Array.from(files.values()).filter(({ readers }) => readers === 0);
  if (unread.length === 0) return;
  const connected = new Set(connections.map(identityNow));
  for (const { identity, descriptors } of unread) {
    if (connected.has(identity)) continue;
    files.delete(identity);
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}
