import type { Dialect, Literal } from './dialect.ts';

type Part =
  | { readonly text: string }
  | { readonly id: readonly string[] }
  | { readonly own: string }
  | { readonly value: Literal };

/** A piece of SQL that no engine has seen yet: names and values are quoted by the dialect when it is rendered. */
export interface Sql {
  readonly parts: readonly Part[];
}

const isSql = (hole: Sql | Literal): hole is Sql => typeof hole === 'object' && hole !== null && 'parts' in hole;

const written = (text: string): Part[] =>
  text.split(/@(\w+)/).map((piece, i) => (i % 2 === 0 ? { text: piece } : { own: piece }));

/**
 * SQL with holes. An interpolated value becomes a literal; SQL is embedded; names go through `id`. `@found` is a name of
 * our own, kept apart from those of columns beside it.
 */
export const sql = (strings: TemplateStringsArray, ...holes: readonly (Sql | Literal)[]): Sql => ({
  parts: strings.flatMap((text, i): Part[] => {
    const hole = holes[i];
    if (i >= holes.length || hole === undefined) return written(text);
    return [...written(text), ...(isSql(hole) ? hole.parts : [{ value: hole }])];
  }),
});

/** A name, quoted part by part: `id('gold', 'daily_revenue')`. */
export const id = (...path: readonly string[]): Sql => ({ parts: [{ id: path }] });

/** A name of our own, as `@name` writes it. */
export const own = (name: string): Sql => ({ parts: [{ own: name }] });

/** The name of a table written with its schema: `table('gold.daily_revenue')`. */
export const table = (name: string): Sql => id(...name.split('.'));

/** Text that is SQL already: a model, a predicate that a contract's author wrote. Never data. */
export const raw = (text: string): Sql => ({ parts: [{ text }] });

/** Several pieces with something between them; the separator is SQL text. */
export const join = (pieces: readonly Sql[], separator = ', '): Sql => ({
  parts: pieces.flatMap((piece, i) => (i === 0 ? piece.parts : [{ text: separator }, ...piece.parts])),
});

/** The text that one engine understands. Where a column is called like a name of our own, this is written with a `_`. */
export const render = (piece: Sql, dialect: Dialect): string => {
  const names = new Set(piece.parts.flatMap((part) => ('id' in part ? part.id.map((name) => name.toLowerCase()) : [])));
  const apart = (name: string): string => (names.has(name) ? apart(`${name}_`) : name);
  return piece.parts
    .map((part) => {
      if ('text' in part) return part.text;
      if ('own' in part) return apart(part.own);
      if ('id' in part) return part.id.map((name) => dialect.id(name)).join('.');
      return dialect.literal(part.value);
    })
    .join('');
};
