import type { Dialect, Literal } from './dialect.ts';

type Part = { readonly text: string } | { readonly id: readonly string[] } | { readonly value: Literal };

/** A piece of SQL that no engine has seen yet: names and values are quoted by the dialect when it is rendered. */
export interface Sql {
  readonly parts: readonly Part[];
}

const isSql = (hole: Sql | Literal): hole is Sql => typeof hole === 'object' && hole !== null && 'parts' in hole;

/** SQL with holes. An interpolated value becomes a literal; SQL is embedded; names go through `id`. */
export const sql = (strings: TemplateStringsArray, ...holes: readonly (Sql | Literal)[]): Sql => ({
  parts: strings.flatMap((text, i): Part[] => {
    const hole = holes[i];
    if (i >= holes.length || hole === undefined) return [{ text }];
    return [{ text }, ...(isSql(hole) ? hole.parts : [{ value: hole }])];
  }),
});

/** A name, quoted part by part: `id('gold', 'daily_revenue')`. */
export const id = (...path: readonly string[]): Sql => ({ parts: [{ id: path }] });

/** The name of a table written with its schema: `table('gold.daily_revenue')`. */
export const table = (name: string): Sql => id(...name.split('.'));

/** Text that is SQL already: a model, a predicate that a contract's author wrote. Never data. */
export const raw = (text: string): Sql => ({ parts: [{ text }] });

/** Several pieces with something between them; the separator is SQL text. */
export const join = (pieces: readonly Sql[], separator = ', '): Sql => ({
  parts: pieces.flatMap((piece, i) => (i === 0 ? piece.parts : [{ text: separator }, ...piece.parts])),
});

/** The text that one engine understands. */
export const render = (piece: Sql, dialect: Dialect): string =>
  piece.parts
    .map((part) => {
      if ('text' in part) return part.text;
      if ('id' in part) return part.id.map((name) => dialect.id(name)).join('.');
      return dialect.literal(part.value);
    })
    .join('');
