import { type Dialect, literalDay, literalInstant } from '@assay/core';

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");

/** Databricks and Spark: backticks around names; a backslash in a string is an escape. */
export const databricksDialect: Dialect = {
  id: (name) => `\`${name.replaceAll('`', '``')}\``,
  literal: (value) => {
    if (value === null) return 'NULL';
    if (typeof value === 'string') return `'${escaped(value)}'`;
    if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no SQL literal`);
    // A bare 1.5 is a DECIMAL there and 1e3 a DOUBLE, as on DuckDB
    if (typeof value !== 'object') return String(value);
    return 'date' in value ? `DATE '${literalDay(value.date)}'` : `TIMESTAMP '${literalInstant(value.timestamp)}'`;
  },
  rowAsJson: (alias) => `to_json(struct(${alias}.*))`,
  percentiles: (expression, shares) => shares.map((_, i) => `percentile(${expression}, array(${shares}))[${i}]`),
  // The function passes over NULLs, so that (1, NULL) and (NULL, 1) would be the same
  fingerprint: (expressions) => `xxhash64(${expressions.flatMap((one) => [one, `${one} is null`]).join(', ')})`,
};
