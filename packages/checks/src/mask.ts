import { createHmac } from 'node:crypto';
import type { Row, Value } from '@assay/core';

/** Hides a value: with a key the same value always gets the same mask, without one nothing is told. */
export type Mask = (value: Value) => Value;

export const maskWith =
  (key?: string | undefined): Mask =>
  (value) => {
    if (value === null) return null;
    if (!key) return '•••';
    return `•${createHmac('sha256', key).update(String(value)).digest('hex').slice(0, 12)}`;
  };

/** Rows with the columns that hold PII masked, whatever their letters' case. */
export const maskRows = (rows: readonly Row[], pii: ReadonlySet<string>, mask: Mask): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, pii.has(name.toLowerCase()) ? mask(value) : value]),
    ),
  );

const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;
/** A reader of CSV quotes the whole line that it stumbles over. */
const RAW_LINE = /\s*Original Line:[\s\S]*?(?=\n(?:Error|Expected|Possible)|$)/;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu;

/** The first sentence of an engine's error. Quoted values are masked, the names of tables and columns stay readable. */
export const maskError = (message: string, names: ReadonlySet<string>, mask: Mask): string =>
  (message.replace(RAW_LINE, '').split(/\n\s*(?:LINE \d+:|\n)/)[0] ?? '')
    .replace(QUOTED, (quoted) => {
      const inside = quoted.slice(1, -1);
      return names.has(inside.toLowerCase()) ? quoted : `'${mask(inside)}'`;
    })
    .replace(EMAIL, (email) => String(mask(email)))
    .trim();
