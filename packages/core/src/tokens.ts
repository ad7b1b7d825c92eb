export type TokenKind = 'space' | 'comment' | 'string' | 'quoted' | 'parameter' | 'number' | 'word' | 'symbol';

/** A token of SQL text; `text` is what stands there, so that joining all of them gives the text back. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins, in UTF-16 units from 0. */
  readonly at: number;
}

const TOKENS =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|(?<![:\w]):[A-Za-z_]\w*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_][\w$]*(?![\p{L}\p{N}_$])|[\p{L}_][\p{L}\p{N}_$]*|[\s\S]/gu;

const WORD = /[\p{L}_]/u;
const SPACE = /\s/;

/** A token's first character tells its kind; an opening that found no end is a symbol of one character. */
const kindOf = (text: string): TokenKind => {
  const first = text.charAt(0);
  if (SPACE.test(first)) return 'space';
  if (first >= '0' && first <= '9') return 'number';
  if (WORD.test(first)) return 'word';
  if (text.length === 1) return 'symbol';
  if (first === "'") return 'string';
  if (first === '"' || first === '`') return 'quoted';
  if (first === ':') return 'parameter';
  if (first === '.') return 'number';
  return first === '-' || first === '/' ? 'comment' : WORD.test(text) ? 'word' : 'symbol';
};

/** Cuts SQL text into tokens. Nothing is lost: an unclosed quote is a symbol of its own. */
export const tokens = (text: string): Token[] =>
  Array.from(text.matchAll(TOKENS), (match) => ({ kind: kindOf(match[0]), text: match[0], at: match.index }));

/** Line and column, from 1, of a place in a text. */
export const position = (text: string, at: number): { line: number; column: number } => {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
};

/** Replaces `:name` by the text that `value` gives for it, outside strings and comments. `undefined` leaves it. */
export const bindParameters = (text: string, value: (name: string) => string | undefined): string =>
  tokens(text)
    .map((token) => (token.kind === 'parameter' ? (value(token.text.slice(1)) ?? token.text) : token.text))
    .join('');

const isName = (token: Token | undefined): token is Token => token?.kind === 'word' || token?.kind === 'quoted';

const unquoted = ({ kind, text }: Token): string => {
  const quote = text.charAt(0);
  return kind === 'quoted' ? text.slice(1, -1).replaceAll(quote + quote, quote) : text;
};

/** Replaces `schema.name` by what `physical` gives for it, outside strings and comments. `undefined` leaves it. */
export const mapTables = (text: string, physical: (schema: string, name: string) => string | undefined): string => {
  const all = tokens(text);
  let mapped = '';
  for (let i = 0; i < all.length; i++) {
    const [schema, dot, name] = [all[i], all[i + 1], all[i + 2]];
    const qualified = all[i - 1]?.text !== '.' && isName(schema) && dot?.text === '.' && isName(name);
    const target = qualified ? physical(unquoted(schema), unquoted(name)) : undefined;
    if (target !== undefined) i += 2;
    mapped += target ?? schema?.text;
  }
  return mapped;
};
