import { id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { FORMS, type FormatName, formOf } from '../formats.ts';
import { valueKind } from '../value-kind.ts';

const options = z.enum(Object.keys(FORMS) as [FormatName, ...FormatName[]]);

const fails = (name: FormatName, column: string): Sql => {
  const form = formOf(name);
  return 'pattern' in form
    ? sql`not regexp_like(${id(column)}, ${form.pattern})`
    : sql`cast(${id(column)} as string) not in (${join(form.codes.map((code) => sql`${code}`))})`;
};

export const format = valueKind({
  name: 'format',
  summary:
    'Texts have a well-known form: e-mail address, UUID, URL, ISO date and time, phone number (E.164, with a calling code that exists), IBAN (the form of its country; check digits are not computed), IP address, or a code of ISO 3166 (country), 4217 (currency), 639-1 (language).',
  on: 'text',
  options,
  wanted: (name) => `in the form of ${name}`,
  fails: (name, { column }) => fails(name, column),
  figure: (name, { column }) => {
    const form = formOf(name);
    return 'pattern' in form
      ? { shape: 'unlike', column, pattern: form.pattern }
      : { shape: 'vocabulary', column, fails: fails(name, column) };
  },
  examples: [
    {
      title: 'addresses without a domain fail',
      check: '- format: email\n  column: email',
      given: { 'shop.people': { columns: 'email varchar', rows: '[[ada@example.com], [ada@example], [ada], [null]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'currencies are those of ISO 4217 that are in use',
      check: '- format: currency\n  column: currency',
      given: { 'shop.prices': { columns: 'currency varchar', rows: '[[EUR], [DEM], [eur]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'countries by two letters',
      check: '- format: country\n  column: country',
      given: { 'shop.people': { columns: 'country varchar', rows: '[[PT], [UK], [PRT], [null]]' } },
      gives: { status: 'fail', failing: 2, found: '2 of 3 values fail, 1 NULL not judged' },
    },
    {
      title: 'and by three',
      check: '- format: country_alpha3\n  column: country',
      given: { 'shop.people': { columns: 'country varchar', rows: '[[PRT], [XXX], [PT]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'languages of ISO 639-1',
      check: '- format: language\n  column: language',
      given: { 'shop.people': { columns: 'language varchar', rows: '[[pt], [xx], [PT]]' } },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'phone numbers begin with a calling code that exists',
      check: '- format: phone\n  column: phone',
      given: {
        'shop.people': {
          columns: 'phone varchar',
          rows: '[["+351912345678"], ["+999912345678"], ["00351912345678"], [+351 912 345 678]]',
        },
      },
      gives: { status: 'fail', failing: 3 },
    },
    {
      title: 'an IBAN has the form of its country',
      check: '- format: iban\n  column: account',
      given: {
        'shop.people': {
          columns: 'account varchar',
          rows: '[[DE89370400440532013000], [DE8937040044053201300], [XX89370400440532013000]]',
        },
      },
      gives: { status: 'fail', failing: 2 },
    },
    {
      title: 'IP addresses of both versions',
      check: '- format: ip\n  column: address',
      given: {
        'shop.visits': {
          columns: 'address varchar',
          rows: '[[192.0.2.1], [2001:db8::1], [::1], ["::"], [256.0.0.1], [2001:db8:::1], [1:2:3]]',
        },
      },
      gives: { status: 'fail', failing: 3 },
    },
    {
      title: 'a UUID',
      check: '- format: uuid\n  column: id',
      given: { 'shop.events': { columns: 'id varchar', rows: '[[6f2a9c1e-0b1d-4c7e-9a55-0d2f4b8c7e10]]' } },
      gives: { status: 'pass', failing: 0 },
    },
    {
      title: 'an instant of ISO 8601',
      check: '- format: datetime\n  column: at',
      given: {
        'shop.events': { columns: 'at varchar', rows: '[[2025-02-28T12:30:00Z], [2025-02-28 12:30], [28.2.2025]]' },
      },
      gives: { status: 'fail', failing: 1 },
    },
  ],
});
