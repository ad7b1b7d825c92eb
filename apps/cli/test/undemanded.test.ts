import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from '@assay/core';
import { openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';
import { makeOrchard } from './orchard.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const assay = (...words: string[]) => assayHere(words, { cwd: folder });
const put = async (name: string, text: string) => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
};
const latest = async (): Promise<Report> =>
  JSON.parse(await readFile(join(folder, '.assay/latest/report.json'), 'utf8')) as Report; // written by the program
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

const files = (more = '') => `name: quay
as_of: 2026-01-31
checks: [checks]
models: []
records: []
sources:
  - { table: quay.crates, path: crates.csv, format: csv }
  - { table: quay.boats, path: boats.csv, format: csv }
targets: { t: { type: duckdb, path: .assay/quay.duckdb } }
mail: { from: a@example.com, to: [b@example.com], when: always }
${more}`;

describe('tables that no contract demands anything of', () => {
  it('are named by the verdict of a gate that publishes them, which is no tick', async () => {
    const { code, stdout } = await assay('gate');
    expect(code).toBe(0);
    expect(oneLine(stdout)).toMatch(
      /! Published 3 tables: \d+ checks hold; no contract demands anything of silver.harvest and gold.days\./,
    );
    expect(stdout).not.toContain('✓');
    const report = await latest();
    expect(report.tables.filter(({ demanded }) => demanded === false).map(({ name }) => name)).toEqual([
      'silver.harvest',
      'gold.days',
    ]);
    for (const format of ['markdown', 'html']) {
      const shown = (await assay('report', '--format', format)).stdout;
      expect(oneLine(shown)).toContain('no contract demands anything of silver.harvest and gold.days');
      expect(shown).not.toMatch(/^## ✓/m);
    }
  });

  it('count as such though a contract describes them, and no more once it demands something', async () => {
    await put('checks/gold/days.yml', 'table: gold.days\ndescription: A day of picking.\nowner: orchard@example.com\n');
    await put(
      'checks/silver/harvest.yml',
      'table: silver.harvest\ncolumns: { apples: { between: { at_least: 0 } } }\n',
    );
    await assay('gate', '--quiet');
    expect((await latest()).reason).toMatch(/; no contract demands anything of gold\.days\.$/);
    await put('checks/gold/days.yml', 'table: gold.days\ncolumns: { apples: { not_null: true } }\n');
    expect((await assay('gate')).stdout).toMatch(/✓ Published 3 tables: \d+ checks hold\.\n/);
  });

  it('are named by the mail as well', async () => {
    await put('assay.yml', files());
    await put('crates.csv', 'crate\n1\n');
    await put('boats.csv', 'boat\n1\n');
    await rm(join(folder, 'checks'), { recursive: true });
    await put('checks/x.yml', 'table: quay.boats\ngrain: [boat]\n');
    expect(await assay('check', '--quiet')).toMatchObject({ code: 0 });
    await assay('mail', '--preview', 'preview');
    const { stdout } = await assay('report', '--format', 'text');
    expect(oneLine(stdout)).toContain('! Checked 2 tables: 4 checks hold; no contract demands anything of');
    const [mail = ''] = (await readdir(join(folder, 'preview'))).filter((name) => name.endsWith('.txt'));
    const said = await readFile(join(folder, 'preview', mail), 'utf8');
    expect(oneLine(said)).toMatch(/! Checked 2 tables: .* no contract demands anything of/);
    expect(said).not.toContain('✓');
  });

  it('are told of where somebody else built them and they are published along', async () => {
    await put(
      'assay.yml',
      'name: quay\nas_of: 2026-01-31\nchecks: [checks]\nmodels: []\nrecords: []\nsources: [marts]\ntargets: { t: { type: duckdb, path: .assay/quay.duckdb } }\n',
    );
    await rm(join(folder, 'checks'), { recursive: true });
    await put('checks/trips.yml', 'table: marts.trips\ncolumns: { trip: { not_null: true } }\n');
    const built = await openDuckdb({ path: join(folder, 'built.duckdb') });
    await built.execute(
      'create schema marts; create schema staging; create table marts.trips as select 1 as trip; create table staging.raw_trips as select 2 as trip',
    );
    await built.close();
    const { code, stdout } = await assay('gate', '--candidate', 'built.duckdb');
    expect(code).toBe(0);
    expect(oneLine(stdout)).toContain(
      '! Published 2 tables: 2 checks hold; no contract demands anything of staging.raw_trips.',
    );
  });
});

describe('a run in which nothing is judged', () => {
  it('could not tell: every check is skipped, because the table is empty and may be', async () => {
    await put('assay.yml', files());
    await put('crates.csv', 'crate\n');
    await put('boats.csv', 'boat\n');
    await rm(join(folder, 'checks'), { recursive: true });
    for (const table of ['crates', 'boats'])
      await put(`checks/${table}.yml`, `table: quay.${table}\nmay_be_empty: the quay is closed in winter\n`);
    const { code, stdout } = await assay('check');
    expect(code).toBe(3);
    expect(oneLine(stdout)).toMatch(/\? Could not tell: nothing was judged\. 2 checks skipped \(quay\.crates: no rows/);
    expect(stdout).not.toContain('✓');
    expect(await latest()).toMatchObject({ verdict: 'error', published: null, totals: { pass: 0, skip: 2 } });
    expect(await assay('report')).toMatchObject({ code: 3 });
  });

  it('could not tell: there is no table', async () => {
    await put(
      'assay.yml',
      'name: quay\nas_of: 2026-01-31\nchecks: []\nmodels: []\nrecords: []\nsources: [marts]\ntargets: { t: { type: duckdb, path: .assay/quay.duckdb } }\n',
    );
    const built = await openDuckdb({ path: join(folder, '.assay/quay.duckdb') }).catch(async () => {
      await mkdir(join(folder, '.assay'));
      return openDuckdb({ path: join(folder, '.assay/quay.duckdb') });
    });
    await built.execute('create schema marts; create table marts.trips as select 1 as trip');
    await built.close();
    const { code, stdout } = await assay('check');
    expect([code, oneLine(stdout)]).toEqual([
      3,
      expect.stringContaining('Could not tell: nothing was judged. There is no table'),
    ]);
  });

  it('publishes nothing', async () => {
    await assay('gate', '--quiet');
    await put('models/gold/ghosts.sql', '-- grain: tree\nselect tree from silver.harvest where tree < 0');
    await put('checks/gold/ghosts.yml', 'table: gold.ghosts\nmay_be_empty: ghosts are rarely seen\n');
    const { code, stdout } = await assay('gate', '--select', 'gold.ghosts');
    expect([code, oneLine(stdout)]).toEqual([3, expect.stringContaining('? Refused: nothing was judged.')]);
  });
});

describe('a reason', () => {
  it.each(['no', 'No.', 'n/a', '"-"', '"?"', 'nein', 'none', 'yes', '"false"', 'never', '"  "', '"null"', 'todo'])(
    'is not %s, for a table that may be empty, a check that is disabled, a waiver',
    async (said) => {
      await put(
        'checks/gold/days.yml',
        `table: gold.days\nmay_be_empty: ${said}\ndisable: { gold.trees.x: ${said} }\n`,
      );
      await put(
        'waivers.yml',
        `waivers: [{ check: gold.trees.apples.not_null, who: me, why: ${said}, until: 2026-02-01 }]\n`,
      );
      const { code, stdout } = await assay('lint');
      expect(code).toBe(2);
      expect(stdout.match(/expected a reason in words; found/g)).toHaveLength(3);
    },
  );

  it('is a sentence, or a word of any language that says something', async () => {
    await put('checks/gold/days.yml', 'table: gold.days\nmay_be_empty: Saisonpause\n');
    expect(await assay('lint')).toMatchObject({ code: 0 });
  });
});

it('a contract on raw data that no model reads is refused: nothing could be asked of it', async () => {
  await put('records/visits.schema.json', '{"type":"object","properties":{"visit":{"type":"integer"}}}');
  await put('checks/bronze/visits.yml', 'table: bronze.visits\ncolumns: { visit: { not_null: true } }\n');
  const { code, stdout } = await assay('lint');
  expect([code, stdout]).toEqual([
    2,
    'checks/bronze/visits.yml:1:1: no model reads bronze.visits, so it is not loaded and nothing can be asked of it\n',
  ]);
});
