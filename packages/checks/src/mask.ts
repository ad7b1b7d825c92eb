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

/** A reader of CSV quotes the whole line that it stumbles over; a parser quotes the statement. */
const RAW_LINE = /\s*Original Line:[\s\S]*?(?=\n(?:Error|Expected|Possible)|$)/;
const STATEMENT = /\n\s*LINE \d+:(?:(?!\n\s*LINE \d+:)[\s\S])*$/;
const TYPE = /^(big|small|tiny)?int$|^(u?int\d+|decimal(\([\d, ]+\))?|double|float|string|date|timestamp|boolean)$/;
/** `with value 300 can't be cast`, `Overflow in addition of INT32 (2147483647 + 1)!`, `Overflow on abs(-128)` */
const VALUE = /(?<=\bvalue (?:of )?)[-+]?\d[\d.]*(?:[eE][-+]?\d+)?/g;
const OPERANDS = /\([-+]?\d[\d.eE+]*(?: (?:[-+*/%]|<<|>>) [-+]?\d[\d.eE+]*)?\)(?=[!.]|\s*$)/g;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu;

/**
 * The first sentence of an engine's error without values from the data. What is quoted is masked, but for names and
 * types: engines do not escape quotes within a value, so all from the first quote to the last one is taken for one.
 */
export const maskError = (message: string, names: ReadonlySet<string>, mask: Mask): string => {
  // Said before any row is read, of the author's own words
  if (/^(Binder|Catalog|Parser) Error: /.test(message))
    return (
      message
        .replace(STATEMENT, '')
        .split(/\n\s*\n/)[0]
        ?.trim() ?? ''
    );
  const kept: string[] = [];
  const keep = (text: string): string => `\0${kept.push(text) - 1}\0`;
  const hide = (quoted: string): string => keep(`'${mask(quoted.slice(1, -1))}'`);
  const isName = (quoted: string): boolean => {
    const inside = quoted.slice(1, -1).toLowerCase();
    return names.has(inside) || TYPE.test(inside);
  };
  const [told = ''] = message
    .replaceAll('\0', '')
    .replace(RAW_LINE, '')
    .replace(STATEMENT, '')
    .replace(/n't\b/g, keep)
    .replace(/(["'])[^"']*\1/g, (quoted) => (isName(quoted) ? keep(quoted) : quoted))
    .replace(/'.*'/s, hide)
    .replace(/".*"/s, hide)
    .replace(/(?<=[\s:(=])["'].*$/s, hide)
    .replace(VALUE, (value) => String(mask(value)))
    .replace(OPERANDS, (operands) => `(${mask(operands.slice(1, -1))})`)
    .replace(EMAIL, (email) => String(mask(email)))
    .split(/\n\s*\n/);
  // What is kept may stand within what is kept
  const whole = (text: string): string => text.replace(/\0(\d+)\0/g, (_, i) => whole(kept[Number(i)] ?? ''));
  return whole(told).trim();
};
