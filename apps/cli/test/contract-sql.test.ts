import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-hives-'));
  await mkdir(join(folder, 'checks'));
  await writeFile(
    join(folder, 'assay.yml'),
    `name: hives
as_of: 2026-05-31
models: []
checks: [checks]
settings: { least_honey: 2 }
sources:
  - { table: apiary.hives, path: hives.csv, format: csv, columns: { honey_kg: 'decimal(18,2)' } }
  - { table: apiary.meadows, path: meadows.csv, format: csv }
targets:
  local: { type: duckdb, path: apiary.duckdb }
`,
  );
  await writeFile(
    join(folder, 'hives.csv'),
    'hive,honey_kg,seen,keeper\n7,12.5,2026-05-30,ida\n9,3.25,2026-05-31,ole\n',
  );
  await writeFile(join(folder, 'meadows.csv'), 'meadow,hive\nnorth,7\n');
});
afterAll(() => rm(folder, { recursive: true }));

const lint = async (check: string) => {
  await writeFile(join(folder, 'checks/hives.yml'), `table: apiary.hives\ngrain: [hive]\nchecks:\n  ${check}\n`);
  const { code, stdout, stderr } = await assayHere(['lint', '--json'], { cwd: folder });
  expect(stderr).toBe('');
  const { problems } = JSON.parse(stdout) as { problems: { message: string; file: string; line: number }[] };
  return { code, problems };
};

it.each([
  ['- holds: seen <= current_date', /reads the clock.*use :as_of/],
  ['- holds: seen <= now()', /reads the clock/],
  ['- holds: random() < 2', /gives other values each time/],
  ['- holds: honey_kg / 2 > 0', /bare division.*try_divide/],
  ['- holds: hive % 2 >= 0', /remainder/],
  [`- holds: '"keeper" = keeper'`, /is a name on one engine and a string on the other/],
  ['- holds: "`keeper` = keeper"', /backticks/],
  ['- holds: "hive::int > 0"', /cast\(x as type\)/],
  [`- holds: "keeper ~ 'a|b'"`, /regexp_like/],
  [`- holds: "date_diff('day', seen, :as_of) >= 0"`, /datediff\(later, earlier\)/],
  ['- holds: frobnicate(hive) > 0', /not a function of the common subset/],
  ['- holds: read_text(keeper) is not null', /not a function/],
  ['- holds: "cast(honey_kg as varchar) <> keeper"', /write string/],
  ['- { not_null: true, column: hive, where: seen <= now() }', /reads the clock/],
  ['- sql: select hive from apiary.hives where seen > now()', /reads the clock/],
  [`- sql: "select * from apiary.hives h, lateral read_csv('hives.csv')"`, /read_csv is not a function/],
  [`- sql: "select * from 'hives.csv'"`, /a string is not a table/],
  ['- aggregate: { of: sum(honey_kg) / 2, at_least: 0 }', /bare division/],
  ['- aggregate: { of: count(*), at_least: 0, by: [date_part(seen)] }', /year\(d\)/],
  ['- row_count: { at_least: 1, distinct: now() }', /reads the clock|unknown key/],
  ['- reconcile: { of: sum(honey_kg), equals: { table: apiary.meadows, of: sum(hive) / 2 } }', /bare division/],
  ['- references: { column: hive, to: apiary.meadows.hive, where: rand() > 0 }', /gives other values|unknown key/],
  ['- holds: hive > 0 and', /cannot be asked: syntax error/],
  ['- holds: hive > 0) or (true', /closes nothing/],
  ['- holds: "hive > 0; drop table x"', /; has no place/],
])('%s is refused by lint, with what to write', async (check, said) => {
  const { code, problems } = await lint(check);
  expect(code).toBe(2);
  expect(problems.map(({ message }) => message).join('\n')).toMatch(said);
  expect(problems[0]).toMatchObject({ file: 'checks/hives.yml', line: 4 });
});

it.each([
  ['- holds: hoeny_kg > 0', /apiary\.hives has no column hoeny_kg; did you mean honey_kg\?/],
  ['- holds: hiv > 0', /has no column hiv; did you mean hive\?/],
  ['- { not_null: true, column: hive, where: keepr is null }', /no column keepr; did you mean keeper/],
  ['- sql: select meadw from apiary.meadows', /no column meadw/],
  ['- sql: select hive from apiary.meadow', /there is no table apiary\.meadow; did you mean apiary\.meadows/],
  ['- sql: select hive from nowhere.hives', /there is no table nowhere\.hives/],
  ['- sql: select hive from hives', /there is no table hives/],
  ['- aggregate: { of: sum(hony), at_least: 0 }', /no column hony/],
  ['- aggregate: { of: honey_kg, at_least: 0 }', /must appear in the GROUP BY clause/],
  ['- holds: sum(hive) > 0', /an aggregate has no place/],
  ['- holds: seen > 5', /Cannot compare values of type DATE/],
  ['- holds: keeper + 1 > 0', /No function matches/],
  ['- reconcile: { of: sum(honey_kg), equals: { table: apiary.meadows, of: sum(honey) } }', /no column honey/],
  ['- holds: hive > :least_hony', /there is no parameter :least_hony; did you mean least_honey/],
])('%s does not fit what is there, and lint says so before anything runs', async (check, said) => {
  const { code, problems } = await lint(check);
  expect(code).toBe(2);
  expect(problems.map(({ message }) => message).join('\n')).toMatch(said);
});

it('says everything that is wrong at once', async () => {
  const { problems } = await lint(
    '- holds: hiv > 0\n  - holds: seen <= now()\n  - sql: select nothing from apiary.meadows',
  );
  expect(problems.map(({ line }) => line).sort()).toEqual([4, 5, 6]);
});

it.each([
  '- holds: honey_kg > :least_honey and seen <= :as_of',
  '- aggregate: { of: avg(honey_kg), at_least: 1 }',
  '- aggregate: { of: "try_divide(sum(honey_kg), count(distinct keeper))", at_least: 1 }',
  '- sql: "select * from apiary.hives h where not exists (select 1 from apiary.meadows m where m.hive = h.hive) and hive < 0"',
  '- sql: "with kept as (select keeper, count(*) as hives from apiary.hives group by keeper) select * from kept where hives > 9;"',
])('%s keeps to it', async (check) => {
  expect(await lint(check)).toEqual({ code: 0, problems: [] });
});

it('a gate does not begin with such a contract', async () => {
  await lint('- holds: seen <= current_date');
  expect(await assayHere(['check'], { cwd: folder })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('checks/hives.yml:4:5: current_date reads the clock'),
  });
});
