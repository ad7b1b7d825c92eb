import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeShop } from '@assay/sample';
import { expect, it } from 'vitest';
import { readRecordSchemas } from '../../src/bronze/record-schemas.ts';
import { openTeaHouse } from './tea-house.ts';

const RECORDS = fileURLToPath(new URL('../../records', import.meta.url));

it('every record of the demo shop is clear by its schema and never seen by ajv', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-shop-'));
  const house = await openTeaHouse({});
  const shop = await writeShop({ out: join(folder, 'raw'), orders: 300, until: '2026-01-31', threads: 1 });
  const dataSets = (await readRecordSchemas([RECORDS])).map((dataSet) => ({
    ...dataSet,
    validate: (record: object) => {
      throw new Error(`${dataSet.name} left to ajv: ${JSON.stringify(record)}`);
    },
  }));
  const loaded = await house.load({ input: join(folder, 'raw'), dataSets });
  const rows = (counts: readonly { name: string; rows: number }[]) =>
    Object.fromEntries(counts.map((count) => [count.name, count.rows]));
  expect(rows(loaded.dataSets.map(({ data_set, records }) => ({ name: data_set, rows: records })))).toEqual(
    rows(shop.dataSets),
  );
  await house.close();
  await rm(folder, { recursive: true });
});
