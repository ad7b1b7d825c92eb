import { join } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { assay as run } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await makeOrchard({
    'models/gold/pickers.sql': `-- grain: picker_id
select cast(1 as int) as picker_id, 'ada@example.com' as email, cast(12345678901234567.89 as decimal(38,2)) as paid,
  cast(9007199254740993 as bigint) as big, cast('2026-01-31 10:00:00' as timestamp) as hired_at, 'red' as note
from (select max(tree) as t from silver.harvest) m`,
    'checks/gold/pickers.yml': 'table: gold.pickers\npii: [email]\n',
  }));
  const { code, stderr, stdout } = await run(['gate'], { cwd: folder });
  if (code !== 0) throw new Error(stdout + stderr);
  const file = await openDuckdb({ path: join(folder, '.assay/orchard.duckdb') });
  await file.execute("update gold.pickers set note = chr(27) || '[31mred'");
  await file.close();
});
afterAll(() => remove());

const spot = (...words: string[]) => run(['spot', ...words], { cwd: folder });

it('profiles a column: rows, nulls, distinct values, quartiles and a small histogram', async () => {
  const { code, stdout } = await spot('gold.trees.apples');
  expect(code).toBe(0);
  expect(stdout).toMatch(/rows\s+500\n/);
  expect(stdout).toMatch(/null\s+0 \(0\.0 %\)/);
  expect(stdout).toMatch(/min\s+10\n\s+quartiles\s+13\s+16\s+19\n\s+max\s+22\n/);
  expect(stdout).toContain('█');
  const frequent = (await spot('gold.trees.as_of')).stdout;
  expect(frequent).toMatch(/distinct +1\n/);
  expect(frequent).toMatch(/most frequent\n +2026-01-31 +500 \(100\.0 %\)/);
});

it('profiles a table, a column a line', async () => {
  const { stdout } = await spot('gold.days');
  expect(stdout).toMatch(/picked\s+date\s+4\s+0\s+4\s+2026-01-28\s+2026-01-31/);
});

it('gives a query as columns with types and rows, nothing lost', async () => {
  const { stdout, stderr } = await spot(
    'select picker_id, paid, big, hired_at from gold.pickers',
    '--show-pii',
    '--json',
  );
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    columns: [
      { name: 'picker_id', type: 'integer' },
      { name: 'paid', type: 'decimal(38,2)' },
      { name: 'big', type: 'bigint' },
      { name: 'hired_at', type: 'timestamp' },
    ],
    rows: [{ picker_id: 1, paid: '12345678901234567.89', big: '9007199254740993', hired_at: '2026-01-31 10:00:00' }],
  });
});

it('masks PII, and refuses a free query over it', async () => {
  expect((await spot('gold.pickers.email')).stdout).not.toContain('ada@');
  expect((await spot('gold.pickers')).stdout).not.toContain('ada@');
  expect(await spot('select email from gold.pickers')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--show-pii'),
  });
  expect(await spot('with p as (select * from gold.pickers) select count(*) from p')).toMatchObject({ code: 2 });
  expect((await spot('gold.pickers.email', '--show-pii')).stdout).toContain('ada@example.com');
});

it.each([
  ['drop table gold.trees', /one select/],
  ['select 1; delete from gold.trees', /one select/],
  ['select 1; select 2', /more than one statement/],
  ["select * from read_csv('/etc/passwd')", /reads outside the tables/],
  ["select * from 'raw/harvest/all.csv'", /reads outside the tables/],
  ['select nowhere from gold.trees', /nowhere/],
])('refuses %s', async (query, said) => {
  const { code, stderr } = await spot(query);
  expect(code).toBe(2);
  expect(stderr).toMatch(said);
});

it('suggests the table or column that was meant', async () => {
  expect((await spot('gold.tree')).stderr).toContain('did you mean gold.trees?');
  expect((await spot('gold.trees.aples')).stderr).toContain('did you mean apples?');
});

it('lets no value move the cursor', async () => {
  expect((await spot('select note from gold.pickers', '--show-pii')).stdout).not.toContain('\u001b');
});
