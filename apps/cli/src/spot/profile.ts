import { family, isNumber, type Mask } from '@assay/checks';
import type { Answer, Column, Row, Session } from '@assay/core';

const BINS = 12;

const text = (row: Row | undefined, name: string) => row?.[name] ?? null;

export interface ColumnProfile {
  readonly column: string;
  readonly type: string;
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly min: Row[string];
  readonly max: Row[string];
  /** Of the values that are there, by linear interpolation; null for what is no number, or PII. */
  readonly quantiles: {
    readonly q25: number | null;
    readonly median: number | null;
    readonly q75: number | null;
  } | null;
  readonly frequent: readonly { readonly value: Row[string]; readonly rows: number }[];
  /** Equal steps from min to max; null for what is no number, or PII. */
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly rows: number }[] | null;
}

/** One column: how many rows, what is missing, how it is spread. Three statements at most. */
export const profileColumn = async (session: Session, from: string, { name, type }: Column): Promise<ColumnProfile> => {
  const c = session.dialect.id(name);
  const numeric = isNumber(family({ type }));
  const quantiles = numeric
    ? `, percentile_cont(0.25) within group (order by cast(${c} as double)) as q25,
       percentile_cont(0.5) within group (order by cast(${c} as double)) as q50,
       percentile_cont(0.75) within group (order by cast(${c} as double)) as q75`
    : '';
  const one = (
    await session.query(
      `select count(*) as n, count(${c}) as filled, count(distinct ${c}) as different,
            cast(min(${c}) as string) as low, cast(max(${c}) as string) as high${quantiles} from ${from}`,
    )
  ).rows[0];
  const [rows, filled] = [Number(text(one, 'n')), Number(text(one, 'filled'))];
  const frequent = await session.query(
    `select cast(${c} as string) as value, count(*) as n from ${from} where ${c} is not null
     group by ${c} order by count(*) desc, ${c} limit 5`,
  );
  const [low, high] = [Number(text(one, 'low')), Number(text(one, 'high'))];
  const figure = (key: string) => (text(one, key) === null ? null : Number(text(one, key)));
  return {
    column: name,
    type,
    rows,
    nulls: rows - filled,
    distinct: Number(text(one, 'different')),
    min: text(one, 'low'),
    max: text(one, 'high'),
    quantiles: numeric ? { q25: figure('q25'), median: figure('q50'), q75: figure('q75') } : null,
    frequent: frequent.rows.map(({ value, n }) => ({ value: value ?? null, rows: Number(n) })),
    histogram: numeric && filled > 0 && low < high ? await histogram(session, { from, c, low, high }) : null,
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
