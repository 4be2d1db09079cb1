import {
  type Reason,
  type ReasonWords,
  type ToldReason,
  tellReason,
} from '@superposition/pipeline/internal/run/reasons';
import { nameOfParameter } from './setting-names.js';

/**
 * What changed in the words of the user: settings as `--set` names them, engines, given weights, and files instead of tasks. What
 * follows from another reason of the same stage is left out.
 *
 * @param full also with what follows, with all files, and with the addresses of tasks
 */
export function reasonWords(full = false): ReasonWords {
  return (reasons) => {
    const isAnother = reasons.some((reason) => reason.kind === 'task' || isOtherOrigin(reason));
    const shown = reasons.filter((reason) => full || !(isAnother && followsFromAnother(reason)));
    const told = new Map<string, ToldReason>();
    // A parameter that holds the setting itself tells more than one that follows from it.
    for (const knowsValue of [true, false]) {
      for (const reason of shown) {
        const { subject, isValueKnown, ...words } = tell(reason, full);
        if (isValueKnown === knowsValue && !told.has(subject)) told.set(subject, words);
      }
    }
    return [...told.values()];
  };
}

/** Words about one thing. Of several reasons about the same thing, one is told. */
interface Told extends ToldReason {
  readonly subject: string;
  readonly isValueKnown: boolean;
}

function tell(reason: Reason, full: boolean): Told {
  const origin = originNow(reason);
  if (origin !== undefined) {
    const before = origin === 'given' ? 'trained' : 'given';
    return {
      subject: 'origin',
      isValueKnown: true,
      changed: `the models are ${origin} now, not ${before}`,
      madeWith: `${before} models instead of ${origin} ones`,
    };
  }
  switch (reason.kind) {
    case 'parameter': {
      const { name, isValueKnown } = nameOfParameter(reason.path);
      const isShort = full || ![reason.from, reason.to].some(isGroup);
      if (isValueKnown && isShort)
        return { subject: name, isValueKnown, ...tellReason({ ...reason, path: name }) };
      return { subject: name, isValueKnown, changed: `${name} changed`, madeWith: `other ${name}` };
    }
    case 'task': {
      const [from, to] = [engineOf(reason.from), engineOf(reason.to)];
      if (from !== undefined && to !== undefined)
        return named('engine', tellReason({ kind: 'parameter', path: 'engine', from, to }));
      return named(
        'task',
        tellReason(full ? reason : { ...reason, from: exportOf(reason.from), to: exportOf(reason.to) }),
      );
    }
    case 'code': {
      const { modules = [], task } = reason;
      const files = full ? modules : modules.slice(0, 1).map(shortModule);
      const rest = modules.length - files.length;
      const where = [...files, ...(rest > 0 ? [`${rest} more`] : [])].join(full ? ', ' : ' and ');
      const code = full ? `the code of ${task}` : 'its code';
      return named('code', {
        changed: `${code} changed${where === '' ? '' : full ? ` (${where})` : `: ${where}`}`,
        madeWith: `other code${where === '' ? '' : ` (${where})`}`,
      });
    }
    case 'new':
      return named('new', tellReason(full ? reason : { kind: 'new' }));
    // Weights are the only values that we give.
    case 'given value':
      return named('weights', {
        changed: 'the file of weights changed',
        madeWith: 'another file of weights',
      });
    default: {
      const words = tellReason(reason);
      return named(words.changed, words);
    }
  }
}

function named(subject: string, words: ToldReason): Told {
  return { subject, isValueKnown: true, ...words };
}

/** Whether the models of the stage are given or trained now, if this reason says that they were the other before. */
function originNow(reason: Reason): 'given' | 'trained' | undefined {
  if (reason.kind === 'task' && reason.to === needsTraining) return 'given';
  if (reason.kind === 'task' && reason.from === needsTraining) return 'trained';
  if (reason.kind !== 'parameter') return undefined;
  const { path, from, to } = reason;
  // A model of given weights has no seed.
  if (path === 'settings.weights') return to === undefined ? 'trained' : 'given';
  if (path === 'seed' && (from === null || to === null)) return to === null ? 'given' : 'trained';
  if (path === 'settings.seeds' && (isEmpty(from) || isEmpty(to))) return isEmpty(to) ? 'given' : 'trained';
  return undefined;
}

function isOtherOrigin(reason: Reason): boolean {
  return originNow(reason) !== undefined;
}

/** Whether a stage has this difference because it computes something else than before, or has models of another origin. */
function followsFromAnother(reason: Reason): boolean {
  if (isOtherOrigin(reason)) return false;
  if (reason.kind === 'parameter')
    // Which figures there are, and so their order, follows from the models.
    return reason.from === undefined || reason.to === undefined || reason.path === 'chapters';
  return reason.kind === 'input list' || reason.kind === 'input binding';
}

const needsTraining = '@superposition/report/figures/needs-training#needsTraining';

/** The engine whose trainings a task runs: `kernel` of `@superposition/analyses/train-kernel#trainKernel`. */
function engineOf(task: string): string | undefined {
  return /^@superposition\/analyses\/train-(kernel|reference|tfjs)#/.exec(task)?.[1];
}

/** `lossComparison` of `@superposition/analyses/loss-comparison#lossComparison`. */
function exportOf(task: string): string {
  return task.slice(task.indexOf('#') + 1);
}

/** The package and the file: `core/training/adam.ts` of `packages/core/src/training/adam.ts`. */
function shortModule(module: string): string {
  return module.replace(/^(?:packages|apps)\/([^/]+)\/(?:src\/)?/, '$1/').replace(/^node_modules\//, '');
}

function isGroup(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
