import { askDuckdb, databricksAsking } from '@assay/warehouse';
import { expect, it } from 'vitest';
import { askPlainly } from '../src/index.ts';
import { askEach } from './shop.ts';

const WAYS = [askPlainly, askDuckdb({ small: 0 }), databricksAsking];
const CHECK = `- freshness: { within: 24h }
  column: seen
  name: all
- freshness: { within: 24h, by: [town] }
  column: seen
  name: each
- ready_by: 08:00 UTC
  column: seen
  name: ready`;

/** What the three say of visits to one town; the last whole day is 2025-12-31. */
const said = async (type: string, visits: readonly string[], until?: string) => {
  const results = await askEach(
    {
      given: { 'shop.visits': { columns: `town varchar, seen ${type}`, rows: visits.map((seen) => ['Faro', seen]) } },
      check: CHECK,
      make: until ? { until } : {},
    },
    WAYS,
  );
  const told = results.map(({ verdicts }) =>
    ['all', 'each', 'ready'].map((name) => verdicts.find((verdict) => verdict.name === name)),
  );
  const statuses = told.map((verdicts) => verdicts.map((verdict) => verdict?.status));
  for (const other of statuses) expect(other).toEqual(statuses[0]);
  return { statuses: statuses[0], found: told[0]?.[0]?.found };
};

const PASS = ['pass', 'pass', 'pass'];
const FAIL = ['fail', 'fail', 'fail'];

it.each([
  ['timestamp', '2999-12-31 00:00:00', '355745 days ahead'],
  ['timestamp', 'infinity', 'infinity, ahead of everything'],
  ['timestamp with time zone', 'infinity', 'infinity, ahead of everything'],
  ['date', 'infinity', 'infinity, ahead of everything'],
  ['date', '2026-01-03', '2026-01-03, 48 h ahead'],
  ['timestamp', '12999-12-31 00:00:00', 'ahead of everything'],
  ['timestamp', '2026-01-02 00:00:01', '2026-01-02 00:00:01, 24 h ahead'],
])('an event more than a day ahead fails by itself: %s %s', async (type, ahead, found) => {
  for (const others of [[], ['2025-12-31'], ['2020-05-01']]) {
    const { statuses, found: told } = await said(type, [ahead, ...others]);
    expect(statuses).toEqual(FAIL);
    expect(told).toContain(found);
  }
});

it('the newest event that has happened counts, whatever lies within a day ahead', async () => {
  for (const type of ['timestamp', 'timestamp with time zone', 'timestamp_ns', 'date']) {
    expect((await said(type, ['2026-01-01 12:00:00', '2020-05-01'])).statuses, type).toEqual(FAIL);
    expect((await said(type, ['2026-01-01 12:00:00', '2025-12-31 00:00:00'])).statuses, type).toEqual(PASS);
  }
  const { found } = await said('timestamp', ['2026-01-01 12:00:00', '2020-05-01']);
  expect(found).toBe('2020-05-01 00:00:00, 2071 days old');
});

it('where nothing has happened yet, an event within a day ahead has happened by another clock', async () => {
  expect((await said('timestamp', ['2026-01-01 12:00:00'])).statuses).toEqual(PASS);
  expect((await said('date', ['2026-01-01'])).statuses).toEqual(PASS);
});

it('a beginning without end is no event that makes anything fresh', async () => {
  const { statuses, found } = await said('timestamp', ['-infinity']);
  expect([statuses, found]).toEqual([FAIL, '-infinity']);
  expect((await said('date', ['0044-03-15 (BC)'])).statuses).toEqual(FAIL);
});

it('a day has begun in an audit before it ends', async () => {
  expect((await said('date', ['2026-03-08', '2020-05-01'], '2026-03-08 10:00:00')).statuses).toEqual(PASS);
  expect((await said('date', ['2026-03-09', '2020-05-01'], '2026-03-08 10:00:00')).statuses).toEqual(FAIL);
});
