import { type Before, CancelledError, type Change, type Session } from '@assay/core';
import type { Model } from '@assay/pipeline';
import { together } from '../together.ts';
import { columnChanges, commonColumns } from './columns.ts';
import { type Catalog, type Compared, splitName } from './compared.ts';
import { compareFigures } from './figures.ts';
import { compareKeys } from './keys.ts';

/** Rows, in both states together, up to which keys are compared; a larger table is told by its counts. */
const MOST_ROWS = 2_000_000;
/** What people read; tables below are told by their counts. */
const READ_BY_PEOPLE = /^gold/;

export interface ChangesOptions {
  readonly session: Session;
  /** Undefined before the first publication. */
  readonly before: Omit<Before, 'publication'> | undefined;
  readonly models: readonly Pick<Model, 'schema' | 'table' | 'grain' | 'figures'>[];
  /** Told of a table that could not be compared; that decides nothing. */
  readonly note: (message: string) => void;
}

/** The rows of tables in both states, in one statement. */
const countBoth = async (
  { session, before }: { session: Session; before: NonNullable<ChangesOptions['before']> },
  { was, is }: { was: readonly string[]; is: readonly string[] },
) => {
  const count = (table: string, state: string, from: string) =>
    `select ${session.dialect.literal(table)} as t, ${session.dialect.literal(state)} as s, count(*) as n from ${from}`;
  const counts = [
    ...was.map((table) => count(table, 'before', before.physical(...splitName(table)))),
    ...is.map((table) => count(table, 'after', session.physical(...splitName(table)))),
  ];
  const { rows } = counts.length > 0 ? await session.query(counts.join(' union all ')) : { rows: [] };
  const byTable = new Map(rows.map(({ t, s, n }) => [`${t} ${s}`, Number(n)]));
  return (table: string): Change['rows'] => ({
    before: byTable.get(`${table} before`) ?? null,
    after: byTable.get(`${table} after`) ?? null,
  });
};

const isNews = ({ rows, columns, keys, figures }: Change): boolean =>
  rows.before !== rows.after ||
  columns.length > 0 ||
  figures.length > 0 ||
  (keys !== null && keys.added + keys.removed + keys.changed > 0);

/** What publishing would change, table by table; those that stay as they are have no entry, closed months go first. */
export const findChanges = async ({ session, before, models, note }: ChangesOptions): Promise<Change[]> => {
  if (!before) return [];
  const schemas = [...new Set(models.map(({ schema }) => schema))];
  const was: Catalog = await before.catalog(schemas);
  const is: Catalog = await session.catalog(schemas);
  const built = models.map(({ table }) => table);
  const there = { was: built.filter((table) => was.has(table)), is: built.filter((table) => is.has(table)) };
  const rowsOf = await countBoth({ session, before }, there);

  const compare = async ({ schema, table, grain, figures }: ChangesOptions['models'][number]): Promise<Change> => {
    const rows = rowsOf(table);
    const told: Change = { table, rows, columns: [], keys: null, figures: [] };
    const [old, now] = [was.get(table), is.get(table)];
    if (!old || !now) return told;
    const change = { ...told, columns: columnChanges(old, now) };
    const places = { before: before.physical(...splitName(table)), after: session.physical(...splitName(table)) };
    const compared: Compared = { session, table, grain, ...places, columns: commonColumns(old, now) };
    const isSmall = (rows.before ?? 0) + (rows.after ?? 0) <= MOST_ROWS;
    const attempt = async <T>(ask: Promise<T>, otherwise: T): Promise<T> => {
      try {
        return await ask;
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        note(`what changes in ${table} could not be told: ${error instanceof Error ? error.message : error}`);
        return otherwise;
      }
    };
    const keys = READ_BY_PEOPLE.test(schema) && isSmall ? await attempt(compareKeys(compared), null) : null;
    const moved = keys === null || keys.added + keys.removed + keys.changed > 0;
    return { ...change, keys, figures: figures && moved ? await attempt(compareFigures(compared, figures), []) : [] };
  };

  const changes = await together(models.map(compare));
  const isClosed = ({ figures }: Change) => figures.some(({ closed }) => closed);
  const news = changes.filter(isNews);
  return [...news.filter(isClosed), ...news.filter((change) => !isClosed(change))];
};
