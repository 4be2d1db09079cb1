// The examples of a README: which files they consist of, what to install for them, and how they are run.

/** A code block between fences. */
interface Block {
  /** Line of the opening fence. */
  readonly line: number;
  readonly language: string;
  /** What follows the language. */
  readonly info: string;
  /** From a comment in the first line, such as `// src/rain.js` or `<!-- index.html -->`. */
  readonly file: string | undefined;
  readonly text: string;
}

export interface Session {
  readonly line: number;
  readonly command: readonly string[];
  readonly printed: string;
}

/** Files that lie in one folder, and what is run there. */
export interface Example {
  /** Of its first block. */
  readonly line: number;
  readonly isTypeScript: boolean;
  /** Whether it is a page for a browser, with an index.html, and no program for Node. */
  readonly isPage: boolean;
  readonly files: ReadonlyMap<string, { readonly text: string; readonly line: number }>;
  /** Files to run, unless a session runs them. */
  readonly programs: readonly string[];
  /** Commands and what they print. */
  readonly sessions: readonly Session[];
}

const code = /^(js|mjs|javascript|ts|mts|typescript)$/;
const typeScript = /^(ts|mts|typescript)$/;

/**
 * The examples of a README. A block of JavaScript or TypeScript that imports something, or that has the name of its file in its first
 * line, is a program; one that is marked `fragment` is not. Blocks with names lie in one folder, together with other named files,
 * until a name comes again. A block without a name lies in a folder of its own.
 */
export function examplesOf(markdown: string): readonly Example[] {
  const examples: Example[] = [];
  let named: Block[] = [];
  let sessions: Session[] = [];
  let last: Block | undefined;
  const closeNamed = () => {
    if (named.some(({ language }) => code.test(language))) examples.push(namedExample(named, sessions));
    named = [];
    sessions = [];
  };
  for (const block of blocksOf(markdown)) {
    if (block.info.includes('fragment')) continue;
    if (block.language === 'console') {
      const told = sessionsOf(block);
      if (last?.file !== undefined) sessions.push(...told);
      else if (last !== undefined) examples.push(...withSession(examples.pop(), told));
    } else if (block.file !== undefined) {
      if (named.some(({ file }) => file === block.file)) closeNamed();
      named.push(block);
      last = block;
    } else if (code.test(block.language) && /^(import\b|.*\bawait import\()/m.test(block.text)) {
      const isTypeScript = typeScript.test(block.language);
      const file = isTypeScript ? 'example.ts' : 'example.mjs';
      const files = new Map([[file, { text: block.text, line: block.line }]]);
      examples.push({ line: block.line, isTypeScript, isPage: false, files, programs: [file], sessions: [] });
      last = block;
    }
  }
  closeNamed();
  return examples.sort((a, b) => a.line - b.line);
}

function withSession(example: Example | undefined, sessions: readonly Session[]): readonly Example[] {
  return example === undefined ? [] : [{ ...example, sessions: [...example.sessions, ...sessions] }];
}

function namedExample(blocks: readonly Block[], sessions: readonly Session[]): Example {
  const files = new Map(blocks.map(({ file, text, line }) => [file!, { text, line }]));
  const programs = blocks.filter(({ language }) => code.test(language));
  const texts = programs.map(({ text }) => text).join('\n');
  const isRun = (file: string) => sessions.some(({ command }) => command.includes(file));
  // A file that another one names is a part of it.
  const isPart = (file: string) =>
    new RegExp(`['"\`][^'"\`\\n]*\\b${stem(file)}([.][cm]?[jt]s)?['"\`#]`).test(texts);
  const isPage = files.has('index.html');
  return {
    line: blocks[0]!.line,
    isPage,
    isTypeScript: programs.some(({ language }) => typeScript.test(language)),
    files,
    programs: isPage ? [] : programs.map(({ file }) => file!).filter((file) => !isRun(file) && !isPart(file)),
    sessions,
  };
}

function stem(file: string): string {
  return file
    .replace(/^.*[/]/, '')
    .replace(/[.]\w+$/, '')
    .replace(/[^\w-]/g, '\\$&');
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^(`{3,})([\w-]*)([^\n`]*)\n(.*?)^\1[ \t]*$/gms)].map((match) => {
    const [, , language, info, body] = match as unknown as [string, string, string, string, string];
    const line = markdown.slice(0, match.index).split('\n').length;
    const [comment, slashes, arrow] = /^(?:(?:\/\/|#) (\S+[.]\w+)|<!-- (\S+[.]\w+) -->)\n/.exec(body) ?? [];
    const file = slashes ?? arrow;
    const isKept = code.test(language);
    return {
      line,
      language,
      info,
      file,
      text: isKept || comment === undefined ? body : body.slice(comment.length),
    };
  });
}

function sessionsOf({ text, line }: Block): readonly Session[] {
  return [...text.matchAll(/^\$ node (.*)\n((?:(?!\$ ).*\n)*)/gm)].map(([, command, printed]) => ({
    line,
    command: command!.trim().split(/\s+/),
    printed: printed!,
  }));
}

/** What a README says one installs, by its lines `npm i …` and `npm install …`. Names in brackets are optional, and left out. */
export function installedBy(markdown: string): readonly string[] {
  const lines = markdown.matchAll(/\bnpm (?:i|install)((?: +(?!-)[@\w[][\w./@^~[\]-]*)+)/g);
  const names = [...lines].flatMap(([, words]) => words!.trim().split(/\s+/));
  return [...new Set(names.filter((name) => !name.startsWith('[') && !name.startsWith('.')))].sort();
}
