// Runs all tests again and again, every second time beside a process that keeps one core busy, and prints a table.
//
//   pnpm test:steady            ten runs
//   pnpm test:steady 4 watch    four runs of the test files whose path contains "watch"
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The part of Vitest's JSON report that the table needs. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** One run of all tests. */
interface Run {
  readonly isBusy: boolean;
  readonly seconds: number;
  readonly exitCode: number;
  readonly report: TestReport | undefined;
  /** File with everything that the run printed. */
  readonly log: string;
}

const workspace = fileURLToPath(new URL('..', import.meta.url));
/** Both `pnpm test` and `pnpm test:programs`. */
const command = 'jiti scripts/turbo.ts build && vitest run';
const [first, ...others] = process.argv.slice(2);
const runs = first === undefined ? 10 : Number(first);
if (!Number.isInteger(runs) || runs < 1)
  throw new Error(`the first argument is '${first}': it must be how many times the tests run`);
const folder = mkdtempSync(join(tmpdir(), 'test-steady-'));

/** Starts a process that keeps one core busy until it is disposed of, or until this process ends, however it does. */
function busyProcess(): Disposable {
  const child = spawn(
    process.execPath,
    // The loop ends when the pipe does, so that it cannot outlive a parent that was killed.
    [
      '-e',
      'process.stdin.on("end", () => process.exit()).resume(); const spin = () => { const end = Date.now() + 100; while (Date.now() < end); setImmediate(spin); }; spin();',
    ],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  );
  return { [Symbol.dispose]: () => void child.kill() };
}

async function runTests(run: number, isBusy: boolean): Promise<Run> {
  const [log, results] = [join(folder, `run-${run}.log`), join(folder, `run-${run}.json`)];
  using _busy = isBusy ? busyProcess() : undefined;
  const start = performance.now();
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const child = spawn([command, ...others, ...reporters].join(' '), {
    cwd: workspace,
    shell: true,
    // As a package manager starts it.
    env: {
      ...process.env,
      PATH: `${join(workspace, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(file, { end: false });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  file.end();
  return {
    isBusy,
    seconds: (performance.now() - start) / 1_000,
    exitCode: exitCode ?? 1,
    report: read(results),
    log,
  };
}

function read(results: string): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(results, 'utf8')) as TestReport;
  } catch {
    // The build failed, or Vitest ended before it could write.
    return undefined;
  }
}

/** Names of the tests that failed, and of the files that failed outside of any test. */
function failuresOf({ report, log, exitCode }: Run): readonly string[] {
  if (report === undefined) return [`no results: see ${log}`];
  const failed = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status === 'failed').map((each) => each.fullName);
    return status === 'failed' && tests.length === 0 ? [name] : tests;
  });
  return exitCode !== 0 && failed.length === 0 ? [`exit code ${exitCode}: see ${log}`] : failed;
}

const print = (...cells: readonly (string | number)[]) =>
  process.stdout.write(
    `${cells.map((cell, index) => String(cell).padStart([3, 9, 8, 7, 7, 8][index] ?? 0)).join('  ')}\n`,
  );

print('run', 'busy core', 'seconds', 'passed', 'failed', 'skipped');
let steady = 0;
for (let run = 1; run <= runs; run++) {
  const ended = await runTests(run, run % 2 === 0);
  const { report, seconds, isBusy } = ended;
  print(
    run,
    isBusy ? 'yes' : 'no',
    seconds.toFixed(0),
    report?.numPassedTests ?? '-',
    report?.numFailedTests ?? '-',
    report?.numPendingTests ?? '-',
  );
  const failures = failuresOf(ended);
  for (const failure of failures) process.stdout.write(`     ${failure}\n`);
  if (failures.length > 0) process.stdout.write(`     ${ended.log}\n`);
  else steady++;
}
process.stdout.write(`${steady} of ${runs} runs passed\n`);
process.exitCode = steady === runs ? 0 : 1;
