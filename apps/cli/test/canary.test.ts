import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDuckdb } from '@assay/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';

/** A value of its own in every column with PII and in every secret; in the data they stand in every row. */
const CANARIES = ['quillfeather', 'ptarmigan', '4930112233', 'goldcrest-key', 'siskin-word', '1961-07-19'];
const [NAME, MAIL, PHONE, KEY, WORD, BORN] = CANARIES;

/** What holds the data itself. */
const DATA = /\.duckdb(\.wal)?$|^raw\//;

let folder: string;
const said: string[] = [];

const put = async (name: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
};

const run = async (...words: string[]) => {
  // A server that is dead costs ten seconds each time
  const smtp: Record<string, string> = words[0] === 'mail' ? { SMTP: `smtp://post:${WORD}@127.0.0.1:1` } : {};
  const env = { ASSAY_PII_KEY: KEY ?? '', GITHUB_ACTIONS: 'true', ...smtp };
  const ended = await assayHere(words, { cwd: folder, env });
  said.push(`${words.join(' ')}\n${ended.stdout}${ended.stderr}`);
  return ended;
};

/** Every output so far, and every file but those that hold the data. */
const found = async (): Promise<string[]> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !DATA.test(name));
  const texts = await Promise.all(
    files.map(async (name) => `${name}\n${(await readFile(join(folder, name))).toString('latin1')}`),
  );
  const leaks = (text: string) => CANARIES.filter((canary) => text.toLowerCase().includes(canary));
  const where = [...said, ...texts].map((text) => `${text.split('\n')[0]}: ${leaks(text).join(' ')}`);
  return where.filter((line) => !line.endsWith(': '));
};

const MODEL = `-- grain: guest_id
select guest_id, full_name, mail, phone, born, cast(room as int) as room from bronze.guests`;

const CONTRACT = `table: silver.guests
owner: desk@example.com
pii: [full_name, mail, phone, born]
columns:
  full_name: { one_of: [nobody], matches: ^x$, length: { at_most: 1 } }
  mail: { format: uuid, unique: true }
  born: { between: { at_most: 1900-01-01 } }
checks:
  - { holds: room > 900, name: rooms }
  - { holds: cast(full_name as int) > 0, name: broken cast }
  - { holds: cast(born as int) > 0, name: broken date }
  - { holds: "to_date(mail, 'yyyyMMdd') is not null", name: broken day }
  - { holds: "cast(phone as decimal(3,1)) > 0", name: overflow }
  - { holds: "add_months(to_date(full_name), 1) is null", name: broken month }
  - { sql: select g as room from silver.guests g, name: row }
  - { sql: select upper(mail) as room from silver.guests, name: renamed }
  - { sql: "select room, array_join(array_sort(collect_list(full_name)), ',') as guests from silver.guests group by room", name: listed }
  - { sql: "select max(born) as room, min(mail) as guest_id from silver.guests", name: extremes }
  - { sql: "with g as (select guest_id, full_name as room from silver.guests) select * from g", name: hidden in with }
  - { aggregate: { of: max(phone), at_most: 1 }, name: greatest }
  - { aggregate: { of: "max(datediff(:as_of, born))", at_most: 1 }, name: oldest }
  - { quantiles: { 0.5: { below: 1 } }, column: phone, name: middle }
  - { freshness: { within: 2d }, column: born, name: fresh }
  - { aggregate: { of: count(*), at_least: 100, by: [full_name] }, name: by name }
  - { most_common: { one_of: [nobody], ties: allowed }, column: full_name, name: common }
  - { unique: [room, full_name], name: pairs }
  - { references: gold.rooms.full_name, column: full_name, name: reference }
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-canary-'));
  await put(
    'assay.yml',
    `name: inn
as_of: 2026-01-31
input: raw
records: [records]
models: [models]
checks: [checks]
quarantine: { at_most: 50% }
targets:
  local: { type: duckdb, path: .assay/inn.duckdb }
mail: { from: a@example.com, to: [b@example.com], owners: true, when: always, smtp: "\${SMTP}" }
`,
  );
  await put(
    'records/guests.schema.json',
    JSON.stringify({
      type: 'object',
      required: ['guest_id', 'full_name'],
      properties: {
        guest_id: { type: 'integer' },
        full_name: { type: 'string', minLength: 3 },
        mail: { type: 'string', pattern: '@' },
        phone: { type: 'integer' },
        born: { type: 'string', format: 'date' },
        room: { type: 'integer' },
      },
    }),
  );
  const guest = (i: number) => `${i},${NAME} ${i},${MAIL}${i}@example.com,${PHONE}${i},${BORN},${i % 3}`;
  const bad = [
    `9x,${NAME},${MAIL}@example.com,${PHONE},${BORN},1`,
    `10,${NAME},${MAIL},${PHONE},${BORN},1`,
    `11,${NAME},${MAIL}`,
  ];
  const rows = [...Array.from({ length: 8 }, (_, i) => guest(i)), ...bad];
  await put('raw/guests/all.csv', `guest_id,full_name,mail,phone,born,room\n${rows.join('\n')}\n`);
  await put('models/silver/guests.sql', MODEL);
  await put(
    'models/gold/rooms.sql',
    '-- grain: room\nselect room, max(guest_id) as full_name from silver.guests group by room',
  );
  await put('checks/silver/guests.yml', 'table: silver.guests\npii: [full_name, mail, phone, born]\n');
});
afterAll(() => rm(folder, { recursive: true }));

it('nothing of people and secrets is in any output or file, whatever fails', async () => {
  expect((await run('gate', '--quiet')).code).toBeLessThan(2);
  await put(
    'checks/silver/guests.yml',
    CONTRACT.replace('gold.rooms.full_name', 'gold.rooms.room').replace(
      'column: full_name, name: ref',
      'column: room, name: ref',
    ),
  );
  const { stdout, stderr, code } = await run('gate');
  expect([code, stderr + stdout]).toEqual([1, expect.stringContaining('rooms')]);
  for (const command of ['check', 'audit', 'list', 'explain']) await run(command);
  await run('explain', 'silver.guests');
  await run('check', 'silver.guests', '--json');
  for (const format of ['html', 'markdown', 'text', 'json', 'junit', 'sarif', 'github', 'summary', 'tap', 'prometheus'])
    await run('report', '--format', format);
  await run('mail', '--preview');
  for (const word of [
    'silver.guests',
    'silver.guests.full_name',
    'silver.guests.born',
    'silver.guests.phone',
    'bronze.guests',
    'bronze.guests.mail',
    'quarantine.guests',
    'quarantine.guests.record',
    'select * from silver.guests',
    'select * from quarantine.guests',
    'select record from "quarantine"."guests"',
    'select mail from bronze.guests',
    'select cast(full_name as integer) from silver.guests',
    'select g from silver.guests g',
    'select max(full_name) from Silver.Guests',
    'select full_nme from silver.guests',
    'silver.guest',
  ]) {
    await run('spot', word);
    if (!word.startsWith('select')) await run('spot', word, '--candidate', '--json');
  }
  const open = await assayHere(['spot', 'silver.guests.full_name', '--show-pii'], { cwd: folder });
  expect(open.stdout).toContain(NAME);
  expect(await found()).toEqual([]);
}, 180_000);

it('nor where a model or a contract breaks', async () => {
  await put(
    'models/silver/guests.sql',
    MODEL.replace('full_name,', 'cast(cast(full_name as int) as string) as full_name,'),
  );
  for (const command of ['gate', 'build']) expect((await run(command)).code).toBeGreaterThan(0);
  await put('models/silver/guests.sql', MODEL);
  await put(
    'checks/silver/guests.yml',
    `${CONTRACT}  - { holds: full_nam = mal, name: near }\n  - { holds: now() > 1, name: clock }\n`,
  );
  for (const command of ['gate', 'lint', 'check', 'list']) await run(command);
  expect(await found()).toEqual([]);
}, 180_000);

it('nor where raw files are bad', async () => {
  await put('checks/silver/guests.yml', 'table: silver.guests\npii: [full_name, mail, phone, born]\n');
  const wrong = Array.from({ length: 9 }, (_, i) => `${NAME},${MAIL},${BORN},${PHONE},x,${i}`);
  await put('raw/guests/all.csv', `guest_id,full_name,mail,phone,born,room\n${wrong.join('\n')}\n`);
  expect((await run('gate')).code).toBe(1);
  await put('raw/guests/all.csv', `1,${NAME},${MAIL},${PHONE},${BORN},1\n2,${NAME},${MAIL},${PHONE},${BORN},1\n`);
  expect((await run('gate')).code).toBeGreaterThan(0);
  await put('raw/guests/all.csv', `guest_id,full_name\n1,"${NAME}\n`);
  expect((await run('gate')).code).toBeGreaterThan(0);
  await put('raw/guests/more.ndjson', `{"guest_id": 1, "full_name": "${NAME}", "mail": ${MAIL}}\nnot ${NAME}\n`);
  expect((await run('gate')).code).toBeGreaterThan(0);
  expect(await found()).toEqual([]);
}, 180_000);

it('nor through views that somebody else has made', async () => {
  const path = join(folder, 'desk.duckdb');
  const file = await openDuckdb({ path });
  await file.execute(`create schema hotel;
    create table hotel.guests as select 1 as id, '${NAME}' as full_name, '${MAIL}' as mail union all select 2, '${NAME} II', '${MAIL}2';
    create view hotel.board as select id, full_name as label, 'east' as wing from hotel.guests;
    create view hotel.doors (door, plate) as select id, label from hotel.board`);
  await file.close();
  await put(
    'assay.yml',
    'name: hotel\nmodels: []\nrecords: []\nchecks: [contracts]\nsources: [hotel]\ntargets:\n  local: { type: duckdb, path: desk.duckdb }\n',
  );
  await put('contracts/guests.yml', 'table: hotel.guests\npii: [full_name, mail]\n');
  await put(
    'contracts/board.yml',
    'table: hotel.board\nchecks:\n  - { one_of: [x], column: label, name: labels }\n  - { sql: "select door, plate from hotel.doors", name: doors }\n  - { aggregate: { of: "max(length(label))", at_most: 1 }, name: longest }\n',
  );
  const { code, stdout, stderr } = await run('check');
  expect(code, stdout + stderr).toBe(1);
  expect(await readFile(join(folder, '.assay/latest/report.json'), 'utf8')).toMatch(/"door":\s*\d,\s*"plate":\s*"•/);
  for (const word of ['select plate from hotel.doors', 'hotel.doors', 'hotel.board.label']) await run('spot', word);
  expect(await found()).toEqual([]);
}, 180_000);
