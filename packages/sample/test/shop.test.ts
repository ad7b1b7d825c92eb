import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckdbSession } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeShop } from '../src/index.ts';
import { dataSetNames, folder, manifest, one, reading, rows, shop } from './reading.ts';

const records = new URL('../../pipeline/records/', import.meta.url).pathname;

const checksums = async (out: string) =>
  Promise.all(dataSetNames.map(async (name) => [name, (await manifest(out, name)).files] as const));

describe('writeShop', () => {
  it('gives the same bytes for the same orders, seed and last day, whatever the number of threads', async () => {
    const once = await shop({ seed: 7, threads: 1 });
    const again = await shop({ seed: 7, threads: 4 });
    expect(await checksums(again)).toEqual(await checksums(once));
  });

  it('gives another shop for another seed', async () => {
    const [a, b] = [await shop({ seed: 7 }), await shop({ seed: 8 })];
    for (const name of ['order_lines', 'web_events', 'customers', 'products'])
      expect((await manifest(a, name)).files).not.toEqual((await manifest(b, name)).files);
  });

  it('writes a manifest that is true of every file', async () => {
    const out = await shop();
    const session = await reading({ shop: out });
    for (const name of dataSetNames) {
      const { files } = await manifest(out, name);
      const found = (await readdir(join(out, name), { recursive: true })).filter((path) => /\.\w+$/.test(path));
      expect(found.sort()).toEqual([...files.map(({ path }) => path), '_manifest.json'].sort());
      for (const file of files) {
        const path = join(out, name, file.path);
        expect((await stat(path)).size).toBe(file.bytes);
        expect(
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex'),
        ).toBe(file.sha256);
      }
      const { n } = await one(session, `select count(*) as n from shop.${name}`);
      expect(n, name).toBe(files.reduce((sum, file) => sum + file.rows, 0));
    }
    await session.close();
  });

  it('says what it wrote', async () => {
    const out = await folder();
    const written = await writeShop({ out, orders: 40, until: '2024-02-29' });
    expect(written).toMatchObject({ since: '2021-03-01', until: '2024-02-29' });
    for (const { name, files, rows, bytes } of written.dataSets) {
      const listed = (await manifest(out, name)).files;
      expect({ name, files, rows, bytes }).toEqual({
        name,
        files: listed.length,
        rows: listed.reduce((sum, file) => sum + file.rows, 0),
        bytes: listed.reduce((sum, file) => sum + file.bytes, 0),
      });
    }
  });

  it('writes the columns of the record schemas, in their order', async () => {
    const session = await reading({ shop: await shop() });
    const catalog = await session.catalog(['shop']);
    for (const name of dataSetNames) {
      const schema = JSON.parse(await readFile(join(records, `${name}.schema.json`), 'utf8'));
      expect(
        catalog.get(`shop.${name}`)?.map((column) => column.name),
        name,
      ).toEqual(Object.keys(schema.properties));
    }
    await session.close();
  });

  it('works for one order and for ten', async () => {
    for (const orders of [1, 10]) {
      const out = await shop({ orders });
      const session = await reading({ shop: out });
      expect(await one(session, 'select count(distinct order_id) as n from shop.order_lines')).toEqual({ n: orders });
      await session.close();
    }
  });
});

describe('the records of a shop', () => {
  let session: DuckdbSession;
  beforeAll(async () => {
    session = await reading({ shop: await shop({ orders: 2000 }) });
  });
  afterAll(() => session.close());

  it('writes nothing dated after the last day', async () => {
    const catalog = await session.catalog(['shop']);
    for (const [name, columns] of catalog)
      for (const { name: column, type } of columns.filter((c) => /(_at|_ts|_date)$/.test(c.name))) {
        const { latest } = await one(
          session,
          `select max(cast(${column} as timestamp))::varchar as latest from ${name}`,
        );
        expect(String(latest) <= '2026-03-15 23:59:59', `${name}.${column} ${type}: ${latest}`).toBe(true);
      }
  });

  it('records nothing before it happened', async () => {
    const { early } = await one(
      session,
      `select (select count(*) from shop.order_lines where order_date::timestamp > updated_at::timestamp)
        + (select count(*) from shop.web_events where event_ts > updated_at)
        + (select count(*) from shop.shipments where shipped_at > updated_at or delivered_at < shipped_at or delivered_at > updated_at)
        + (select count(*) from shop.support_tickets where opened_at > updated_at or closed_at < opened_at)
        + (select count(*) from shop.campaigns where campaign_date > updated_at) as early`,
    );
    expect(early).toBe(0);
  });

  it('keeps the lines of an order in one version apart by number and record time', async () => {
    expect(
      await rows(
        session,
        'select order_id, line_number, updated_at from shop.order_lines group by all having count(*) > 1',
      ),
    ).toEqual([]);
  });
});
