import { expect, it } from 'vitest';
import { unruledSentences } from './unruled-sentences.js';

const found = (source: string, options?: { holdsRules: boolean }) =>
  unruledSentences('file.ts', source, options).map(({ line, words, because }) => [line, words, because]);

it.each([
  ['a sentence', "const a = 'The model has two neurons.';", '“has” is a verb'],
  ['no verb, but a stop', "const a = 'Bars in ascending order.';", 'it has a full stop'],
  [
    'prose without a verb',
    "const a = 'trained a while beside another of the same kind';",
    'it has 9 words in a row',
  ],
  ['a comparison', 'const a = `${factor} times worse than naive`;', '“worse” compares'],
  ['a word for a comparison put together elsewhere', "const a = less ? 'better' : x;", '“better” compares'],
  ['a sum', "const a = 'The model ' + name + ' is done';", '“is” is a verb'],
  [
    'a sum over lines, in a template',
    "const a = `x ${'The net' + (b + ' works, as ' + 'it must')}`;",
    '“must” is a verb',
  ],
  ['markup', 'const a = html`<p class="prose">It <em>was</em> made of ${b}</p>`;', '“was” is a verb'],
  ['an attribute', 'const a = html`<div aria-label="What is shown" id="x">${b}</div>`;', '“is” is a verb'],
  ['a verb that compares', "const a = ['The model', x ? 'wins' : y];", '“wins” compares'],
  ['a tooltip', "const a = html`<p title='Its gain is 1'>${b}</p>`;", '“is” is a verb'],
  ['an attribute of data', 'const a = html`<p data-tip="Its gain is 1">${b}</p>`;', '“is” is a verb'],
  ['words after a sign in markup', 'const a = html`where p < 0.1 the gain is 1`;', '“is” is a verb'],
  ['words before a sign in markup', 'const a = html`the gain is 1 where p > 0.1`;', '“is” is a verb'],
  ['words between signs', "const a = 'for p < 0.1 the gain is 1 if q > 2';", '“is” is a verb'],
  ['a template in markup', "const a = html`<p>${b ? 'None of it is known' : ''}</p>`;", '“is” is a verb'],
  ['a name that is not markup', 'const a = other`None of it is known`;', '“is” is a verb'],
  ['a cast', 'const a = b as Sentence;', 'only a rule makes a Sentence'],
])('finds %s', (_, source, because) => {
  expect(found(source).map(([, , why]) => why)).toEqual([because]);
});

it.each([
  ['a title', "const a = 'Per-feature mean squared error';"],
  ['a label with a value', 'const a = `${model}, sorted`;'],
  ['a name in a table', "const a = ['smallest', 'largest', 'root mean square'];"],
  ['a kind', "const a = found === 'less' ? 1 : 2; type B = 'is a long type of some words';"],
  ['an error', "throw new TypeError('figures is not a list: it must be one');"],
  ['a name of a property', "const a = { 'agrees with another quantity': 'mixed' };"],
  ['a wrong call', "needOptions('pageOf is called with these', options);"],
  ['an import', "import { a } from './the rest is here.js';"],
  ['markup without words', 'const a = html`<div class="is-better than" data-is="x">${b}</div>`;'],
  ['a style', 'const a = html`<style>a { b: is the rest }</style>`;'],
  ['a list of names', "const a = 'system-ui, Segoe UI, Roboto, Helvetica Neue, Liberation Sans, Arial';"],
  ['a template of Plotly', "const a = 'p = %{x}: density %{y:.3g}<extra></extra>';"],
])('passes %s', (_, source) => expect(found(source)).toEqual([]));

it('says the line and the words', () => {
  expect(found('const a = 1;\n\nconst b = `It is ${a} of them.`;')).toEqual([
    [3, 'It is … of them.', '“is” is a verb'],
  ]);
});

it('looks only for casts among rules', () => {
  const source = "const a = rule('x', () => 'It is better.');\nconst b = 'It is.' as unknown as Sentence;";
  expect(found(source, { holdsRules: true }).map(([line]) => line)).toEqual([2]);
});

it.each([
  ['a choice', "const a = definition(few ? 'Few are used.' : 'Many are used.');"],
  ['a value', 'const a = definition(`${n} are used.`);'],
  ['a name', 'const a = definition(words);'],
  ['definition passed on', "const a = ['It is.'].map(definition);"],
  ['another name for it', 'const a = definition;'],
  ['a verdict', "const a = definition('The model is better.');"],
])('finds a definition that is not a literal: %s', (_, source) =>
  expect(found(source, { holdsRules: true }).map(([, , why]) => why)).toEqual([
    'a definition is one literal and judges nothing',
  ]),
);

it.each([
  ['a literal', "const a = definition('What is drawn.');"],
  ['a property of that name', 'const a = { definition: b.definition }; interface C { definition: string }'],
  ['its import', "import { definition } from './rule.js';"],
])('passes %s among definitions', (_, source) => expect(found(source, { holdsRules: true })).toEqual([]));
