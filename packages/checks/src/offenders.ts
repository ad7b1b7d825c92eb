import { allOf, type Check, type Dialect, id, join, render, type Sql, sql } from '@assay/core';

/** The columns of a sample: the keys of the table, and what shows the fault. */
export const columnsShown = ({ offenders, relation }: Check, grain: readonly string[]): readonly string[] => {
  const shown = offenders && 'show' in offenders ? [...new Set([...grain, ...offenders.show])] : [];
  return shown.length > 0 ? shown : relation.columns.slice(0, 8).map(({ name }) => name);
};

interface Listing {
  readonly dialect: Dialect;
  readonly grain: readonly string[];
  /** Columns wanted beside those that are shown. */
  readonly beside?: readonly string[] | undefined;
}

/** The query that lists all offenders of a check, in a fixed order; undefined where a check has none to list. */
export const offendersSql = (check: Check, { dialect, grain, beside = [] }: Listing): string | undefined => {
  const { offenders, relation } = check;
  if (!offenders) return undefined;
  const text = (piece: Sql) => render(piece, dialect);
  if ('query' in offenders) return `select *\nfrom (\n${text(offenders.query)}\n) offenders\norder by all`;
  const listed = [...new Set([...columnsShown(check, grain), ...beside])];
  const names = text(join(listed.map((name) => id(name))));
  return [
    `select ${names}`,
    `from ${text(relation.from)} t`,
    `where ${text(allOf(relation.where, offenders.rows))}`,
    `order by ${names}`,
  ].join('\n');
};

/** How many offenders there are. */
export const offendersCount = ({ offenders, relation }: Check, dialect: Dialect): string | undefined => {
  if (!offenders) return undefined;
  const counting =
    'query' in offenders
      ? sql`select count(*) as n from (${offenders.query}) offenders`
      : sql`select count(*) as n from ${relation.from} t where ${allOf(relation.where, offenders.rows)}`;
  return render(counting, dialect);
};
