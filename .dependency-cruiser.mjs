// @ts-check
// The arrows of ARCHITECTURE.md: which folder may import from which. `pnpm lint` fails when one is turned round.

const wiring = '/(tasks|stages|codecs|pipeline)\\.ts$';
const tests = '(\\.test\\.ts$|/test/)';

/**
 * Rules that let a folder import only from folders on floors below its own, whatever form the import has.
 *
 * @param {string} base folder that the floors lie in
 * @param {readonly (readonly string[])[]} floors from the ground up; folders on one floor do not know each other
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const floors = (base, floors) =>
  floors.flatMap((floor, level) =>
    floor.map((folder) => {
      const others = [...floor.filter((each) => each !== folder), ...floors.slice(level + 1).flat()];
      return {
        name: `${base}/${folder}`,
        comment: `${floors.map((each) => each.join(', ')).join(' <- ')}: imports point to the left.`,
        severity: 'error',
        from: { path: `^${base}/${folder}/`, pathNot: tests },
        to: { path: `^${base}/(${others.join('|') || '(?!)'})/` },
      };
    }),
  );

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Files that import each other can be understood only together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tests-stay-outside',
      comment: 'What only tests need is not part of a package.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'functions-know-no-wiring',
      comment: 'What runs in a task must not import stages or tasks: they would enter its fingerprint.',
      severity: 'error',
      from: { path: '^packages/(analyses|report)/src/[^/]+/', pathNot: [wiring, tests] },
      to: {
        path: [
          '^packages/pipeline/src/(?!values/|graph/select)',
          `^packages/(analyses|report)/src/.*${wiring}`,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
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
    ...floors('packages/report/src', [['text'], ['plot', 'sections'], ['figures', 'page']]),
    ...floors('apps/cli/src', [['arguments', 'config'], ['output'], ['workbench'], ['commands', 'watch']]),
  ],
  options: {
    includeOnly: '^(packages|apps|bench|scripts)/',
    exclude: '/(dist|node_modules|assembly)/',
    // Types too: an import of a type makes a file depend on another as much as one of a function.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'types', 'import', 'default'],
      exportsFields: ['exports'],
    },
  },
};
