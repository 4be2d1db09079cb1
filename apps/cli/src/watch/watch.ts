import { join } from 'node:path';
import { staleSources } from '@superposition/pipeline/internal/code/built-sources';
import { waitingPage } from '@superposition/report/internal/page/assemble';
import { readWatchAssets } from '@superposition/report/internal/read-assets';
import type { Options } from '../arguments/command-line.js';
import { packages } from '../workbench/packages.js';
import type { CommandContext } from '../workbench/workbench.js';
import { decidingFiles } from './deciding-files.js';
import { editQueue } from './edit-queue.js';
import { watchEdits } from './edits.js';
import type { WatchEvent } from './message.js';
import { pageStatus } from './page-status.js';
import { pageServer } from './server.js';
import { findCheckout } from './source-files.js';
import { supervise } from './supervise.js';
import { terminal } from './terminal.js';

/**
 * `superposition watch`: makes the report again whenever the config or, in a checkout, a source changes. It serves the
 * report to browsers on this machine. An open page replaces only the parts that changed.
 *
 * @returns 130, because only an interruption ends the command
 * @throws UserError when another program uses the port
 */
export async function watch(options: Options, context: CommandContext): Promise<130> {
  const { folder, interrupted } = context;
  const edition = 'none';
  await using server = await pageServer(options.port ?? 0, {
    edition,
    html: waitingPage({ ...readWatchAssets(), served: { edition } }),
  });
  using view = terminal(options, context);
  const checkout = findCheckout();
  const status = pageStatus();
  const tell = (event: WatchEvent) => {
    if (event.type === 'report') server.serve(event.served);
    server.tell(status.after(event));
    view.show(event);
  };
  const edits = editQueue({ config: [], sources: checkout === undefined ? [] : staleFiles() });
  await using _watching = await watchEdits(() => decidingFiles(folder, options), checkout, edits.add);
  tell({ type: 'watching', address: server.address, sources: checkout !== undefined });
  await supervise({ edits, checkout, options, folder, interrupted, tell });
  return 130;
}

/** The sources that have been edited since the program was built. */
function staleFiles(): readonly string[] {
  return packages.flatMap(({ root }) => staleSources(root).map((file) => join(root, file)));
}
