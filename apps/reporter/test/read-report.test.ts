import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportSchema, UserError } from '@assay/core';
import { describe, expect, it } from 'vitest';
import { readReport } from '../src/read-report.ts';
import { refused } from './fixture/shop-report.ts';

const SCHEMA = fileURLToPath(new URL('../../../docs/report.schema.json', import.meta.url));

const messages = async (text: string): Promise<string> => {
  try {
    await readReport(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message; // just asserted
  }
  return 'it was read';
};

describe('reading report.json', () => {
  it('gives back what was written', async () => {
    expect(await readReport(JSON.stringify(refused()))).toEqual(refused());
  });

  it('lets be what a later version of the same number adds', async () => {
    const later = { ...refused(), weather: 'fair', run: { ...refused().run, moon: 'full' } };
    expect((await readReport(JSON.stringify(later))).run.project).toBe('shop');
  });

  it.each([
    ['a file cut short', JSON.stringify(refused()).slice(0, 500), /not JSON or was cut short/],
    ['a file that is something else', '{"name": "left-pad"}', /not a report of Assay: it has no version/],
    ['a list', '[1, 2]', /not a report of Assay/],
    [
      'a report of another version',
      JSON.stringify({ ...refused(), version: 7 }),
      /of version 7, and this assay reads version 1/,
    ],
    [
      'a field that is missing',
      JSON.stringify({ ...refused(), totals: { tables: 3 } }),
      /totals must have required property 'checks'/,
    ],
    [
      'a field of the wrong type',
      JSON.stringify({ ...refused(), verdict: 'splendid' }),
      /verdict must be equal to one of/,
    ],
  ])('says what is wrong with %s', async (_what, text, sentence) => {
    expect(await messages(text)).toMatch(sentence);
  });

  it('does not bury the reader when everything is wrong', async () => {
    const tables = Array.from({ length: 200 }, () => ({}));
    expect((await messages(JSON.stringify({ ...refused(), tables }))).split('\n').length).toBeLessThanOrEqual(6);
  });
});

it('publishes the schema that it reads with', () => {
  const current = `${JSON.stringify(reportSchema(), null, 2)}\n`;
  if (process.env.ASSAY_WRITE_SCHEMA !== undefined) writeFileSync(SCHEMA, current);
  expect(
    readFileSync(SCHEMA, 'utf8'),
    'run the tests with ASSAY_WRITE_SCHEMA=1 and commit docs/report.schema.json',
  ).toBe(current);
});
