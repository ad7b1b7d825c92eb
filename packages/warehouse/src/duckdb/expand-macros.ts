import { type Token, tokens } from '@assay/core';

interface Macro {
  readonly parameters: readonly string[];
  readonly body: readonly Token[];
}

/** By name in lower case, then by the number of arguments. */
export type Macros = ReadonlyMap<string, ReadonlyMap<number, Macro>>;

const isBlank = ({ kind }: Token): boolean => kind === 'space' || kind === 'comment';

const trimmed = (list: readonly Token[]): readonly Token[] => {
  const start = list.findIndex((token) => !isBlank(token));
  return start < 0 ? [] : list.slice(start, list.findLastIndex((token) => !isBlank(token)) + 1);
};

/** The place of the parenthesis or bracket that closes the one at `open`. */
const closing = (list: readonly Token[], open: number): number => {
  let depth = 0;
  for (let i = open; i < list.length; i++) {
    if (/^[([]$/.test(list[i]?.text ?? '')) depth += 1;
    if (/^[)\]]$/.test(list[i]?.text ?? '')) depth -= 1;
    if (depth === 0) return i;
  }
  return -1;
};

const atCommas = (list: readonly Token[]): readonly (readonly Token[])[] => {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of list) {
    if (/^[([]$/.test(token.text)) depth += 1;
    if (/^[)\]]$/.test(token.text)) depth -= 1;
    if (token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.map(trimmed);
};

const onOneLine = (list: readonly Token[]): readonly Token[] =>
  list
    .filter((token, i) => token.kind !== 'comment' && !(token.kind === 'space' && list[i - 1]?.text === '('))
    .map((token) => (token.kind === 'space' ? { ...token, text: ' ' } : token));

/** Reads `create or replace temp macro f(a) as …, (a, b) as …;` statements. */
export const readMacros = (text: string): Macros => {
  const macros = new Map<string, Map<number, Macro>>();
  const statements: Token[][] = [[]];
  for (const token of tokens(text)) token.text === ';' ? statements.push([]) : statements.at(-1)?.push(token);
  for (const statement of statements) {
    const list = trimmed(statement);
    const at = list.findIndex(({ text: word }) => word.toLowerCase() === 'macro');
    const from = list.findIndex((token, i) => i > at && !isBlank(token));
    const name = list[from]?.text.toLowerCase();
    if (at < 0 || name === undefined) continue;
    const overloads = new Map<number, Macro>();
    for (const overload of atCommas(list.slice(from + 1))) {
      const close = closing(overload, 0);
      const parameters = atCommas(overload.slice(1, close)).flatMap(([first]) => first?.text ?? []);
      const as = overload.findIndex(({ text: word }, i) => i > close && word === 'as');
      if (!overloads.has(parameters.length))
        overloads.set(parameters.length, { parameters, body: onOneLine(trimmed(overload.slice(as + 1))) });
    }
    macros.set(name, overloads);
  }
  return macros;
};

const joined = (list: readonly Token[]): string => list.map(({ text }) => text).join('');

const isCall = (list: readonly Token[]): boolean => {
  const open = list.findIndex(({ text }) => text === '(');
  return (
    open > 0 &&
    list.slice(0, open).every(({ kind, text }) => kind === 'word' || text === '.') &&
    closing(list, open) === list.length - 1
  );
};

/** `case 'MM' when 'MM' then a … end` is `a`; anything else stays. */
const folded = (list: readonly Token[]): readonly Token[] => {
  const words = list.filter((token) => !isBlank(token));
  if (words[0]?.text.toLowerCase() !== 'case') return list;
  const isUpper = words[1]?.text.toLowerCase() === 'upper' && words[2]?.text === '(' && words[4]?.text === ')';
  const subject = isUpper ? words[3] : words[1];
  if (subject?.kind !== 'string') return list;
  const wanted = isUpper ? subject.text.toUpperCase() : subject.text;
  let i = list.indexOf(subject);
  for (; i < list.length; i++) {
    if (list[i]?.text.toLowerCase() !== 'when') continue;
    const label = list.slice(i + 1).find((token) => !isBlank(token));
    if (label?.text !== wanted) continue;
    const then = list.findIndex(({ text }, j) => j > i && text.toLowerCase() === 'then');
    let depth = 0;
    const end = list.findIndex(({ text }, j) => {
      if (j <= then) return false;
      if (text === '(' || text.toLowerCase() === 'case') depth += 1;
      const isEnd = depth === 0 && /^(when|else|end)$/i.test(text);
      if (text === ')' || text.toLowerCase() === 'end') depth -= 1;
      return isEnd;
    });
    return trimmed(list.slice(then + 1, end));
  }
  return list;
};

const withFoldedCases = (list: readonly Token[]): readonly Token[] => {
  const start = list.findIndex(({ text }) => text.toLowerCase() === 'case');
  if (start < 0) return list;
  let depth = 0;
  const end = list.findIndex(({ text }, i) => {
    if (i < start) return false;
    if (text.toLowerCase() === 'case') depth += 1;
    if (text.toLowerCase() === 'end') depth -= 1;
    return depth === 0;
  });
  return end < 0 ? list : [...list.slice(0, start), ...folded(list.slice(start, end + 1)), ...list.slice(end + 1)];
};

/** Replaces calls of macros by what they stand for, so that the text runs in any session of the engine. */
export const expandMacros = (text: string, macros: Macros): string => {
  const expand = (list: readonly Token[]): string => {
    let out = '';
    for (let i = 0; i < list.length; i++) {
      const token = list[i];
      const isName = token?.kind === 'word' && list[i - 1]?.text !== '.' && list[i + 1]?.text === '(';
      const overloads = isName ? macros.get(token.text.toLowerCase()) : undefined;
      const close = overloads ? closing(list, i + 1) : -1;
      const given = close > 0 ? atCommas(list.slice(i + 2, close)).filter((part) => part.length > 0) : [];
      const macro = overloads?.get(given.length);
      if (!macro || close < 0) {
        out += token?.text ?? '';
        continue;
      }
      const filled = macro.body.flatMap((part, j): readonly Token[] => {
        const place =
          macro.body[j - 1]?.text === '.' || part.kind !== 'word' ? -1 : macro.parameters.indexOf(part.text);
        const argument = given[place];
        if (!argument) return [part];
        return argument.length === 1 || isCall(argument) ? argument : tokens(`(${joined(argument)})`);
      });
      const body = withFoldedCases(filled);
      out += isCall(body) || body.length === 1 ? expand(body) : `(${expand(body)})`;
      i = close;
    }
    return out;
  };
  return expand(tokens(text));
};
