import { counted } from '../text/format.js';
import { definition, rule } from './rule.js';

/** Headings that unfold a part of a figure. */
export const howDefined = definition('Definition');
export const numbersBehind = definition('Table');
export const whatMadeFrom = definition('Made from');

/** In the place of what a failed stage would have given. */
export const couldNotBeMade = rule('the stage failed', (subject: string) => `${subject} could not be made.`);
export const stageFailed = rule('the stage failed', (stage: string) => `The stage \`${stage}\` failed:`);
/** In the place of a digest. */
export const noDigest = definition('none: it failed, or a stage before it did');

/** The title of the button that wakes Plotly. */
export const howToExplore = definition(
  'Point at marks to read their values, drag to enlarge, double-click to go back',
);

/** For readers whose browser runs no script here. It is there until the script of the page hides it. */
export const withoutScripts = definition(
  'The script of this page does not run here. Everything can be read without it, but for the other views of some figures and the values under the pointer. The drawings are those for a wide screen; on a narrow one, scroll them sideways.',
);
/** In the place of a panel that only Plotly draws, where no script runs. */
export const needsPlotly = definition('Plotly draws this panel, which needs the script of the page.');
/** The page of a server that has no report to show. */
export const noReportYet = definition('There is no report yet. It will appear here as soon as it is made.');

/** The beginning of a page that was asked for some parts only. */
export const partOfReport = definition('This is a part of a report.');
export const partsLeftOut = rule('none of the parts was computed', (parts: readonly string[]) =>
  parts.length === 0 ? '' : `Left out, and not computed for it: ${parts.join(', ')}.`,
);

/** The banner of a report with frozen stages. */
export const frozenReport = {
  title: definition('This report does not follow its settings.'),
  explanation: definition(
    'These stages were frozen. Instead of running, each gave the last value that it had, and everything below that depends on them was made from these values:',
  ),
} as const;
/** Of several stages that were frozen in the same way, the first is named. */
export const otherFrozenStages = rule('counts the stages besides the named one', (count: number) =>
  count === 0 ? '' : `and ${count} more`,
);

/** What the bytes of a page follow from. */
export interface PageOrigin {
  readonly isFrozen: boolean;
  readonly isGiven: boolean;
  /** Whether a stage ran TensorFlow.js. */
  readonly usesTensorFlow: boolean;
}

/** Whether somebody else can make the same page. */
export const originOfPage = rule(
  'a frozen stage does not follow the settings; given weights and the backend of TensorFlow.js enter the recipes',
  ({ isFrozen, isGiven, usesTensorFlow }: PageOrigin) => {
    if (isFrozen)
      return 'This page does not follow from the settings alone: some of its stages were frozen, and gave values that were made before, as their recipes below say.';
    const weights = isGiven ? ', the given weights' : '';
    const backend = usesTensorFlow ? ' The backend of TensorFlow.js is one of the parameters.' : '';
    return `This page follows from the settings${weights} and the code below: the same ones give the same bytes.${backend}`;
  },
);

/** Whom the page asks for something. */
export interface Requests {
  /** The address from which it fetches Plotly. */
  readonly plotlyUrl?: string | undefined;
  /** Whether the server that it came from is asked for newer editions. */
  readonly isServed: boolean;
}

/** What the page asks of a network. */
export const asksOfNetwork = rule(
  'the Content-Security-Policy of the page allows these requests and no others',
  ({ plotlyUrl, isServed }: Requests) => {
    const asked = [
      ...(plotlyUrl === undefined ? [] : [`fetches Plotly from \`${plotlyUrl}\``]),
      ...(isServed ? ['asks the server that it came from for newer editions'] : []),
    ];
    return asked.length === 0
      ? 'It makes no request to any other computer.'
      : `It ${asked.join(' and ')}, and makes no other request.`;
  },
);

/** What the page says of the machine that made it. */
export const namesNoMachine = definition('It holds no time, place or name of a machine.');
/** The footer of a page that no pipeline made. */
export const ownFigures = definition(
  'This page holds the figures that it was given, drawn by @superposition/report.',
);

/** Above the tree of stages. */
export const stagesOfPage = rule(
  'a key is the hash of a recipe, in which the inputs stand by the digests of their bytes',
  (stages: number) =>
    `The page was made by ${counted(stages, 'stage')}. Each opens to what it was made from: its task, the fingerprint of the code that ran, its parameters, the stages it took, and its key, a hash that all of these enter.`,
);

/** The heading that unfolds this tree, and what stands there where no script runs. */
export const listOfStages = definition('The stages');
export const stagesWithoutScripts = definition(
  'A script of this page unfolds the stages, and it does not run here. `superposition explain` shows the same on a terminal.',
);

/** The heading that unfolds the licences of what is in the file. */
export const whoseCode = definition('What this file holds of others, and under which licences');

/** The commit of the config’s folder. */
export const madeWithCommit = rule(
  'the commit is one of the inputs of the page',
  (commit: string, isDirty: boolean) =>
    `Made with the Git commit \`${commit}\`${isDirty ? ', with files that differ from it' : ''}. The bytes of this page depend on the commit too.`,
);

/** Below a grid of small curves. */
export const axesOfCurves = rule(
  'all panels of the grid have these axes',
  (across: readonly [string, string], up: readonly [string, string]) =>
    `Axes of every panel: across from ${across[0]} to ${across[1]}, up from ${up[0]} to ${up[1]}; the reference is grey.`,
);
