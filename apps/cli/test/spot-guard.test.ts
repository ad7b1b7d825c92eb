import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError, type Warehouse } from '@assay/core';
import { openDuckdb, openWarehouse } from '@assay/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readableQuery } from '../src/spot/read-query.ts';

const SECRET = 'heron-7391';
const ADDRESS = 'wilhelmina.quill@example.com';

let folder: string;
let warehouse: Warehouse;
let session: NonNullable<Awaited<ReturnType<Warehouse['published']>>>;
const pii = new Map([['aviary.keepers', new Set(['email'])]]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-guard-'));
  const path = join(folder, 'zoo.duckdb');
  await writeFile(join(folder, 'secret.csv'), `word\n${SECRET}\n`);
  await writeFile(join(folder, 'secret.json'), `{"word": "${SECRET}"}\n`);
  await writeFile(join(folder, 'seed.csv'), 'bag,kilos\n1,2.5\n');
  const file = await openDuckdb({ path });
  await file.execute(`create schema aviary;
    create table aviary.keepers as select 1 as id, '${ADDRESS}' as email, 'kiwi' as bird;
    create table aviary.birds as select 1 as id, 'kiwi' as bird, date '2026-01-31' as hatched;
    create view aviary.contacts as select id, email as reach from aviary.keepers;
    create view aviary.phonebook (a, b) as select * from aviary.contacts;
    create macro aviary.one() as (select max(email) from aviary.keepers);
    copy (select '${SECRET}' as word) to '${join(folder, 'secret.parquet')}'`);
  await file.close();
  warehouse = await openWarehouse(
    { type: 'duckdb', path, memory: '500MB' },
    { files: [{ table: 'store.seed', path: 'seed.csv', place: join(folder, 'seed.csv'), format: 'csv' }] },
  );
  const opened = await warehouse.published();
  if (!opened) throw new Error('nothing to read');
  session = opened;
});
afterAll(async () => {
  await session.close();
  await warehouse.close();
  await rm(folder, { recursive: true });
});

const ask = async (query: string, hidden = pii): Promise<string> => {
  const text = await readableQuery(query.replaceAll('{folder}', folder), { session, pii: hidden });
  return JSON.stringify((await session.query(text)).rows);
};

/** Ways out of the tables: files, the machine, other databases, what the engine knows of them. */
const OUTSIDE = `
select * from "read_csv"('{folder}/secret.csv')
select * from READ_CSV('{folder}/secret.csv')
select * from main.read_csv('{folder}/secret.csv')
select * from system.main.read_csv('{folder}/secret.csv')
select * from "main"."read_text"('{folder}/secret.csv')
select * from read_csv_auto('{folder}/secret.csv')
select * from read_blob('{folder}/secret.csv')
select * from read_json('{folder}/secret.json')
select * from read_json_auto('{folder}/secret.json')
select * from read_json_objects('{folder}/secret.json')
select * from read_json_objects_auto('{folder}/secret.json')
select * from read_ndjson('{folder}/secret.json')
select * from read_ndjson_auto('{folder}/secret.json')
select * from read_ndjson_objects('{folder}/secret.json')
select * from read_parquet('{folder}/secret.parquet')
select * from parquet_scan('{folder}/secret.parquet')
select * from parquet_metadata('{folder}/secret.parquet')
select * from parquet_schema('{folder}/secret.parquet')
select * from parquet_file_metadata('{folder}/secret.parquet')
select * from parquet_kv_metadata('{folder}/secret.parquet')
select * from parquet_bloom_probe('{folder}/secret.parquet', 'word', 'x')
select * from sniff_csv('{folder}/secret.csv')
select * from "sniff_csv"('{folder}/secret.csv')
select * from glob('{folder}/*')
select * from "glob"('{folder}/*')
select * from iceberg_scan('{folder}')
select * from delta_scan('{folder}')
select * from sqlite_scan('{folder}/x.db', 't')
select * from postgres_scan('', 'public', 't')
select * from st_read('{folder}/secret.json')
select * from read_xlsx('{folder}/x.xlsx')
select * from '{folder}/secret.csv'
select * from "{folder}/secret.csv"
select * from '{folder}/*.csv'
select * from "{folder}/secret.parquet" s
from '{folder}/secret.csv'
from '{folder}/secret.csv' select word
select * from (from '{folder}/secret.csv')
select * from (table '{folder}/secret.csv')
table '{folder}/secret.csv'
select * from (table "{folder}/secret.csv")
select * from (describe '{folder}/secret.csv')
select * from (describe table '{folder}/secret.csv')
select * from (summarize '{folder}/secret.csv')
select * from (summarize select * from '{folder}/secret.csv')
select * from (pivot '{folder}/secret.csv' on word using count(*))
select * from (pivot '{folder}/secret.csv' on word in ('a') using count(*))
select * from (unpivot '{folder}/secret.csv' on word)
select * from '{folder}/secret.csv' unpivot (v for n in (word))
select * from '{folder}/secret.csv' pivot (count(*) for word in ('a'))
select * from aviary.birds, '{folder}/secret.csv'
select * from aviary.birds join '{folder}/secret.csv' on true
select * from aviary.birds positional join '{folder}/secret.csv'
select * from aviary.birds asof join '{folder}/secret.csv' s on birds.bird >= s.word
select (select word from '{folder}/secret.csv')
select 1 where exists (from '{folder}/secret.csv')
select 1 where 'x' in (from '{folder}/secret.csv')
select * from aviary.birds where bird in (select word from '{folder}/secret.csv')
with w as (from '{folder}/secret.csv') select * from w
with w as materialized (select * from "{folder}/secret.csv") select * from w
with recursive r as (select word from '{folder}/secret.csv' union all select word from r where false) select * from r
select 1 union all select word from '{folder}/secret.csv'
select * from (values (1)) v(a), lateral (select word from '{folder}/secret.csv')
select (select list(word) from '{folder}/secret.csv')[1]
select [x for x in (select list(word) from '{folder}/secret.csv')]
select list_transform([1], lambda x: (select word from '{folder}/secret.csv'))
select array(select word from '{folder}/secret.csv')
select case when true then (select word from '{folder}/secret.csv') end
select * from aviary.birds order by (select word from '{folder}/secret.csv')
select * from aviary.birds limit (select length(word) from '{folder}/secret.csv')
select bird from aviary.birds group by bird having bird < (select word from '{folder}/secret.csv')
select bird from aviary.birds qualify row_number() over (order by (select word from '{folder}/secret.csv')) = 1
select * from query('select * from read_csv(''{folder}/secret.csv'')')
select * from "query"('from ''{folder}/secret.csv''')
select * from query_table('{folder}/secret.csv')
select * from query_table(['aviary.birds'])
select * from json_execute_serialized_sql(json_serialize_sql('select 1'))
from json_execute_serialized_sql('{}')
select * from duckdb_secrets()
select * from "duckdb_secrets"()
select * from which_secret('s3://a', 's3')
select * from duckdb_settings()
select * from duckdb_databases()
select * from duckdb_tables()
select * from duckdb_views()
select * from duckdb_columns()
select * from duckdb_functions()
select * from duckdb_logs()
select * from duckdb_variables()
select * from duckdb_temporary_files()
select * from duckdb_extensions()
select * from duckdb_memory()
select * from pragma_database_list
select * from pragma_database_list()
select * from pragma_storage_info('aviary.keepers')
select * from pragma_table_info('aviary.keepers')
select * from pragma_metadata_info()
select * from pragma_database_size()
select * from pragma_show('aviary.keepers')
select * from storage_info('aviary.keepers')
select * from table_info('aviary.keepers')
select * from sql_auto_complete('sel')
select * from checkpoint()
select * from force_checkpoint()
select * from seq_scan('aviary', 'keepers')
select * from arrow_scan(1, 2, 3)
select * from test_all_types()
select * from repeat_file('{folder}/secret.csv')
select * from enable_logging()
select * from truncate_duckdb_logs()
select current_setting('temp_directory')
select "current_setting"('secret_directory')
select main.current_setting('home_directory')
select getvariable('x')
select getenv('PATH')
select current_query()
select nextval('s')
select setseed(0.5)
select write_log('x')
show tables
show all tables
select * from (show tables)
select * from (show all tables)
pivot aviary.birds on bird
select * from no_such_table
select * from aviary.none
select * from nowhere.birds
copy aviary.birds to '{folder}/out.csv'
copy (select 1) to '{folder}/out.csv'
attach '{folder}/zoo.duckdb' as other
install httpfs
load httpfs
pragma database_list
call pragma_version()
set enable_external_access = true
reset enable_external_access
select 1; copy (select 1) to '{folder}/out.csv'
insert into aviary.birds values (2, 'x', null)
explain select * from '{folder}/secret.csv'
explain analyze select * from '{folder}/secret.csv'
create temp table t as from '{folder}/secret.csv'
create temp macro m() as table from '{folder}/secret.csv'
prepare p as select 1
export database '{folder}/out'
import database '{folder}/out'
vacuum
select 'unclosed
select (1
`
  .trim()
  .split('\n');

it.each(OUTSIDE)('refuses %s, also where PII may be seen', async (query) => {
  await expect(ask(query, new Map())).rejects.toThrow(UserError);
});

it.each(OUTSIDE)('the engine itself lets %s reach no file', async (query) => {
  const said = await session.query(query.replaceAll('{folder}', folder)).then(
    ({ rows }) => JSON.stringify(rows),
    (error) => String(error),
  );
  expect(said).not.toContain(SECRET);
  expect(await readdir(folder)).not.toContain('out.csv');
});

it.each(
  `
select email from aviary.keepers
select EMAIL from AVIARY.KEEPERS
select email from "aviary"."keepers"
select email from zoo.aviary.keepers
select k from aviary.keepers k
select to_json(k) from aviary.keepers k
select cast(k as varchar) from aviary.keepers k
select count(*) from aviary.keepers
select * from aviary.contacts
select reach from aviary.contacts
select b from aviary.phonebook
select * from (from aviary.keepers)
select * from (table aviary.keepers)
with keepers as (select * from aviary.keepers) select * from keepers
with k as (select 1), l as (select * from aviary.keepers) select 1 from k
select * from (pivot aviary.keepers on bird in ('kiwi') using max(email))
select * from (unpivot aviary.keepers on email)
select columns('e.*') from aviary.keepers
select (select email from aviary.keepers)
select * from aviary.birds b where exists (select 1 from aviary.keepers k where k.email like 'w%')
select stats(email) from aviary.keepers
select histogram(email) from aviary.keepers
select * from (summarize select * from aviary.keepers)
select list(email) from aviary.keepers
`
    .trim()
    .split('\n'),
)('refuses %s, which reads a table with PII', async (query) => {
  await expect(ask(query)).rejects.toThrow(/^aviary\.keepers holds PII; add --show-pii/);
});

it('refuses macros of the database where there is PII', async () => {
  await expect(ask('select aviary.one()')).rejects.toThrow(/one is a macro of the database/);
  expect(await ask('select aviary.one()', new Map())).toContain(ADDRESS);
});

it.each([
  ['select bird, hatched from aviary.birds', 'kiwi'],
  ['select b.* exclude (id) from Aviary.Birds b', 'kiwi'],
  ['with keepers as (select 1 as one) select * from keepers', '1'],
  ['select * from (values (1), (2)) t(x), range(2) r(y), unnest([3]) u(z)', '3'],
  ['select v.value from (select \'{"a": 9}\' as j) t, json_each(t.j) v', '9'],
  ['select table_name from information_schema.tables order by all limit 1', 'birds'],
  ['select * from store.seed', '2.5'],
  ['select "seed".kilos from "store"."seed" "seed";', '2.5'],
  ['from aviary.birds', 'kiwi'],
  ['select * from (describe aviary.birds)', 'hatched'],
  ['summarize aviary.birds', 'kiwi'],
])('answers %s', async (query, found) => {
  expect(await ask(query)).toContain(found);
});
