import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import cases from '../../warehouse/test/conformance.json' with { type: 'json' };
import { FUNCTIONS, lintModel, lintSql } from '../src/index.ts';
import { MODEL, SUBSET } from '../src/lint/rules.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const options = { file: 'models/gold/berths.sql', parameters: ['as_of', 'home_country'] };
const rules = (text: string): string[] => lintModel(`-- grain: berth\n${text}`, options).map(({ rule }) => rule);

describe('what the engines read alike passes', () => {
  it.each(cases.filter((one) => one.duckdb === 'runs'))('$claim', ({ sql }) => {
    expect(lintSql(sql, options)).toEqual([]);
  });

  const models = ['../models', '../../../examples/online-retail/models'].flatMap((layer) =>
    readdirSync(here(layer), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.sql'))
      .map((file) => join(here(layer), file)),
  );
  it.each(models)('%s', (file) => {
    expect(lintModel(readFileSync(file, 'utf8'), { ...options, file })).toEqual([]);
  });

  it.each([
    `with tides(day, height) as (select day, height from lake.tides t(day, height)) select day, height from tides`,
    `select 'select * from x / y "z"' as berth -- now() :nobody "x" / *`,
    `select count(*) as boats, 2 * length as twice, b.date, b.range as list from silver.boats b where b.regexp = 'x'`,
    `select berth from silver.boats where exists (select 1 from silver.crews) and (berth) in (1, 2) and not (berth = 3)`,
    `select sum(v) over (order by d range between interval 6 days preceding and current row) as week from lake.tides`,
    `select cast(floor(try_divide(a, b)) as bigint) as a, cast(count(*) as int) as n, cast(1.5 as decimal(3,1)) as d from x.y`,
    `select a, sum(b) as b from x.y group by grouping sets ((a), ())`,
  ])('%s', (text) => {
    expect(rules(text)).toEqual([]);
  });
});

it('every function that takes numbers is held to an even number of decimals', () => {
  const { groups, windows, values, numbers } = FUNCTIONS;
  const tried = cases.filter(({ topic }) => topic === 'an even number of decimals').map(({ claim }) => claim);
  expect([...groups, ...windows, ...values, ...numbers].filter((name) => !tried.includes(name))).toEqual([]);
});

describe('what they read differently is refused by its rule', () => {
  it.each(cases.flatMap((one) => (one.rule ? [{ ...one, rule: one.rule }] : [])))('$claim', ({ sql, rule }) => {
    expect(rules(sql)).toContain(rule);
  });

  it.each([
    ['star', 'select b.* from silver.boats b'],
    ['star', 'select berth, * from silver.boats'],
    ['one select', 'select 1 as a; select 2 as a'],
    ['one select', 'create table x as select 1 as a'],
    ['one select', 'with x as (select 1 as a) delete from silver.boats'],
    ['one select', ''],
    ['clock and chance', 'select current_date as today from silver.boats'],
    ['clock and chance', 'select now() as n'],
    ['clock and chance', 'select unix_timestamp() as n'],
    ['clock and chance', 'select random() as n'],
    ['clock and chance', 'select rand() as n'],
    ['clock and chance', 'select uuid() as n'],
    ['parameters', 'select :as_off as d'],
    ['parameters', 'select ? as d'],
    ['parameters', 'select $1 as d'],
    ['parameters', 'select @x as d'],
    ['names', 'select höhe from lake.tides'],
    ['literals', `select e'x' as a`],
    ['literals', `select r'x' as a`],
    ['literals', 'select 1L as a'],
    ['literals', 'select 2.5D as a'],
    ['literals', `select a from 'boats.csv'`],
    ['literals', `select b.a from silver.boats b join 'crews.csv' c on c.a = b.a`],
    ['types', 'select cast(a as varchar) as a from x.y'],
    ['types', 'select cast(a as decimal) as a from x.y'],
    ['integer casts', 'select cast(try_divide(a, b) as bigint) as a from x.y'],
    ['functions', 'select strftime(d, f) as a from x.y'],
    ['functions', 'select constructor(d) as a from x.y'],
    ['functions', `select a from read_csv('boats.csv')`],
    ['macro aggregates', 'select collect_list(distinct a) as a from x.y'],
    ['macro aggregates', 'select percentile(a, 0.5) filter (where b) as a from x.y'],
    ['operators', `select a ~ 'x' as a from x.y`],
    ['operators', 'select a ** 2 as a from x.y'],
    ['operators', 'select a ^ 2 as a from x.y'],
    ['operators', 'select a -> b as a from x.y'],
    ['operators', `select a regexp 'x' as a from x.y`],
    ['clauses', 'select a, from x.y'],
    ['clauses', 'select a from x.y natural join x.z'],
    ['clauses', 'select a from (from x.y) t'],
    ['clauses', 'select distinct on (a) a from x.y'],
    ['clauses', 'select a from x.y, lateral (select b from x.z) t'],
    ['clauses', 'select y.a from x.y asof join x.z on z.a = y.a and z.b >= y.b'],
    ['clauses', 'select a, count(*) as n from x.y group by a with rollup'],
    ['clauses', 'select a from x.y distribute by a'],
    ['clauses', 'select a from x.y union by name select a from x.z'],
    ['clauses', 'select a from x.y pivot (sum(b) for c in (1, 2))'],
    ['intervals', 'select d - interval 1 month as d from x.y'],
    ['date parts', 'select extract(isoyear from d) as y from x.y'],
    ['division', 'select a % 2 as a from x.y'],
    ['null treatment', 'select last_value(a) respect nulls over (order by b) as a from x.y'],
    ['arrays and structs', `select {'a': 1} as a`],
    ['arrays and structs', `select map('a', 1) as a`],
  ])('%s: %s', (rule, text) => {
    expect(rules(text)).toContain(rule);
  });

  it.each([
    'count_if(a)',
    'percentile(a, 0.5)',
    'percentile_approx(a, 0.5)',
    'collect_list(a)',
    'collect_set(a)',
    'any_value(a)',
  ])('macro aggregates: %s as a window', (call) => {
    expect(rules(`select ${call} over (partition by b) as a from x.y`)).toContain('macro aggregates');
  });
});

describe('a model says what one row is', () => {
  const header = (text: string) => lintModel(`${text}\nselect 1 as berth`, options);

  it('and how it is kept', () => {
    expect(
      header(
        '-- A berth: where a boat lies.\n-- grain: harbour, berth\n-- cluster: berth\n-- report: left_out\n-- figures: boats, fees by month',
      ),
    ).toEqual([]);
  });

  it.each([
    ['select-ing nothing of itself', '-- A berth.', /does not say what one row is/],
    ['grian', '-- grian: berth', /did you mean grain\?/],
    ['an empty name', '-- grain: berth,', /one is empty/],
    ['no name', '-- grain: one row a berth', /"one row a berth" is none/],
    ['a name twice', '-- grain: berth, berth', /names berth twice/],
    ['figures by nothing', '-- grain: berth\n-- figures: boats, fees', /-- figures: gross_revenue by order_month/],
    ['two grains', '-- grain: berth\n-- grain: harbour', /a second time/],
  ])('not %s', (_, text, said) => {
    expect(header(text).map(({ message }) => message)).toContainEqual(expect.stringMatching(said));
  });
});

it('tells everything at once, in the order of the text, with file, line and column', () => {
  const text = `-- grain: berth\nselect b.*,\n  "length" / 2 as half,\n  tides(b.day) as tide\nfrom silver.boats b\nwhere day <= :as_of and day > :as_off`;
  expect(lintModel(text, options).map(({ rule, line, column, file }) => `${file}:${line}:${column} ${rule}`)).toEqual([
    'models/gold/berths.sql:2:10 star',
    'models/gold/berths.sql:3:3 names',
    'models/gold/berths.sql:3:12 division',
    'models/gold/berths.sql:4:3 functions',
    'models/gold/berths.sql:6:31 parameters',
  ]);
  expect(lintModel(text, options).at(-1)?.message).toBe(':as_off is not a parameter; did you mean :as_of?');
});

it('has tried each function of the subset on both engines', () => {
  const tried = cases.filter((one) => one.duckdb === 'runs').map(({ sql }) => sql.toLowerCase());
  const untried = Object.values(FUNCTIONS)
    .flat()
    .filter((name) => !tried.some((sql) => new RegExp(`\\b${name}\\(`).test(sql)));
  expect(untried).toEqual([]);
});

describe('docs/sql.md', () => {
  const page = readFileSync(here('../../../docs/sql.md'), 'utf8');

  it.each([...SUBSET, ...MODEL].map(({ name }) => name).concat('parameters', 'header'))(
    'explains the rule %s',
    (rule) => {
      expect(page).toContain(`**${rule}**`);
    },
  );

  it('lists every function', () => {
    const missing = Object.values(FUNCTIONS)
      .flat()
      .filter((name) => !page.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});
