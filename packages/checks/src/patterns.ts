import { RE2JS } from 're2js';

/** A regular expression that both engines read alike, or why there is none. */
export type SharedPattern = { readonly pattern: string } | { readonly problem: string };

/** Classes by name are those of RE2 alone; what they hold is the same to both. */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@\\[-`{-~',
  space: '\\t\\n\\x0B\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

class Unshared extends Error {}

interface Rule {
  readonly is: RegExp;
  readonly becomes: (found: RegExpExecArray) => string;
}

const one = (what: string): Rule['becomes'] => {
  return ([text]) => {
    throw new Unshared(`${text} ${what}`);
  };
};
const same: Rule['becomes'] = ([text]) => text;
const quoted = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}&]/g, '\\$&');

/** What is written alike and read differently, first to last; the rest of it is the same. */
const ANYWHERE: readonly Rule[] = [
  { is: /^\\[pP]\{\^?\w{3,}\}/, becomes: one('is the script of one engine; write the letters, or \\p{L}') },
  { is: /^\\[pP]\{\^/, becomes: one("is one engine's; write \\P") },
  { is: /^\\v/, becomes: one('is one character to one engine and several to another; write \\x0B') },
  { is: /^\\C/, becomes: one('is a byte, which one engine alone can match') },
  { is: /^\\Q([\s\S]*?)(\\E|$)/, becomes: ([, text = '']) => quoted(text) },
  { is: /^\\([pP]\{\w{1,2}\}|x\{[0-9A-Fa-f]+\}|[\s\S])/, becomes: same },
];
const OUTSIDE: readonly Rule[] = [
  ...ANYWHERE,
  { is: /^\(\?P?<\w+>/, becomes: () => '(' },
  { is: /^\(\?[A-Za-z-]*U[A-Za-z-]*[:)]/, becomes: one('turns greed around on one engine, and not on the other') },
  { is: /^\{\d+(,\d*)?\}/, becomes: same },
  { is: /^\{/, becomes: () => '\\{' },
];
const INSIDE: readonly Rule[] = [
  ...ANYWHERE,
  { is: /^\[:\^\w+:\]/, becomes: one('is a class of one engine alone; turn it around') },
  { is: /^\[:(\w+):\]/, becomes: ([text, name = '']) => CLASSES[name] ?? text },
  { is: /^\[/, becomes: () => '\\[' },
  { is: /^&(?=&)/, becomes: () => '\\&' },
];

/** The same pattern in words that mean the same to RE2 and to Java. */
const shared = (pattern: string): string => {
  let text = '';
  let isInside = false;
  for (let rest = pattern; rest !== ''; ) {
    const opens = isInside ? null : /^\[\^?\]?/.exec(rest);
    if (opens) {
      isInside = true;
      text += opens[0].replace(']', '\\]');
      rest = rest.slice(opens[0].length);
      continue;
    }
    const rules = isInside ? INSIDE : OUTSIDE;
    const found = rules.map((rule) => ({ rule, at: rule.is.exec(rest) })).find(({ at }) => at !== null);
    const taken = found?.at?.[0] ?? rest.slice(0, 1);
    text += found?.at ? found.rule.becomes(found.at) : taken;
    if (isInside && !found && taken === ']') isInside = false;
    rest = rest.slice(taken.length);
  }
  return text;
};

const LACKS = /Perl syntax|named capture|nested repetition|escape sequence: `\\[1-9]/;

const refused = (pattern: string, error: unknown): string => {
  if (error instanceof Unshared) return `${pattern}: ${error.message}`;
  const reason = (error instanceof Error ? error.message : String(error)).replace(/^error parsing regexp: /, '');
  if (LACKS.test(reason)) return `${pattern} looks around, refers back or is possessive, which DuckDB cannot do`;
  return `${pattern} is no regular expression: ${reason}`;
};

/** Reads a pattern by the grammar of RE2, which is DuckDB's, and writes it as Databricks reads it too. */
export const sharedPattern = (pattern: string): SharedPattern => {
  try {
    const text = shared(pattern);
    RE2JS.compile(text);
    return { pattern: text };
  } catch (error) {
    return { problem: refused(pattern, error) };
  }
};
