import type { Row, Value } from '@assay/core';
import { type Mask, maskRows } from './mask.ts';

/** So much of a text is enough to recognise a row by. */
const LONGEST = 500;

const shortened = (value: Value): Value =>
  typeof value === 'string' && value.length > LONGEST
    ? `${value.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}… (${value.length.toLocaleString('en-US')} characters)`
    : value;

interface Showing {
  /** The columns that are shown. */
  readonly names: readonly string[];
  /** Those among them that are masked, in small letters. */
  readonly hidden: ReadonlySet<string>;
  readonly mask: Mask;
}

/** Offenders as people may see them: without PII, and no longer than a page bears. */
export const samplesOf = (rows: readonly Row[], { names, hidden, mask }: Showing): Row[] => {
  const samples = rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
  return maskRows(samples, hidden, mask).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shortened(value)])),
  );
};
