// @ts-check
// The arrows of ARCHITECTURE.md: which folder may import from which. `pnpm lint` fails when one is turned round.

// In the folder of a subject, or beside the folders.
const wiring = ['/src/[^/]+/(tasks|stages|codecs)[.]ts$', '/src/pipeline[.]ts$'];
const tests = '(\\.test\\.ts$|/test/)';

/**
 * Rules that let a folder import only from folders on floors below its own, whatever form the import has.
 *
 * @param {string} base folder that the floors lie in
 * @param {readonly (readonly string[])[]} floors from the ground up; folders on one floor do not import each other
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const floors = (base, floors) => [
  ...floors.flatMap((floor, level) =>
    floor.map((folder) => {
      const others = [...floor.filter((each) => each !== folder), ...floors.slice(level + 1).flat()];
      return rule(
        `floors of ${base}`,
        `Imports point to the left: ${floors.map((each) => each.join(', ')).join(' <- ')}. ` +
          'Move what both need to a lower floor. ARCHITECTURE.md draws the floors.',
        { path: `^${base}/${folder}/`, pathNot: tests },
        { path: `^${base}/(${others.join('|') || '(?!)'})/` },
      );
    }),
  ),
  rule(
    `folders of ${base}`,
    'This folder is on no floor. Give it one in .dependency-cruiser.mjs, and a line in ARCHITECTURE.md.',
    {},
    { path: `^${base}/(?!(${floors.flat().join('|')})/)[^/]+/` },
  ),
];

/**
 * @param {string} name
 * @param {string} comment what is wrong, and what to do
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['from']} from
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['to']} to
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no circle',
      'These files import each other, so they can be understood only together. Move what both need to a file of its own.',
      {},
      { circular: true },
    ),
    rule(
      'tests stay outside',
      'Only tests need this. A package must not hold it: keep it in test/support.',
      { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      { path: tests },
    ),
    rule(
      'packages by name',
      "Import another package by its name, through its package.json's exports.",
      { path: '^(packages/[^/]+|apps/cli)/src/', pathNot: tests },
      { path: '^(packages|apps)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    ),
    rule(
      'folders do not import the root',
      'A file in a folder must not import a file beside the folders, which may import all of them. Move it into a folder.',
      { path: '^(packages/pipeline|packages/core|packages/analyses|apps/cli)/src/[^/]+/', pathNot: tests },
      // Every folder of the CLI may tell the user of a mistake.
      { path: '^$1/src/[^/]+[.]ts$', pathNot: '^apps/cli/src/user-error[.]ts$' },
    ),
    rule(
      'sources import sources',
      'Import the source, not what was built from it.',
      { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      { path: '^(packages|apps)/[^/]+/dist/' },
    ),
    rule(
      'functions know no wiring',
      'What runs in a task must not import tasks, stages, codecs or a pipeline: they would enter its fingerprint.',
      { path: '^packages/(analyses|report)/src/[^/]+/', pathNot: [...wiring, tests] },
      {
        path: [
          '^packages/pipeline/src/(?!values/|graph/select)',
          ...wiring.map((each) => `^packages/(analyses|report)${each}`),
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    ...floors('packages/pipeline/src', [
      ['values'],
      ['graph'],
      ['store'],
      ['code'],
      ['run'],
      ['upkeep', 'tell', 'testing'],
    ]),
    ...floors('packages/core/src', [
      ['numbers'],
      ['config'],
      ['network'],
      ['training'],
      ['evaluation'],
      ['quantities'],
      ['testing'],
    ]),
    ...floors('packages/analyses/src', [
      ['numbers'],
      ['models'],
      ['weights'],
      ['quantities', 'geometry', 'responses'],
      ['error', 'sweeps', 'cross-check'],
      ['claims'],
    ]),
    ...floors('packages/report/src', [['text'], ['plot', 'sections'], ['figures', 'page'], ['browser']]),
    ...floors('apps/cli/src', [['arguments', 'config'], ['output'], ['workbench'], ['commands', 'watch']]),
  ],
  options: {
    includeOnly: '^(packages|apps|bench|scripts)/',
    exclude: '/(node_modules|assembly)/',
    doNotFollow: '/dist/',
    // Types too: an import of a type makes a file depend on another as much as one of a function.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'types', 'import', 'default'],
      exportsFields: ['exports'],
    },
  },
};
