import { family, isNumber, type Mask } from '@assay/checks';
import type { Answer, Column, Row, Session } from '@assay/core';
import { type Quartiles, quartiles } from './quartiles.ts';

const BINS = 12;
const FREQUENT = 5;

const text = (row: Row | undefined, name: string) => row?.[name] ?? null;

export interface ColumnProfile {
  readonly column: string;
  readonly type: string;
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly min: Row[string];
  readonly max: Row[string];
  /** Of the values that are there; null for what is no number, or PII. */
  readonly quantiles: Quartiles | null;
  readonly frequent: readonly { readonly value: Row[string]; readonly rows: number }[];
  /** Equal steps from min to max; null for what is no number, or PII. */
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly rows: number }[] | null;
}

/** How often each value comes, counted once: a row of figures, and rows of the most frequent values. */
const countValues = async (session: Session, from: string, c: string): Promise<{ figures: Row; frequent: Row[] }> => {
  const { rows } = await session.query(
    `with counted as (select ${c} as v, count(*) as n from ${from} group by ${c})
     select cast(null as string) as value, sum(n) as n, sum(case when v is not null then n end) as filled,
       count(v) as different, cast(min(v) as string) as low, cast(max(v) as string) as high from counted
     union all
     select * from (select cast(v as string) as value, n, null as filled, null as different, null as low, null as high
       from counted where v is not null order by n desc, v limit ${FREQUENT}) most`,
  );
  const frequent = rows.filter((row) => text(row, 'value') !== null);
  return {
    figures: rows.find((row) => text(row, 'value') === null) ?? {},
    frequent: frequent.sort((a, b) => Number(b.n) - Number(a.n)),
  };
};

/** One column: how many rows, what is missing, how it is spread. Three statements at most. */
export const profileColumn = async (session: Session, from: string, { name, type }: Column): Promise<ColumnProfile> => {
  const c = session.dialect.id(name);
  const { figures, frequent } = await countValues(session, from, c);
  const [rows = 0, filled = 0, distinct = 0] = ['n', 'filled', 'different'].map((key) => Number(text(figures, key)));
  const [low, high] = [Number(text(figures, 'low')), Number(text(figures, 'high'))];
  const isNumeric = isNumber(family({ type }));
  return {
    column: name,
    type,
    rows,
    nulls: rows - filled,
    distinct,
    min: text(figures, 'low'),
    max: text(figures, 'high'),
    quantiles: isNumeric ? await quartiles(session, { from, c, filled, distinct }) : null,
    frequent: frequent.map(({ value, n }) => ({ value: value ?? null, rows: Number(n) })),
    histogram: isNumeric && filled > 0 && low < high ? await histogram(session, { from, c, low, high }) : null,
  };
};

/** The same of a column with PII: how much there is, and no value. */
export const maskedProfile = (profile: ColumnProfile, mask: Mask): ColumnProfile => ({
  ...profile,
  min: mask(profile.min ?? null),
  max: mask(profile.max ?? null),
  quantiles: null,
  histogram: null,
  frequent: profile.frequent.map(({ value, rows }) => ({ value: mask(value ?? null), rows })),
});

const histogram = async (
  session: Session,
  { from, c, low, high }: { from: string; c: string; low: number; high: number },
) => {
  const width = (high - low) / BINS;
  const place = `floor((cast(${c} as double) - cast(${low} as double)) * cast(${1 / width} as double))`;
  const bin = `cast(greatest(0, least(${BINS - 1}, ${place})) as bigint)`;
  const { rows } = await session.query(
    `select ${bin} as bin, count(*) as n from ${from} where ${c} is not null group by ${bin}`,
  );
  const counts = new Map(rows.map((row) => [Number(row.bin), Number(row.n)]));
  return Array.from({ length: BINS }, (_, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    rows: counts.get(i) ?? 0,
  }));
};

/** Every column of a table on a line, in one pass. */
export const profileTable = async (session: Session, from: string, columns: readonly Column[]): Promise<Answer> => {
  const parts = columns.map(({ name }, i) => {
    const c = session.dialect.id(name);
    return `count(${c}) as filled_${i}, count(distinct ${c}) as different_${i},
            cast(min(${c}) as string) as low_${i}, cast(max(${c}) as string) as high_${i}`;
  });
  const { rows } = await session.query(`select count(*) as n, ${parts.join(', ')} from ${from}`);
  const row = rows[0];
  const total = Number(text(row, 'n'));
  return {
    columns: ['column', 'type', 'rows', 'nulls', 'distinct', 'min', 'max'].map((name) => ({
      name,
      type: ['rows', 'nulls', 'distinct'].includes(name) ? 'bigint' : 'varchar',
    })),
    rows: columns.map(({ name, type }, i) => ({
      column: name,
      type,
      rows: total,
      nulls: total - Number(text(row, `filled_${i}`)),
      distinct: Number(text(row, `different_${i}`)),
      min: text(row, `low_${i}`),
      max: text(row, `high_${i}`),
    })),
  };
};
