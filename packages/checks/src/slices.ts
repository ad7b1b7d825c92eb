import { allOf, type Check, type Column, type Dialect, id, join, type Row, render, type Sql, sql } from '@assay/core';
import { percentText } from './percentages.ts';
import { family, isTime } from './types.ts';

interface Slicing {
  /** The columns to slice by. */
  readonly columns: readonly Column[];
  readonly dialect: Dialect;
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
/** A column is worth slicing by when so many of the first rows have so few values. */
const GLANCE = 10_000;
const FEW = 200;

const shown = (column: Column): Sql =>
  isTime(family(column))
    ? sql`cast(cast(${id(column.name)} as date) as string)`
    : sql`cast(${id(column.name)} as string)`;

/** Columns of a table that slice it into few parts, judged by a glance at its first rows; never one with PII. */
export const slicingColumns = async (
  { relation }: Check,
  { dialect, pii, send }: Pick<Slicing, 'dialect' | 'send'> & { readonly pii: ReadonlySet<string> },
): Promise<readonly Column[]> => {
  const columns = relation.columns
    .filter((column) => ['text', 'boolean', 'date', 'timestamp'].includes(family(column)))
    .filter(({ name }) => !pii.has(name.toLowerCase()) && name !== '_updated_at')
    .slice(0, WIDEST);
  if (columns.length === 0) return [];
  const distinct = columns.map((column, i) => sql`count(distinct ${shown(column)}) as ${id(`d_${i}`)}`);
  const glance = sql`select ${join(distinct)} from (select ${join(columns.map(({ name }) => id(name)))} from ${relation.from} limit ${GLANCE}) glance`;
  const [row] = await send(render(glance, dialect));
  return columns.filter((_, i) => Number(row?.[`d_${i}`]) <= FEW);
};

/** Where in the statement's answer the first and the last day of the offenders stand. */
const FIRST = -1;
const LAST = -2;

/** The most frequent value of each column among the offenders, and between which days they lie. */
const summits = (columns: readonly Column[], time: Column | undefined, offenders: Sql): Sql => {
  const each = columns.map(
    (column, i) =>
      sql`select * from (select ${i} as place, ${shown(column)} as v, count(*) as n from offenders group by ${shown(column)} order by count(*) desc, ${shown(column)} limit 1) s`,
  );
  const ends = time
    ? [
        sql`select ${FIRST} as place, min(${shown(time)}) as v, count(*) as n from offenders`,
        sql`select ${LAST} as place, max(${shown(time)}) as v, count(*) as n from offenders`,
      ]
    : [];
  return sql`with offenders as (${offenders}) ${join([...each, ...ends], ' union all ')}`;
};

const equals = (column: Column, value: string | null): Sql => {
  if (value === null) return sql`${id(column.name)} is null`;
  return family(column) === 'text' ? sql`${id(column.name)} = ${value}` : sql`${shown(column)} = ${value}`;
};

const said = ({ column, value, failing, base }: Slice, all: number): string => {
  const rows =
    failing === all ? `all ${all.toLocaleString('en-US')} rows` : `${percentText(failing / all)} of the rows`;
  return `${rows}: ${column.name} ${value === null ? 'is NULL' : `= ${value}`} (${percentText(base)} of all)`;
};

/** Where a breach comes from: the slice of a column that holds most of the offenders and few of the other rows. */
export const whereFrom = async (check: Check, slicing: Slicing): Promise<string | null> => {
  const { offenders, relation } = check;
  const { columns, dialect, failing, judged, send } = slicing;
  if (!offenders || !('rows' in offenders) || failing < FEWEST || failing === judged || columns.length === 0)
    return null;
  const time = columns.find((column) => isTime(family(column)));
  const listed = sql`select ${join(columns.map(({ name }) => id(name)))} from ${relation.from} t where ${allOf(relation.where, offenders.rows)}`;
  const found = await send(render(summits(columns, time, listed), dialect));
  const day = (place: number) => String(found.find((row) => Number(row.place) === place)?.v ?? '');
  const tops = found.flatMap((row) => {
    const column = columns[Number(row.place)];
    return column && Number(row.n) >= MOST * failing
      ? [{ column, value: row.v === null ? null : String(row.v), failing: Number(row.n) }]
      : [];
  });
  const figures = [
    ...tops.map(({ column, value }, i) => sql`count(case when ${equals(column, value)} then 1 end) as ${id(`n_${i}`)}`),
    ...(time ? [sql`cast(cast(min(${id(time.name)}) as date) as string) as first_day`] : []),
  ];
  if (figures.length === 0) return null;
  const [base] = await send(
    render(sql`select ${join(figures)} from ${relation.from} where ${allOf(relation.where)}`, dialect),
  );
  const slices = tops
    .map((top, i): Slice => ({ ...top, base: Number(base?.[`n_${i}`]) / judged }))
    .filter((slice) => slice.failing / failing > LIFT * slice.base)
    .sort((a, b) => b.failing - a.failing || a.base - b.base || a.column.name.localeCompare(b.column.name));
  const [best] = slices;
  const isLater = day(FIRST) > String(base?.first_day ?? '') && day(FIRST) !== day(LAST);
  if (!best) return null;
  return [
    said(best, failing),
    ...(isLater && time && !isTime(family(best.column)) ? [`since ${day(FIRST)}`] : []),
  ].join(', ');
};
