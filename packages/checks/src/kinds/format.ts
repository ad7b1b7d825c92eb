import { id, join, type Sql, sql } from '@assay/core';
import { z } from 'zod';
import { valueKind } from '../value-kind.ts';

/** Formats that a pattern decides. Simple on purpose: they tell what is surely wrong. */
const PATTERNS = {
  email: '^[^@ ]+@[^@ .]+([.][^@ .]+)+$',
  uuid: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  url: '^https?://[^ /]+[^ ]*$',
  date: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  phone: '^[+][1-9][0-9]{6,14}$',
  ipv4: '^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])$',
} as const;

const options = z.enum(['email', 'uuid', 'url', 'date', 'phone', 'ipv4', 'currency']);
type Format = z.infer<typeof options>;

const unknownCurrency = (column: string): Sql =>
  sql`${id(column)} not in (${join(Intl.supportedValuesOf('currency').map((code) => sql`${code}`))})`;

const patternOf = (format: Format): string | undefined => (format === 'currency' ? undefined : PATTERNS[format]);

export const format = valueKind({
  name: 'format',
  summary:
    'Texts have a well-known form: e-mail address, UUID, URL, ISO date, phone number (E.164), IPv4 address, ISO currency code.',
  on: ['text'],
  options,
  wanted: (name) => `in the form of ${name}`,
  fails: (name, { column }) => {
    const pattern = patternOf(name);
    return pattern === undefined ? unknownCurrency(column) : sql`not regexp_like(${id(column)}, ${pattern})`;
  },
  figure: (name, { column }) => {
    const pattern = patternOf(name);
    return pattern === undefined
      ? { shape: 'vocabulary', column, fails: unknownCurrency(column) }
      : { shape: 'unlike', column, pattern };
  },
  examples: [
    {
      title: 'addresses without a domain fail',
      check: '- format: email\n  column: email',
      given: {
        'shop.people': { columns: 'email varchar', rows: [['ada@example.com'], ['ada@example'], ['ada'], [null]] },
      },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'currencies are those of ISO 4217',
      check: '- format: currency\n  column: currency',
      given: { 'shop.prices': { columns: 'currency varchar', rows: [['EUR'], ['XXZ'], ['eur']] } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'a UUID',
      check: '- format: uuid\n  column: id',
      given: { 'shop.events': { columns: 'id varchar', rows: [['6f2a9c1e-0b1d-4c7e-9a55-0d2f4b8c7e10']] } },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
