import ts from 'typescript';

/** A text outside of sentences/ that reads as a sentence, or compares. */
export interface UnruledSentence {
  /** Counts from 1. */
  readonly line: number;
  readonly words: string;
  /** What in the words makes them a sentence. */
  readonly because: string;
}

/** Stands for a value in a template. It is no letter, so it ends no word and starts none. */
const value = '◊';

/** Verbs that make a sentence of the words around them. */
const verbs =
  /\b(is|are|was|were|has|have|had|does|do|did|can|cannot|may|must|will|would|should|shows?|says?|lies|ends|comes?|goes|gives?|takes?|needs?|makes?|depends?|follows?|holds?|stands?|agrees|differs)\b/i;

/** Words that compare. Without a rule they may say what chance has made. */
const comparing =
  /\b(better|worse|best|worst|beats?|beaten|smaller|larger|higher|lower|fewer|greater|less|more|most|mostly|least|rest|nearly|monoton\w*|rises?|rising|falls?|falling|grows?|growing|shrinks?|wins?|loses?|lost|outperforms?|outdoes|exceeds?|surpass\w*|improves?|improved|dominates?|perfect|ideal|never|always|everywhere|nowhere)\b/i;

/** Those that are written for a reader also where they stand alone, for a sentence that is put together elsewhere. */
const alone =
  /^\W*(better|worse|beats|wins|loses|outperforms|exceeds|smaller|larger|higher|lower|fewer|greater|rises|falls|monotone)\W*$/i;

/** A tag begins with its name. So a < or > in prose hides no words. */
const tag = /<\/?[a-z!][^<>]*>/gi;

/** Attributes whose values are for programs. Every other one, such as a title, is read. */
const forPrograms =
  /^(class|id|style|href|src|rel|type|name|content|http-equiv|for|role|tabindex|d|points|transform|viewBox|fill|stroke|xmlns|scope|lang|charset|media|nonce|integrity|value)$/i;

/** A label has fewer words than this. */
const wordsOfSentence = 9;

/**
 * The texts of a file that need a rule. It looks at every literal, also inside of markup, and joins what `+` joins. In a
 * file of rules it looks only for assertions that something is a `Sentence`, and for definitions that are no literal: what
 * is chosen or put together says something about this report.
 */
export function unruledSentences(
  fileName: string,
  source: string,
  { holdsRules = false }: { readonly holdsRules?: boolean } = {},
): readonly UnruledSentence[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: UnruledSentence[] = [];
  const judge = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    for (const words of isMarkup(node)
      ? textsOfMarkup(text)
      : [text.replace(/%\{[^}\s]*\}/g, value).replace(tag, value)]) {
      const because = whySentence(words);
      if (because !== undefined)
        found.push({ line: line + 1, words: words.replaceAll(value, '…').trim(), because });
    }
  };
  const visit = (node: ts.Node): void => {
    if (isForNoReader(node)) return;
    const refuse = (words: string, because: string) => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ line: line + 1, words, because });
    };
    const cast = castToSentence(node);
    if (cast !== undefined) refuse(cast, 'only a rule makes a Sentence');
    const open = openDefinition(node);
    if (open !== undefined) refuse(open, 'a definition is one literal and judges nothing');
    if (!holdsRules && isTexts(node)) {
      judge(node, textOf(node));
      for (const inner of valuesIn(node)) visit(inner);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Why words are a sentence; undefined if they are a label, or no words at all. */
function whySentence(text: string): string | undefined {
  if (alone.test(text)) return `“${text.trim()}” compares`;
  const words = wordsOf(text);
  // A single word, a class, an address or a name of a file is for programs.
  if (words.length < 2 || !/\S\s+\S/.test(text)) return undefined;
  const compares = comparing.exec(text);
  if (compares !== null) return `“${compares[0]}” compares`;
  if (words.length < 3) return undefined;
  const verb = verbs.exec(text);
  if (verb !== null) return `“${verb[0]}” is a verb`;
  if (words.length >= 4 && /\p{L}[\p{L}◊)’]*[.!?](\s|$)/u.test(text)) return 'it has a full stop';
  // In a list of names, such as fonts, no part is long.
  const longest = Math.max(...text.split(/[,◊]/).map((part) => wordsOf(part).length));
  return longest >= wordsOfSentence ? `it has ${longest} words in a row` : undefined;
}

const wordsOf = (text: string) => text.match(/\p{L}[\p{L}’'-]*/gu) ?? [];

/** Types, imports, names of properties, and what a caller or a programmer is told: errors. */
function isForNoReader(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) return false;
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isTypeNode(node) ||
    (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
    (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) ||
    (ts.isCallExpression(node) && /^(need|refuse)/.test(node.expression.getText()))
  );
}

/** The text of an assertion that its value is a `Sentence`. */
function castToSentence(node: ts.Node): string | undefined {
  const isCast = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node);
  return isCast && /\bSentence\b/.test(node.type.getText()) ? node.getText().split('\n')[0] : undefined;
}

/** Verdicts, which depend on a model, so a definition has none. */
const judging =
  /\b(better|worse|beats|wins|outperforms|exceeds|surpasses|improves|dominates|rises|falls|grows|shrinks|monoton\w*)\b/i;

/** The first line of a call of `definition` that is not given a literal, or one that judges, or of another use of it that may become one. */
function openDefinition(node: ts.Node): string | undefined {
  if (!ts.isIdentifier(node) || node.text !== 'definition') return undefined;
  const { parent } = node;
  const isName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isPropertySignature(parent);
  if (isName) return undefined;
  const isCall = ts.isCallExpression(parent) && parent.expression === node;
  const words = isCall ? parent.arguments[0] : undefined;
  if (words !== undefined && ts.isStringLiteralLike(words) && !judging.test(words.text)) return undefined;
  return parent.getText().split('\n')[0];
}

type Texts = ts.StringLiteralLike | ts.TemplateExpression | ts.BinaryExpression;

/** A literal, a template, or a sum of which one part is one of these. */
function isTexts(node: ts.Node): node is Texts {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  return isSum(node) && (isTexts(node.left) || isTexts(node.right));
}

const isSum = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

function textOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => value + literal.text).join('');
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  return isSum(node) ? textOf(node.left) + textOf(node.right) : value;
}

/** The expressions whose values stand in a text. They may hold texts, too. */
function valuesIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isStringLiteralLike(node)) return [];
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isParenthesizedExpression(node)) return valuesIn(node.expression);
  return isSum(node) ? [...valuesIn(node.left), ...valuesIn(node.right)] : [node];
}

const isMarkup = ({ parent }: ts.Node) =>
  ts.isTaggedTemplateExpression(parent) && parent.tag.getText() === 'html';

/** The runs of text between blocks of markup, and the texts in its attributes. */
function textsOfMarkup(markup: string): readonly string[] {
  const attributes = [...markup.matchAll(/\s([a-z-]+)=(?:"([^"]*)"|'([^']*)')/gi)]
    .filter(([, name]) => !forPrograms.test(name!))
    .map(([, , double, single]) => double ?? single!);
  const withoutStyle = markup.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, '');
  const inline = withoutStyle.replace(/<\/?(em|strong|i|b|code|sub|sup|a|span)\b[^>]*>/g, '');
  // A literal may begin inside of a tag, after a value, or end inside of one.
  return [...attributes, ...inline.split(/<\/?[a-z!][^<>]*>|^[^<>]*["']\s*\/?>|<\/?[a-z!][^<>]*$/i)];
}
