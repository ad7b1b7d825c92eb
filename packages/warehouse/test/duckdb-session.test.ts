import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DuckdbSession, openDuckdb } from '../src/index.ts';

let session: DuckdbSession;
beforeEach(async () => {
  session = await openDuckdb({ path: ':memory:' });
});
afterEach(() => session.close());

it('hands decimals, big integers, dates and timestamps over as strings', async () => {
  const { columns, rows } = await session.query(
    `select 12345678901234567.89::decimal(19,2) as money, 9007199254740993 as big, 7::integer as small, 0.5::double as half,
            date '2026-01-31' as d, timestamp '2026-01-31 10:00:00' as ts, null as nothing, true as yes`,
  );
  expect(rows).toEqual([
    {
      money: '12345678901234567.89',
      big: '9007199254740993',
      small: 7,
      half: 0.5,
      d: '2026-01-31',
      ts: '2026-01-31 10:00:00',
      nothing: null,
      yes: true,
    },
  ]);
  expect(columns.slice(0, 2)).toEqual([
    { name: 'money', type: 'decimal(19,2)' },
    { name: 'big', type: 'bigint' },
  ]);
});

it('stops a statement that takes longer than it may', async () => {
  await expect(session.query('select count(*) from range(100000000000) a', { timeout: 50 })).rejects.toThrow(/50 ms/);
  expect((await session.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

it('stops a statement when the user does', async () => {
  const controller = new AbortController();
  const asked = session.query('select count(*) from range(100000000000) a', { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await expect(asked).rejects.toMatchObject({ name: 'CancelledError' });
});

it('lists tables with their columns in order', async () => {
  await session.execute('create schema gold; create table gold."odd name" ("z z" integer, a varchar)');
  expect(await session.catalog(['gold'])).toEqual(
    new Map([
      [
        'gold.odd name',
        [
          { name: 'z z', type: 'integer' },
          { name: 'a', type: 'varchar' },
        ],
      ],
    ]),
  );
});
