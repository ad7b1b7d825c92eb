import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildModels, orderModels, readModels, readReferences, withDownstream } from '../src/index.ts';

let folder: string;
let session: DuckdbSession;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-models-'));
  session = await openDuckdb({ path: ':memory:' });
});
afterEach(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

const write = async (files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
};
const lineage = async (layers: string[], outside: string[] = []) => {
  const models = await readModels(layers.map((layer) => join(folder, layer)));
  const { references, problems } = await readReferences(session, models);
  const order = orderModels(models, references, { tables: outside, isSource: (schema) => schema === 'lake' });
  return { ...order, problems: [...problems, ...order.problems] };
};

it('builds each table after what it reads, with parameters as typed literals', async () => {
  await write({
    'm/gold/harbours.sql': '-- grain: harbour\nselect harbour, tide from silver.tides where day <= :as_of',
    'm/silver/tides.sql':
      "-- grain: harbour\nwith gold as (select 'Brest :as_of' as harbour, 7 as tide)\nselect gold.harbour, gold.tide, date '2026-01-31' as day from gold",
  });
  const { ordered, upstream, problems } = await lineage(['m']);
  expect(problems).toEqual([]);
  expect(ordered.map(({ table }) => table)).toEqual(['silver.tides', 'gold.harbours']);
  await buildModels(session, ordered, { upstream, parameters: { as_of: { date: '2026-01-31' } } });
  expect((await session.query('from gold.harbours')).rows).toEqual([{ harbour: 'Brest :as_of', tide: 7 }]);
});

it('takes a table from the first layer that has it', async () => {
  await write({
    'mine/gold/t.sql': '-- grain: a\nselect 1 as a',
    'theirs/gold/t.sql': '-- grain: a\nselect 2 as a',
    'theirs/gold/u.sql': '-- grain: a, b\n-- incremental: a\n\n-- a comment\nselect 2 as a, 3 as b',
  });
  const { ordered } = await lineage(['mine', 'theirs', 'absent']);
  expect(ordered.map(({ file }) => file.slice(folder.length + 1))).toEqual(['mine/gold/t.sql', 'theirs/gold/u.sql']);
  expect(ordered[1]).toMatchObject({ grain: ['a', 'b'], incremental: ['a'], cluster: [] });
});

it('collects a typo, an unknown reference and a circle, each with its place', async () => {
  await write({
    'm/gold/a.sql': '-- grain: x\nselect x\nfrom gold.b join silver.odrers using (x)',
    'm/gold/b.sql': '-- grain: x\nselect x from gold.a join lake.anything using (x)',
    'm/gold/d.sql': '-- grain: x\nselect x\nfrom where',
    'm/silver/orders.sql': '-- grain: x\nselect 1 as x',
  });
  const { problems } = await lineage(['m'], ['bronze.orders']);
  expect(problems.map(({ file, line, message }) => [file?.slice(-5), line, message])).toEqual([
    ['d.sql', 3, expect.stringContaining('is not one SELECT')],
    ['a.sql', 3, 'reads silver.odrers, which no model builds; did you mean silver.orders?'],
    ['a.sql', 1, 'models read each other in a circle: gold.a → gold.b → gold.a'],
  ]);
});

it('says which file the engine refuses', async () => {
  await write({ 'm/gold/t.sql': '-- grain: a\nselect nowhere as a' });
  const { ordered, upstream } = await lineage(['m']);
  await expect(buildModels(session, ordered, { upstream, parameters: {} })).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(/t\.sql: gold\.t could not be built: .*nowhere/),
  });
});

it('finds all that is made of a table', async () => {
  const upstream = new Map([
    ['gold.summary', ['gold.daily']],
    ['gold.daily', ['silver.orders']],
    ['gold.products', ['silver.products']],
  ]);
  expect([...withDownstream(['silver.orders'], upstream)]).toEqual(['silver.orders', 'gold.daily', 'gold.summary']);
});
