import { type Check, type Dialect, type Row, render, type Value } from '@assay/core';
import { type Mask, maskRows } from './mask.ts';
import { mentioned } from './sql-text.ts';

/** So much of a text is enough to recognise a row by. */
const LONGEST = 500;

const shortened = (value: Value): Value =>
  typeof value === 'string' && value.length > LONGEST
    ? `${value.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}… (${value.length.toLocaleString('en-US')} characters)`
    : value;

interface Hiding {
  /** Columns with PII, in small letters. */
  readonly pii: ReadonlySet<string>;
  readonly dialect: Dialect;
}

const readsPii = ({ offenders }: Check, { pii, dialect }: Hiding): boolean => {
  if (!offenders) return false;
  return mentioned(render('query' in offenders ? offenders.query : offenders.rows, dialect), [...pii]).length > 0;
};

/** The columns of samples to mask: those with PII, and what a query that reads PII calls by a name of its own. */
const hidden = (check: Check, samples: readonly Row[], hiding: Hiding): ReadonlySet<string> => {
  const { offenders, relation } = check;
  if (!offenders || !('query' in offenders) || !readsPii(check, hiding)) return hiding.pii;
  const known = new Set(relation.columns.map(({ name }) => name.toLowerCase()));
  const made = Object.keys(samples[0] ?? {}).filter((name) => !known.has(name.toLowerCase()));
  return new Set([...hiding.pii, ...made.map((name) => name.toLowerCase())]);
};

/** Offenders as people may see them: without PII, and no longer than a page bears. */
export const samplesOf = (
  check: Check,
  { rows, names, mask, ...hiding }: Hiding & { rows: readonly Row[]; names: readonly string[]; mask: Mask },
): Row[] => {
  const samples = rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
  return maskRows(samples, hidden(check, samples, hiding), mask).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shortened(value)])),
  );
};

/** True where the offenders were found among the data, so that their SQL would quote values of a column with PII. */
export const quotesPii = (check: Check, hiding: Hiding): boolean =>
  check.offendersFound !== undefined && readsPii(check, hiding);
