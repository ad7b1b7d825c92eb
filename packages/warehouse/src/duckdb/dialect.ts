import { type Dialect, literalDay, literalInstant } from '@assay/core';

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A statement ends at a zero byte, so a string that holds one is written in hexadecimal figures. */
const text = (value: string): string =>
  value.includes('\0') ? `decode(from_hex('${Buffer.from(value).toString('hex')}'))` : quoted(value);

/** DuckDB: double quotes around names; a quote in a string is doubled, a backslash is a backslash. */
export const duckdbDialect: Dialect = {
  id: (name) => `"${name.replaceAll('"', '""')}"`,
  literal: (value) => {
    if (value === null) return 'NULL';
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no SQL literal`);
    if (typeof value !== 'object') return String(value);
    return 'date' in value ? `DATE '${literalDay(value.date)}'` : `TIMESTAMP '${literalInstant(value.timestamp)}'`;
  },
  rowAsJson: (alias) => `cast(to_json(${alias}) as varchar)`,
  fingerprint: (expressions) => `hash(${expressions.join(', ')})`,
  percentiles: (expression, shares) => shares.map((_, i) => `quantile_cont(${expression}, [${shares}])[${i + 1}]`),
};
