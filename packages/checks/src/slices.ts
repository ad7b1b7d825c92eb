import { allOf, type Check, type Column, type Dialect, id, join, type Row, render, type Sql, sql } from '@assay/core';
import { percentText } from './percentages.ts';
import { family, isTime } from './types.ts';

interface Slicing {
  readonly dialect: Dialect;
  /** Names that must not be shown, in lower case. */
  readonly pii: ReadonlySet<string>;
  readonly failing: number;
  readonly judged: number;
  send(text: string): Promise<readonly Row[]>;
}

interface Slice {
  readonly column: Column;
  readonly value: string | null;
  readonly failing: number;
  /** Its share of all judged rows. */
  readonly base: number;
}

/** Fewer offenders are best looked at one by one. */
const FEWEST = 3;
/** A slice explains a breach when it holds this share of the offenders, and much less of all rows. */
const MOST = 0.8;
const LIFT = 1.25;
const WIDEST = 24;

const shown = (column: Column): Sql =>
  isTime(family(column))
    ? sql`cast(cast(${id(column.name)} as date) as string)`
    : sql`cast(${id(column.name)} as string)`;

const candidates = ({ relation }: Check, pii: ReadonlySet<string>): readonly Column[] =>
  relation.columns
    .filter((column) => ['text', 'boolean', 'date', 'timestamp'].includes(family(column)))
    .filter(({ name }) => !pii.has(name.toLowerCase()) && name !== '_updated_at')
    .slice(0, WIDEST);

/** The most frequent value of each column among the offenders. */
const summits = (columns: readonly Column[], offenders: Sql): Sql => {
  const each = columns.map(
    (column, i) =>
      sql`select * from (select ${i} as place, ${shown(column)} as v, count(*) as n from offenders group by ${shown(column)} order by count(*) desc, ${shown(column)} limit 1) s`,
  );
  return sql`with offenders as (${offenders}) ${join(each, ' union all ')}`;
};

const said = ({ column, value, failing, base }: Slice, all: number): string => {
  const rows =
    failing === all ? `all ${all.toLocaleString('en-US')} rows` : `${percentText(failing / all)} of the rows`;
  return `${rows}: ${column.name} ${value === null ? 'is NULL' : `= ${value}`} (${percentText(base)} of all)`;
};

/** Where a breach comes from: the slice of a column that holds most of the offenders and few of the other rows. */
export const whereFrom = async (check: Check, slicing: Slicing): Promise<string | null> => {
  const { offenders, relation } = check;
  const { dialect, pii, failing, judged, send } = slicing;
  if (!offenders || !('rows' in offenders) || failing < FEWEST || failing === judged) return null;
  const columns = candidates(check, pii);
  if (columns.length === 0) return null;
  const listed = sql`select ${join(columns.map(({ name }) => id(name)))} from ${relation.from} t where ${allOf(relation.where, offenders.rows)}`;
  const found = await send(render(summits(columns, listed), dialect));
  const tops = found.flatMap((row) => {
    const column = columns[Number(row.place)];
    return column && Number(row.n) >= MOST * failing
      ? [{ column, value: row.v === null ? null : String(row.v), failing: Number(row.n) }]
      : [];
  });
  const time = columns.find((column) => isTime(family(column)));
  const counts = tops.map(({ column, value }, i) =>
    value === null
      ? sql`count(case when ${id(column.name)} is null then 1 end) as ${id(`n_${i}`)}`
      : sql`count(case when ${shown(column)} = ${value} then 1 end) as ${id(`n_${i}`)}`,
  );
  const since = time
    ? [
        sql`min(${shown(time)}) as first_of_all`,
        sql`(select min(${shown(time)}) from (${listed}) offenders) as first_offender`,
        sql`(select max(${shown(time)}) from (${listed}) offenders) as last_offender`,
      ]
    : [];
  if (counts.length + since.length === 0) return null;
  const [base] = await send(
    render(sql`select ${join([...counts, ...since])} from ${relation.from} where ${allOf(relation.where)}`, dialect),
  );
  const slices = tops
    .map((top, i): Slice => ({ ...top, base: Number(base?.[`n_${i}`]) / judged }))
    .filter((slice) => slice.failing / failing > LIFT * slice.base)
    .sort((a, b) => b.failing - a.failing || a.base - b.base || a.column.name.localeCompare(b.column.name));
  const [best] = slices;
  const { first_of_all, first_offender, last_offender } = base ?? {};
  const isLater = first_offender && first_of_all && String(first_offender) > String(first_of_all);
  const when = isLater && first_offender !== last_offender ? `since ${first_offender}` : null;
  if (!best) return when ? `${when[0]?.toUpperCase()}${when.slice(1)} (${time?.name})` : null;
  return [said(best, failing), ...(when && !isTime(family(best.column)) ? [when] : [])].join(', ');
};
