import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

// A mark is the name of a file: the machine, the process, when that started, and a random part.

/** A new mark of this process. */
export function newMark(): string {
  return [machine(), process.pid, startOf('self') ?? 0, randomBytes(4).toString('hex')].join('.');
}

/**
 * Whether the process of a mark has ended. One of another machine, or of another container, cannot be seen from here, and counts as
 * running.
 */
export function hasEnded(mark: string): boolean {
  const [where, pid, start] = mark.split('.');
  if (where !== machine()) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  // The number may be that of a later process by now.
  const started = startOf(pid!);
  return started !== undefined && started !== start;
}

/** The marks of running processes in names that begin with this path. Removes what those have left behind that have ended. */
export function runningMarks(path: string): readonly string[] {
  const [folder, beginning] = [dirname(path), basename(path)];
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.startsWith(beginning));
  const marks = names.map((name) => name.slice(beginning.length)).filter((name) => form.test(name));
  const ended = marks.filter(hasEnded);
  // What another user has left may have to stay.
  for (const mark of ended)
    orNothing(() => rmSync(join(folder, `${beginning}${mark}`), { recursive: true, force: true }));
  return marks.filter((mark) => !ended.includes(mark));
}

/** Other files may have names that begin as those with a mark do. */
const form = /^[\da-f]{12}\.\d+\.\d+\.[\da-f]{8}$/;

export function isOfThisMachine(mark: string): boolean {
  return mark.startsWith(`${machine()}.`);
}

let known: string | undefined;

/** Names the processes that can see each other. On Linux, a restart and a container make others of them. */
function machine(): string {
  known ??= createHash('sha256')
    .update([hostname, bootOf, processesOf].map((part) => part()).join('\n'))
    .digest('hex')
    .slice(0, 12);
  return known;
}

const bootOf = () => orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
const processesOf = () => orNothing(() => readlinkSync('/proc/self/ns/pid'));

/** When a process started, by the clock of the system; undefined if the system does not tell, `ended` if nobody has buried it. */
function startOf(pid: string): string | undefined {
  const text = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program, in parentheses, may hold anything.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? 'ended' : fields?.[19];
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
