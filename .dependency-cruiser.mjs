// @ts-check
// The arrows of ARCHITECTURE.md: which package and which folder may import from which. `pnpm lint` fails when one is turned
// round. It sees every import whose target stands in it as text: also `import()`, `require()`, `typeof import()` and those of
// types. It does not see a computed target, `new URL()`, or a function of `createRequire` that is not called `require`.

// In the folder of a subject, or beside the folders.
const wiring = ['/src/[^/]+/(tasks|stages|codecs)[.]ts$', '/src/pipeline(-entry)?[.]ts$'];
const tests = '(\\.test\\.ts$|/test/)';

/** Each package with those that it may import. Their package.json and ARCHITECTURE.md say the same. */
const packages = {
  'packages/kernel': [],
  'packages/core': ['kernel'],
  'packages/engine-tfjs': ['core'],
  'packages/weight-files': ['core'],
  'packages/pipeline': [],
  'packages/analyses': ['core', 'engine-tfjs', 'pipeline'],
  'packages/report': ['core', 'pipeline', 'analyses'],
  'apps/cli': ['core', 'engine-tfjs', 'weight-files', 'pipeline', 'analyses', 'report'],
};

/**
 * Rules that let a package import only from packages that it may know.
 *
 * @param {Readonly<Record<string, readonly string[]>>} packages
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const reach = (packages) => [
  ...Object.entries(packages).map(([folder, reached]) =>
    rule(
      `reach of ${folder}`,
      `${folder} may import from ${reached.join(', ') || 'no other package'}. Move what both need to a package that both may ` +
        'import. If the package must know another one, add it to .dependency-cruiser.mjs and ARCHITECTURE.md.',
      { path: `^${folder}/` },
      { path: '^(packages|apps)/', pathNot: [`^${folder}/`, `^packages/(${reached.join('|') || '(?!)'})/`] },
    ),
  ),
  rule(
    'reach of a new package',
    'Say in .dependency-cruiser.mjs which packages this one may import, and draw it in ARCHITECTURE.md.',
    { path: '^(packages|apps)/', pathNot: Object.keys(packages).map((folder) => `^${folder}/`) },
    {},
  ),
];

/**
 * Rules that let a folder import only from floors below its own.
 *
 * @param {string} base folder that the floors lie in
 * @param {readonly (readonly string[])[]} floors folders, and files beside them, from the ground up; those on one floor do
 *   not import each other
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const floors = (base, floors) => {
  /** @param {string} name */
  const start = (name) => (name.endsWith('.ts') ? `${name.replace('.', '[.]')}$` : `${name}/`);
  const named = floors.flat().map(start).join('|');
  return [
    ...floors.flatMap((floor, level) =>
      floor.map((name) => {
        const others = [...floor.filter((each) => each !== name), ...floors.slice(level + 1).flat()];
        return rule(
          `floors of ${base}`,
          `Imports point to the left: ${floors.map((each) => each.join(', ')).join(' <- ')}. ` +
            'Move what both need to a lower floor. ARCHITECTURE.md draws the floors.',
          { path: `^${base}/${start(name)}`, pathNot: tests },
          { path: `^${base}/(${others.map(start).join('|') || '(?!)'})` },
        );
      }),
    ),
    rule(
      `folders of ${base}`,
      'This folder is on no floor. Give it one in .dependency-cruiser.mjs, and a line in ARCHITECTURE.md.',
      {},
      { path: `^${base}/(?!${named})[^/]+/` },
    ),
    rule(
      'floors do not import the root',
      'A file beside the folders may import all of them, so nothing on a floor may import it. Move it into a folder, or give it a ' +
        'floor in .dependency-cruiser.mjs.',
      { path: `^${base}/(${named})`, pathNot: tests },
      { path: `^${base}/(?!${named})[^/]+[.]ts$` },
    ),
  ];
};

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
    // Errors are printed in the reverse order of names. One wrong import can close several circles, so these come last.
    rule(
      'circles',
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
      'sources import sources',
      'Import the source, not what was built from it.',
      { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      { path: '^(packages|apps)/[^/]+/dist/' },
    ),
    rule(
      'functions know no wiring',
      'What runs in a task must not import tasks, stages, codecs or a pipeline: they would enter its fingerprint.',
      { path: '^packages/(analyses|report)/src/', pathNot: [...wiring, '/src/index[.]ts$', tests] },
      {
        path: [
          '^packages/pipeline/src/(?!values/|graph/select)',
          ...wiring.map((each) => `^packages/(analyses|report)${each}`),
        ],
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    ),
    ...reach(packages),
    ...floors('packages/pipeline/src', [
      ['values'],
      ['graph'],
      ['store'],
      ['code'],
      ['threads'],
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
      ['public'],
      ['testing'],
    ]),
    ...floors('packages/analyses/src', [
      ['numbers'],
      ['models'],
      ['weights'],
      ['quantities', 'geometry', 'responses', 'formation'],
      ['error', 'sweeps', 'cross-check', 'understanding'],
      ['variants'],
      ['conclusions'],
      ['claims'],
      ['public'],
    ]),
    ...floors('packages/report/src', [
      [
        'theme.ts',
        'typed-array.ts',
        'joined-bytes.ts',
        'trace-types.ts',
        'figure-number.ts',
        'provenance.ts',
        'settled.ts',
      ],
      ['figure.ts'],
      ['text'],
      ['sentences'],
      ['plot', 'sections'],
      ['svg'],
      ['csv'],
      ['figures', 'page'],
      ['understanding'],
      ['read-assets.ts'],
      ['public', 'browser'],
    ]),
    rule(
      'sentences have rules',
      'Words of the report come from a rule: write them in a file of sentences/, and say there when they are true.',
      { path: '^packages/report/src/(?!sentences/)' },
      { path: '^packages/report/src/sentences/rule[.]ts$', dependencyTypesNot: ['type-only', 'type-import'] },
    ),
    ...floors('apps/cli/src', [
      ['user-error.ts'],
      ['arguments', 'config'],
      ['output'],
      ['workbench'],
      ['commands', 'watch'],
    ]),
  ],
  options: {
    includeOnly: '^(packages|apps|bench|scripts)/',
    exclude: '/node_modules/|^packages/kernel/assembly/',
    doNotFollow: '/dist/',
    // Types too: an import of a type makes a file depend on another as much as one of a function.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['@superposition/source', 'types', 'import', 'default'],
      exportsFields: ['exports'],
    },
  },
};
