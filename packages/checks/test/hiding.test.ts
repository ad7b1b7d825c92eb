import { expect, it } from 'vitest';
import { askShop } from './shop.ts';

const PEOPLE = ['Ottilie Brambilla', 'Zbigniew Quast', 'Hjalmar Ostergren'];

const clinic = {
  'clinic.patients': {
    columns: 'id integer, full_name varchar, born date, ward varchar',
    grain: ['id'],
    rows: PEOPLE.map((name, i) => [i + 1, name, `19${51 + i}-03-1${i}`, i === 2 ? 'east' : 'west']),
  },
  'clinic.wards': {
    columns: 'ward varchar, beds integer',
    grain: ['ward'],
    rows: [
      ['west', 12],
      ['north', 7],
    ],
  },
} as const;

const CANARY = /Ottilie|Brambilla|Zbigniew|Quast|Hjalmar|Ostergren|195[123]-03/i;

/** Whatever lint would say of it: what is shown must not depend on that. */
const ask = async (check: string) => {
  const { verdicts } = await askShop({
    given: clinic,
    check,
    make: { lint: undefined },
    run: { pii: new Map([['clinic.patients', ['full_name', 'born']]]) },
    lists: false,
  });
  return verdicts.filter(({ kind }) => !['not_empty', 'not_null', 'unique'].includes(kind));
};

it.each([
  'select p as r from clinic.patients p',
  'select cast(p as varchar) as r from clinic.patients p',
  'select to_json(p) as r from clinic.patients p',
  'select v.value as r from clinic.patients p, json_each(to_json(p)) v',
  'select patients as id from clinic.patients',
  'select full_name as id from clinic.patients',
  'select upper(full_name) as ward, born as beds from clinic.patients',
  'select id, x as ward from (select id, full_name as x from clinic.patients) q',
  'with q(id, ward) as (select id, full_name from clinic.patients) select * from q',
  'select * from clinic.patients p(full_name, ward, id, born)',
  'select ward, list(full_name) as beds from clinic.patients group by ward',
  "select {'a': p.full_name} as ward from clinic.patients p",
  'select map([id], [full_name]) as ward from clinic.patients',
  'select [p] as ward from clinic.patients p',
  'select row(p.*) as ward from clinic.patients p',
  'select (select max(full_name) from clinic.patients) as ward',
  'select id as ward from clinic.patients union all select length(full_name) from clinic.patients union all select year(born) from clinic.patients',
  'select cast(id as varchar) as ward from clinic.patients union all select full_name from clinic.patients',
  "select case when full_name > 'A' then full_name end as ward from clinic.patients",
  'select last_value(full_name) over (order by id) as ward from clinic.patients',
  "select max_by(full_name, id) as ward, string_agg(full_name, ',') as id from clinic.patients",
  'select columns(c -> true) from clinic.patients',
  'select * replace (full_name as ward) from clinic.patients',
  'select * rename (full_name as beds) from clinic.patients',
  'select #2 as ward from clinic.patients',
  'select unnest(p) from clinic.patients p',
  'select * from (unpivot (select id, full_name from clinic.patients) on full_name)',
  "select * from (pivot clinic.patients on ward in ('west') using max(full_name))",
  'select * from (summarize select * from clinic.patients)',
  'select * from (from clinic.patients select full_name as ward)',
  'select stats(full_name) as ward from clinic.patients',
  'select histogram(full_name) as ward from clinic.patients',
  "select * from query_table('clinic.patients') q(ward, beds, id, w)",
  'with recursive r as (select 1 as n, cast(null as varchar) as ward union all select n + 1, (select max(full_name) from clinic.patients) from r where n < 3) select * from r',
  'select w.ward, l.x as beds from clinic.wards w, lateral (select full_name as x from clinic.patients p) l',
  'select list_transform([1], lambda x: (select min(full_name) from clinic.patients))[1] as ward',
])('nothing of a person is shown by %s', async (query) => {
  const [verdict] = await ask(`- sql: ${JSON.stringify(query)}\n  name: shown`);
  expect(['fail', 'error']).toContain(verdict?.status);
  expect(JSON.stringify(verdict)).not.toMatch(CANARY);
});

it('what is plainly no PII is shown beside it', async () => {
  const query = `select p.id, ward, count(*) over () as patients, full_name, w.beds from clinic.patients p join clinic.wards w using (ward) where full_name > 'A'`;
  const [verdict] = await ask(`- sql: ${JSON.stringify(query)}\n  name: shown`);
  expect(verdict?.samples[0]).toEqual({ id: 1, ward: 'west', patients: '2', full_name: '•••', beds: 12 });
});

it.each([
  '- aggregate: { of: max(full_name), equals: nobody }',
  '- aggregate: { of: max(year(born)), at_most: 1900 }',
  '- aggregate: { of: median(year(born)), at_most: 1900 }',
  '- aggregate: { of: "min(length(full_name))", at_least: 100 }',
  '- most_common: { value: nobody }\n  column: full_name',
  '- one_of: [nobody]\n  column: full_name',
  '- matches: ^x$\n  column: full_name',
  '- between: { at_most: 1900-01-01 }\n  column: born',
  '- freshness: { within: 2d }\n  column: born',
  '- unique: [ward, full_name]\n  where: id > 0',
  "- holds: full_name = 'nobody'",
])('no figure or offender of %s tells of a person', async (check) => {
  const verdicts = await ask(check).catch((error) => [{ problem: String(error) }]);
  expect(JSON.stringify(verdicts)).not.toMatch(CANARY);
  expect(JSON.stringify(verdicts)).not.toMatch(/"found":"[^"]*\b(195[123]|14|17)\b/);
});

it.each([
  "strptime(full_name, '%Y') is not null",
  "error('patient ' || full_name) is null",
  'error(full_name) is null',
  'cast(full_name as integer) > 0',
  "cast('x' || full_name as date) is not null",
  'cast(full_name as integer[]) is not null',
  "regexp_matches('a', full_name || '(')",
  'cast(full_name as decimal(3,1)) > 0',
  "json_extract(full_name, '$.a') is null",
  'case when (select full_name from clinic.patients) is null then true else false end',
  "cast(cast(year(born) as tinyint) as varchar) = ''",
  'date_trunc(full_name, born) is null',
  "printf(full_name, 1) = '' or error(printf('%s', full_name)) is null",
  'list_value(full_name)[1]::uuid is null',
  "chr(cast(strftime(born, '%Y%m%d') as integer) * 1000) = ''",
])('no error of the engine on %s tells of a person', async (predicate) => {
  const [verdict] = await ask(`- holds: ${JSON.stringify(predicate)}\n  name: broken`);
  expect(JSON.stringify(verdict)).not.toMatch(CANARY);
  if (verdict?.status === 'error') expect(verdict.message).toMatch(/Error|not shown/);
});

it('an error on other tables says which value it was not', async () => {
  const { verdicts } = await askShop({ given: clinic, check: '- holds: cast(full_name as int) > 0' });
  expect(JSON.stringify(verdicts)).toContain("Could not convert string '•••' to INT32");
});
