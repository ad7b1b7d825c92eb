import { allOf, type Check, type Dialect, id, join, render, type Sql, sql } from '@assay/core';

const columnsShown = ({ offenders, relation }: Check, grain: readonly string[]): readonly string[] => {
  const shown = offenders && 'show' in offenders ? [...new Set([...grain, ...offenders.show])] : [];
  return shown.length > 0 ? shown : relation.columns.slice(0, 8).map(({ name }) => name);
};

interface Listing {
  readonly dialect: Dialect;
  readonly grain: readonly string[];
}

/** The query that lists all offenders of a check, in a fixed order; undefined where a check has none to list. */
export const offendersSql = (check: Check, { dialect, grain }: Listing): string | undefined => {
  const { offenders, relation } = check;
  if (!offenders) return undefined;
  const text = (piece: Sql) => render(piece, dialect);
  if ('query' in offenders) return `select *\nfrom (\n${text(offenders.query)}\n) offenders\norder by all`;
  const shown = columnsShown(check, grain);
  return [
    `select ${text(join(shown.map((name) => id(name))))}`,
    `from ${text(relation.from)} t`,
    `where ${text(allOf(relation.where, offenders.rows))}`,
    `order by ${text(join((grain.length > 0 ? [...grain, ...shown.filter((name) => !grain.includes(name))] : shown).map((name) => id(name))))}`,
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
