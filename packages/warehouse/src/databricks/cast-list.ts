import { type Column, type Token, tokens } from '@assay/core';

/** Types that every transport of the driver carries without loss. */
export const CARRIED = new Set(['string', 'double', 'float', 'int', 'smallint', 'tinyint', 'boolean']);

const ENDS = new Set(['from', 'where', 'group', 'having', 'order', 'limit', 'qualify', 'window']);
const SETS = new Set(['union', 'intersect', 'except', 'minus']);

const unquoted = ({ kind, text }: Token): string =>
  kind === 'quoted' ? text.slice(1, -1).replaceAll('``', '`') : text;

/** `cast(… as string) as name`, with nothing before the cast and nothing behind the name. */
const castColumn = (item: readonly Token[]): Column | undefined => {
  const words = item.map(({ text }) => text.toLowerCase());
  const [as, close, type, inner] = [words.at(-2), words.at(-3), words.at(-4), words.at(-5)];
  const name = item.at(-1);
  if (words[0] !== 'cast' || words[1] !== '(' || as !== 'as' || close !== ')' || inner !== 'as') return undefined;
  if (!name || !type || !CARRIED.has(type)) return undefined;
  let depth = 0;
  const closes = words.findIndex((word) => {
    depth += word === '(' ? 1 : word === ')' ? -1 : 0;
    return word === ')' && depth === 0;
  });
  return closes === words.length - 3 ? { name: unquoted(name), type } : undefined;
};

/**
 * The columns of a query whose select list is nothing but casts to types that arrive without loss: it says its own
 * types, so nobody has to ask for them. Undefined for any other query.
 */
export const castList = (text: string): readonly Column[] | undefined => {
  const all = tokens(text).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  if (all[0]?.text.toLowerCase() !== 'select') return undefined;
  const items: Token[][] = [[]];
  let depth = 0;
  let listed = false;
  for (const token of all.slice(1)) {
    const word = token.text.toLowerCase();
    if (word === ')') depth -= 1;
    if (depth === 0 && SETS.has(word)) return undefined;
    if (depth === 0 && ENDS.has(word)) listed = true;
    if (!listed && depth === 0 && word === ',') items.push([]);
    else if (!listed && word !== ';') items.at(-1)?.push(token);
    if (word === '(') depth += 1;
  }
  const columns = items.map(castColumn);
  return columns.every((column) => column !== undefined) ? columns : undefined;
};
