import {
  type Check,
  type Column,
  type Dialect,
  id,
  join,
  type PartOf,
  type Row,
  render,
  type Sql,
  shareText,
  sql,
  type Value,
} from '@assay/core';
import { family, isTime } from './types.ts';

interface Slicing {
  /** The columns to slice by. */
  readonly columns: readonly Column[];
  /** Offenders, all or the first of them. */
  readonly rows: readonly Row[];
  readonly failing: number;
  readonly judged: number;
}

interface Glance {
  readonly dialect: Dialect;
  readonly pii: ReadonlySet<string>;
  send(text: string): Promise<readonly Row[]>;
}

interface Slice {
  readonly column: Column;
  readonly value: string | null;
  readonly failing: number;
  /** Its rows among all judged rows. */
  readonly base: PartOf;
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
  { dialect, pii, send }: Glance,
): Promise<readonly Column[]> => {
  const columns = relation.columns
    .filter((column) => ['text', 'uuid', 'boolean', 'date', 'timestamp'].includes(family(column)))
    .filter(({ name }) => !pii.has(name.toLowerCase()) && name !== '_updated_at')
    .slice(0, WIDEST);
  if (columns.length === 0) return [];
  const distinct = columns.map((column, i) => sql`count(distinct ${shown(column)}) as ${id(`d_${i}`)}`);
  const glance = sql`select ${join(distinct)} from (select ${join(columns.map(({ name }) => id(name)))} from ${relation.from} limit ${GLANCE}) glance`;
  const [row] = await send(render(glance, dialect));
  return columns.filter((_, i) => Number(row?.[`d_${i}`]) <= FEW);
};

/** A value as slices compare it: times by their day. */
const sliced = (column: Column, value: Value | undefined): string | null => {
  if (value === null || value === undefined) return null;
  return isTime(family(column)) ? String(value).slice(0, 10) : String(value);
};

/** The value that most of some rows share in a column. */
const top = (column: Column, rows: readonly Row[]): { value: string | null; rows: number } => {
  const counts = new Map<string | null, number>();
  for (const row of rows) {
    const value = sliced(column, row[column.name]);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [[value, count] = [null, 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  return { value, rows: count };
};

const equals = (column: Column, value: string | null): Sql => {
  if (value === null) return sql`${id(column.name)} is null`;
  return family(column) === 'text' ? sql`${id(column.name)} = ${value}` : sql`${shown(column)} = ${value}`;
};

const said = ({ column, value, failing, base }: Slice, all: number): string => {
  const rows =
    failing === all
      ? `all ${all.toLocaleString('en-US')} rows`
      : `${shareText({ part: failing, whole: all })} of the rows`;
  return `${rows}: ${column.name} ${value === null ? 'is NULL' : `= ${value}`} (${shareText(base)} of all)`;
};

/** The first day of the offenders, where all of them are known and it is later than that of the table. */
const since = (time: Column | undefined, { rows, failing }: Slicing, first: Value | undefined): string | undefined => {
  if (!time || rows.length < failing) return undefined;
  const days = rows.map((row) => sliced(time, row[time.name]) ?? '').sort();
  const [start = ''] = days;
  return start > String(first ?? '') && start !== days.at(-1) ? start : undefined;
};

/** Slices that may explain a breach, and what has to be known of them before one can be told. */
export interface Likely {
  /** Aggregates over the rows that the check judges. */
  readonly figures: readonly Sql[];
  /** The slice that holds most of the offenders and few of the other rows, in words; by the values of the figures. */
  explain(values: readonly Value[]): string | null;
}

/** What most offenders of a check have in common; undefined where that is nothing. */
export const likelySlices = (check: Check, slicing: Slicing): Likely | undefined => {
  const { offenders } = check;
  const { columns, rows, failing, judged } = slicing;
  if (!offenders || !('rows' in offenders) || failing < FEWEST || failing === judged) return undefined;
  const likely = columns
    .map((column) => ({ column, ...top(column, rows) }))
    .filter((slice) => slice.rows >= MOST * rows.length)
    .filter(({ column, value }) => column.name !== check.column || value !== null);
  if (likely.length === 0) return undefined;
  const time = columns.find((column) => isTime(family(column)));
  const isWhole = rows.length >= failing;
  const counts = (condition: (is: Sql) => Sql) =>
    likely.map(({ column, value }) => sql`count(case when ${condition(equals(column, value))} then 1 end)`);
  const figures = [
    ...counts((is) => is),
    ...(isWhole ? [] : counts((is) => sql`(${is}) and (${offenders.rows})`)),
    ...(time ? [sql`cast(cast(min(${id(time.name)}) as date) as string)`] : []),
  ];
  const explain = (values: readonly Value[]): string | null => {
    const [best] = likely
      .map(
        ({ column, value, rows: some }, i): Slice => ({
          column,
          value,
          failing: isWhole ? some : Number(values[likely.length + i]),
          base: { part: Number(values[i]), whole: judged },
        }),
      )
      .filter((slice) => slice.failing >= MOST * failing && slice.failing / failing > LIFT * (slice.base.part / judged))
      .sort((a, b) => b.failing - a.failing || a.base.part - b.base.part || a.column.name.localeCompare(b.column.name));
    if (!best) return null;
    const start = isTime(family(best.column)) ? undefined : since(time, slicing, values.at(-1));
    return [said(best, failing), ...(start ? [`since ${start}`] : [])].join(', ');
  };
  return { figures, explain };
};
