import { appendFile } from 'node:fs/promises';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChangesOptions } from '../src/changes/find.ts';
import { findChanges } from '../src/changes/find.ts';
import { makeOrchard } from './orchard.ts';
import { readLatest, assay as run } from './program.ts';

let session: DuckdbSession;
let notes: string[];
beforeEach(async () => {
  notes = [];
  session = await openDuckdb({ path: ':memory:', threads: 1 });
  await session.execute('create schema gold; create schema silver; create schema was_gold; create schema was_silver');
});
afterEach(() => session.close());

/** The published state lies beside the candidate, in schemas of its own. */
const before: ChangesOptions['before'] = {
  physical: (schema, name) => `was_${schema}.${name}`,
  catalog: async (schemas = []) =>
    new Map(
      [...(await session.catalog(schemas.map((schema) => `was_${schema}`)))].map(([table, columns]) => [
        table.replace(/^was_/, ''),
        columns,
      ]),
    ),
};

const model = (
  table: string,
  grain: string[],
  figures?: { columns: string[]; by: string },
): ChangesOptions['models'][number] => ({ schema: table.split('.')[0] ?? '', table, grain, figures });

const find = (...models: ChangesOptions['models']) =>
  findChanges({ session, before, models, note: (message) => notes.push(message) });

it('tells added, removed and changed keys, NULL keys among them, and nothing of a stamp alone', async () => {
  await session.execute(`
    create table was_gold.kiosks as select * from (values
      (1, 'Alma', 10, 100), (2, 'Bert', 20, 100), (3, 'Cleo', 30, 100), (null, 'nobody', 1, 100)) t(kiosk, keeper, papers, _updated_at);
    create table gold.kiosks as select * from (values
      (1, 'Alma', 11, 200), (2, 'Bert', 20, 200), (4, 'Dora', null, 200), (null, 'nobody', null, 100)) t(kiosk, keeper, papers, _updated_at)`);
  expect(await find(model('gold.kiosks', ['kiosk']))).toEqual([
    {
      table: 'gold.kiosks',
      rows: { before: 4, after: 4 },
      columns: [],
      keys: { added: 1, removed: 1, changed: 2 },
      figures: [],
    },
  ]);
});

it('is silent about a table that stays as it is, and when nothing was published before', async () => {
  await session.execute(`
    create table was_gold.kiosks as select 1 as kiosk, 100 as _updated_at;
    create table gold.kiosks as select 1 as kiosk, 200 as _updated_at`);
  expect(await find(model('gold.kiosks', ['kiosk']))).toEqual([]);
  expect(
    await findChanges({ session, before: undefined, models: [model('gold.kiosks', ['kiosk'])], note: () => {} }),
  ).toEqual([]);
});

it('tells columns that came, went and changed their type, and compares what both have', async () => {
  await session.execute(`
    create table was_gold.kiosks as select 1 as kiosk, 'x' as street, 2 as papers, 5 as price;
    create table gold.kiosks as select 1 as kiosk, 'Elm' as town, 2.50::decimal(18,2) as papers, 6 as price`);
  const [change] = await find(model('gold.kiosks', ['kiosk']));
  expect(change?.columns).toEqual([
    'street went (it was varchar)',
    'town came (varchar)',
    'papers was integer and is decimal(18,2)',
  ]);
  expect(change?.keys).toEqual({ added: 0, removed: 0, changed: 1 });
});

it('leaves the keys open when the grain itself has another type, or the table is none that people read', async () => {
  await session.execute(`
    create table was_gold.kiosks as select 1 as kiosk;
    create table gold.kiosks as select 'one' as kiosk;
    create table was_silver.papers as select 1 as paper;
    create table silver.papers as select 2 as paper union all select 3`);
  const changes = await find(model('silver.papers', ['paper']), model('gold.kiosks', ['kiosk']));
  expect(changes.map(({ table, keys }) => [table, keys])).toEqual([
    ['silver.papers', null],
    ['gold.kiosks', null],
  ]);
  expect(notes).toEqual([]);
});

it('tells of a table that was not published before by its rows', async () => {
  await session.execute('create table gold.kiosks as select 1 as kiosk');
  expect(await find(model('gold.kiosks', ['kiosk']))).toMatchObject([
    { rows: { before: null, after: 1 }, columns: [], keys: null },
  ]);
});

it('says figures month by month, and first of all that a month changes which was published as complete', async () => {
  await session.execute(`
    create table was_gold.sales as select * from (values
      (date '2025-11-01', 100.00, 7, true), (date '2025-12-01', 90.00, 6, true), (date '2026-01-01', 10.00, 1, false)) t(month, revenue, orders, is_complete);
    create table gold.sales as select * from (values
      (date '2025-11-01', 100.00, 7, true), (date '2025-12-01', 85.50, 6, true), (date '2026-01-01', 95.00, 8, true),
      (date '2026-02-01', 5.00, 1, false)) t(month, revenue, orders, is_complete);
    create table was_gold.kiosks as select 1 as kiosk;
    create table gold.kiosks as select 2 as kiosk`);
  const changes = await find(
    model('gold.kiosks', ['kiosk']),
    model('gold.sales', ['month'], { columns: ['revenue', 'orders'], by: 'month' }),
  );
  expect(changes.map(({ table }) => table)).toEqual(['gold.sales', 'gold.kiosks']);
  expect(changes[0]?.figures).toEqual([
    { name: 'revenue', period: '2025-12', before: '90.00', after: '85.50', closed: true },
    { name: 'revenue', period: '2026-02', before: null, after: '5.00', closed: false },
    { name: 'orders', period: '2026-02', before: null, after: '1', closed: false },
    { name: 'revenue', period: '2026-01', before: '10.00', after: '95.00', closed: false },
    { name: 'orders', period: '2026-01', before: '1', after: '8', closed: false },
  ]);
});

it('names a figure by its row where rows are no periods', async () => {
  await session.execute(`
    create table was_gold.summary as select * from (values ('papers_30d', 1.00), ('keepers', 4.00)) t(metric, value);
    create table gold.summary as select * from (values ('papers_30d', 2.00), ('keepers', 4.00)) t(metric, value)`);
  const [change] = await find(model('gold.summary', ['metric'], { columns: ['value'], by: 'metric' }));
  expect(change?.figures).toEqual([{ name: 'papers_30d', period: null, before: '1.00', after: '2.00', closed: false }]);
});

it('says so and goes on when a table cannot be compared', async () => {
  await session.execute(`
    create table was_gold.sales as select 1 as sale, 'dear' as price;
    create table gold.sales as select 2 as sale, 'cheap' as price`);
  const changes = await find(model('gold.sales', ['sale'], { columns: ['price'], by: 'sale' }));
  expect(changes).toMatchObject([{ keys: { added: 1, removed: 1, changed: 0 }, figures: [] }]);
  expect(notes).toEqual([expect.stringContaining('what changes in gold.sales could not be told')]);
});

it('puts what changes into the report of a gate, a closed day of which is said on the summary', async () => {
  const days = `-- grain: picked
-- figures: apples by picked
select picked, cast(sum(apples) as bigint) as apples, picked < :as_of as is_complete
from silver.harvest where picked <= :as_of group by picked`;
  const { folder, remove } = await makeOrchard({ 'models/gold/days.sql': days });
  try {
    const assay = (...words: string[]) => run(words, { cwd: folder });
    expect((await assay('gate', '--as-of', '2026-01-30')).code).toBe(0);
    expect((await readLatest(folder)).changes).toEqual([]);
    await appendFile(`${folder}/raw/harvest/all.csv`, '901,2026-01-28,5\n');
    expect((await assay('gate', '--no-publish')).code).toBe(0);
    const { changes } = await readLatest(folder);
    expect(changes.map(({ table }) => table)).toEqual(['gold.days', 'silver.harvest', 'gold.trees']);
    expect(changes[0]).toMatchObject({
      rows: { before: 3, after: 4 },
      keys: { added: 1, removed: 0, changed: 2 },
      figures: [
        { name: 'apples', period: '2026-01-28', closed: true },
        { name: 'apples', period: '2026-01-31', before: null, closed: false },
      ],
    });
    const summary = await assay('report', '--format', 'markdown');
    expect(summary.stdout).toContain('2026-01-28 is closed and changes');
  } finally {
    await remove();
  }
});

it('are told of a candidate that was built and is checked by itself, for the tables that were named', async () => {
  const { folder, remove } = await makeOrchard();
  const assay = (...words: string[]) => run(words, { cwd: folder });
  try {
    expect((await assay('gate', '--as-of', '2026-01-30')).code).toBe(0);
    expect((await assay('build')).code).toBe(0);
    expect((await assay('check')).code).toBe(0);
    const told = async () =>
      (await readLatest(folder)).changes.map(({ table, rows }) => [table, rows.before, rows.after]);
    expect(await told()).toContainEqual(['gold.days', 3, 4]);
    expect((await assay('check', 'gold.trees')).code).toBe(0);
    expect(await told()).toEqual([['gold.trees', 500, 500]]);
    expect((await assay('check', '--published')).code).toBe(0);
    expect(await told()).toEqual([]);
  } finally {
    await remove();
  }
});

it('refuses figures that a model does not have', async () => {
  const days = `-- grain: picked
-- figures: aples by picked
select picked, cast(sum(apples) as bigint) as apples, :as_of as as_of from silver.harvest where picked <= :as_of group by picked`;
  const { folder, remove } = await makeOrchard({ 'models/gold/days.sql': days });
  try {
    const { code, stdout, stderr } = await run(['lint'], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout + stderr).toMatch(/models\/gold\/days\.sql:1.*figures names aples.*did you mean apples\?/);
  } finally {
    await remove();
  }
});
