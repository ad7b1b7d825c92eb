import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assay } from './program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-odd-'));
  await writeFile(
    join(folder, 'assay.yml'),
    `name: odd
records: []
models: []
checks: [checks]
sources: [odd]
targets:
  local: { type: duckdb, path: park.duckdb }
`,
  );
  await mkdir(join(folder, 'checks'));
  await writeFile(join(folder, 'checks/far.yml'), 'table: odd.far\npii: [wage]\n');
  const file = await openDuckdb({ path: join(folder, 'park.duckdb') });
  await file.execute(`create schema odd;
    create table odd.far as select n, n * 40000000000 as big, n / 1e12 as small, n * 1000 as wage,
      99999999999999999999999999999999999999::decimal(38,0) - n as huge, to_days(n::integer) as days, [n, 2] as list,
      case when n % 7 = 0 then 'NaN' when n % 11 = 0 then 'inf' else n::varchar end::double as strange,
      case when n > 9 then date '9999-12-31' else date '0001-01-01' end as day,
      case when n > 9 then repeat('🦆', 300000) else '🦆' end as text, n % 2 = 0 as even, n % 2 * 10 as ten from range(500) t(n);
    create table odd."it's tablé" as select 1 as "a b", 2 as "ç.d"; create table odd.empty (n integer, text varchar)`);
  await file.close();
});
afterAll(() => rm(folder, { recursive: true }));

const spot = (...words: string[]) => assay(['spot', ...words], { cwd: folder });
const shown = async (...words: string[]) => {
  const { code, stdout, stderr } = await spot(...words);
  expect({ code, stderr }, words.join()).toEqual({ code: 0, stderr: '' });
  return stdout;
};

it.each([
  ['big', /0 █+ +42\n +1,663,333,333,333\.33 █/],
  ['small', /0 █+ +42\n +4\.158e-11 █/],
  ['huge', /quartiles +1e\+38 /],
  ['strange', /max +nan\n/],
  ['days', /min +00:00:00\n +max +499 days\n/],
  ['list', /max +\[499, 2\]\n/],
  ['day', /min +0001-01-01\n +max +9999-12-31\n/],
  ['text', /🦆{19}…/u],
  ['ten', /quartiles +0 {2}5 {2}10\n/],
  ['even', /most frequent\n +false +250/],
])('profiles a column such as %s', async (column, said) => {
  expect(await shown(`odd.far.${column}`)).toMatch(said);
});

it('profiles what has no rows', async () => {
  expect(await shown('odd.empty')).toMatch(/n +integer +0 +0 +0 +– +–/);
  expect(await shown('odd.empty.n')).toMatch(/quartiles +– +– +–/);
});

it('finds tables and columns by any name', async () => {
  expect(await shown("odd.it's tablé")).toMatch(/a b +integer +1/);
  expect(await shown("odd.it's tablé.ç.d")).toMatch(/max +2\n/);
});

it('shows what is nested', async () => {
  const query = "select list, {'n': 1.5} as pair, days from odd.far where n = 3";
  expect(await shown(query, '--show-pii')).toMatch(/\["3","2"\] +\{"n":"1\.5"\} +\{"months":0,"days":3,/);
});

it('shows how much there is of PII and no value, neither as a quartile nor under a name in capitals', async () => {
  const profile = JSON.parse(await shown('odd.far.wage', '--json'));
  expect(profile).toMatchObject({ rows: 500, distinct: 500, min: '•••', quantiles: null, histogram: null });
  expect(await spot('select wage from ODD.Far')).toMatchObject({ code: 2, stdout: '' });
  expect(await spot("select * from query('select wage from odd.far')")).toMatchObject({ code: 2, stdout: '' });
});

it('shows nothing while a contract cannot be read, for nobody knows what is PII', async () => {
  await writeFile(join(folder, 'checks/broken.yml'), 'table: [odd.far\n');
  expect(await spot('odd.far')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/broken\.yml:\d+:\d+: not YAML/),
  });
  expect((await spot('odd.far', '--show-pii')).code).toBe(0);
  await rm(join(folder, 'checks/broken.yml'));
});

it('a query that fails names its own words and no value', async () => {
  const cast = await spot(`select cast(concat('w', "ç.d") as integer) as n from odd."it's tablé"`);
  expect(cast).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be asked: .*•••/) });
  expect(cast.stderr).not.toContain('w2');
  expect((await spot('select nowhere from odd.empty')).stderr).toMatch(/nowhere/);
});
