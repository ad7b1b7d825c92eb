import { type Token, tokens, unreadable } from '@assay/core';

const meaningful = (text: string): Token[] => tokens(text).filter(({ kind }) => kind !== 'space' && kind !== 'comment');

/** Words that make a statement write. */
const WRITES =
  /^(insert|update|delete|merge|create|drop|alter|truncate|copy|attach|detach|install|load|export|import|call|pragma|set|reset|grant|revoke|vacuum|checkpoint|execute|prepare|use|begin|commit|rollback|refresh|optimize|restore)$/i;
const brokenText = (found: readonly Token[]): string | undefined => {
  if (found.length === 0) return 'it is empty';
  const why = unreadable(found.map(({ text }) => text).join(' '));
  if (why !== undefined) return why;
  const quote = found.find(({ kind, text }) => kind === 'symbol' && /['"`]/.test(text));
  if (quote) return `a ${quote.text} is never closed`;
  if (found.some(({ text }, i) => text === '/' && found[i + 1]?.text === '*')) return 'a comment is never closed';
  const escaped = found.find(({ kind, text }) => kind === 'string' && text.includes('\\'));
  if (escaped)
    return `a backslash in ${escaped.text} means different things to different engines; use [0-9], [.] or matches`;
  let depth = 0;
  for (const { text } of found) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth < 0) return 'a ) closes nothing';
  }
  return depth > 0 ? 'a ( is never closed' : undefined;
};

/** What is wrong with an expression of a contract; undefined when it can be put into parentheses safely. */
export const expressionProblem = (text: string): string | undefined => {
  const found = meaningful(text);
  const end = found.find(({ text: symbol }) => symbol === ';');
  return end ? 'a ; has no place in an expression' : brokenText(found);
};

/** What is wrong with a query of a contract; undefined when it is one statement that only reads. */
export const queryProblem = (text: string): string | undefined => {
  const found = meaningful(text);
  const last = found.findLastIndex(({ text: symbol }) => symbol !== ';');
  const body = found.slice(0, last + 1);
  if (body.some(({ text: symbol }) => symbol === ';')) return 'it holds more than one statement';
  const first = body.find(({ text: symbol }) => symbol !== '(');
  if (!first || !/^(select|with)$/i.test(first.text)) return 'it has to be one select (with is allowed)';
  // A write starts a statement, or follows a CTE's closing parenthesis; as a column's name such a word is harmless.
  const write = body.find(
    ({ kind, text: word }, i) =>
      kind === 'word' &&
      WRITES.test(word) &&
      (body[i - 1]?.text === ')' || body[i - 1]?.text === '(') &&
      body[i + 1]?.kind === 'word',
  );
  if (write) return `${write.text} writes; offenders are only read`;
  return brokenText(body);
};

/** A query without the semicolon that may end it. */
export const withoutEnd = (text: string): string => {
  const all = tokens(text);
  const last = all.findLastIndex(({ kind, text: symbol }) => kind !== 'space' && kind !== 'comment' && symbol !== ';');
  return all
    .filter(({ text: symbol }, i) => i <= last || symbol !== ';')
    .map((token) => token.text)
    .join('');
};

/** The columns that an expression names, in the order of the table. */
export const mentioned = (text: string, columns: readonly string[]): string[] => {
  const words = new Set(
    tokens(text)
      .filter(({ kind }) => kind === 'word' || kind === 'quoted')
      .map((token) => token.text.replace(/^["`]|["`]$/g, '').toLowerCase()),
  );
  return columns.filter((name) => words.has(name.toLowerCase()));
};
