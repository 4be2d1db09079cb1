import { familyOf } from '@superposition/pipeline/internal/graph/select';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { UserError } from '../user-error.js';

/** Collects the stages that a run with `--fail-fast` has not started. */
export interface NotStarted {
  observe(event: RunEvent): void;
  /** A sentence, if there are such stages. */
  describe(): string | undefined;
  /** @throws UserError (exit 1) if there are such stages */
  refuseReport(): void;
}

/** @param location of the cache of the run */
export function notStarted({ location }: { readonly location: string }): NotStarted {
  const families = new Map<string, number>();
  let cause: string | undefined;
  const describe = () => {
    if (cause === undefined) return undefined;
    const names = [...families].map(([family, count]) => (count === 1 ? family : `${count} of ${family}`));
    const kept = location === 'memory' ? '' : '; what had finished is in the cache';
    return `${cause} failed, so with --fail-fast these stages were not run: ${names.join(', ')}${kept}`;
  };
  return {
    observe(event) {
      if (event.type !== 'skipped' || !event.cancelled) return;
      cause = event.cause;
      const family = familyOf(event.stage);
      families.set(family, (families.get(family) ?? 0) + 1);
    },
    describe,
    refuseReport() {
      const cut = describe();
      if (cut !== undefined) throw new UserError(`no report is written: ${cut}`, 1);
    },
  };
}
