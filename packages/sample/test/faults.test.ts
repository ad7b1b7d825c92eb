import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DuckdbSession } from '@assay/warehouse';
import { beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../src/index.ts';
import { dataSetNames, manifest, one, reading, shop } from './reading.ts';

const size = { orders: 1500, until: '2025-12-11' } as const;
let clean = '';
beforeAll(async () => {
  clean = await shop(size);
});

/** What a fault takes away from a data set and what it puts there, `gone` and `came`; every other data set must be as it was. */
const difference = async (plant: string, dataSet: string): Promise<DuckdbSession> => {
  const out = await shop({ ...size, plant: [plant] });
  for (const name of dataSetNames.filter((other) => other !== dataSet))
    expect(await manifest(out, name), `${plant} leaves ${name} alone`).toEqual(await manifest(clean, name));
  const session = await reading({ clean, planted: out });
  const [before, after] = [`clean.${dataSet}`, `planted.${dataSet}`];
  await session.execute(`create table gone as from ${before} except all from ${after}`);
  await session.execute(`create table came as from ${after} except all from ${before}`);
  return session;
};

const lines = 'select count(*) from clean.order_lines';
const key = 'order_id, line_number, updated_at';
/** The same lines went and came, apart from the columns named. */
const sameBut = (columns: string) =>
  `not exists (select * exclude (${columns}) from gone except all select * exclude (${columns}) from came)
   and (select count(*) from gone) = (select count(*) from came)`;
const near = (n: string, share: number) => `(${n}) between 0.6 * ${share} * (${lines}) and 1.4 * ${share} * (${lines})`;
const keptFirst = `(select count(*) from came where line_number = '1') = 0`;

const claims: Readonly<Record<string, { plant: string; dataSet: string; claims: Readonly<Record<string, string>> }>> = {
  null_keys: {
    plant: 'null_keys:0.05',
    dataSet: 'order_lines',
    claims: {
      'empties one key of a line': `${sameBut('customer_id, order_id, product_id')} and (select bool_and((customer_id is null)::int + (order_id is null)::int + (product_id is null)::int = 1) from came)`,
      'empties each of the keys': `(select count(customer_id) < count(*) and count(order_id) < count(*) and count(product_id) < count(*) from came)`,
      'takes the share': near('select count(*) from came', 0.05),
      'keeps the first line of orders': keptFirst,
    },
  },
  negative_prices: {
    plant: 'negative_prices:0.05',
    dataSet: 'order_lines',
    claims: {
      'turns prices below zero': `${sameBut('price')} and (select bool_and(price::decimal(18,2) < 0) from came)`,
      'takes the share': near('select count(*) from came', 0.05),
      'keeps the first line of orders': keptFirst,
    },
  },
  wrong_totals: {
    plant: 'wrong_totals:0.05',
    dataSet: 'order_lines',
    claims: {
      'breaks the sum of a line': `${sameBut('total_amount')} and (select bool_and(total_amount::decimal(18,2) <> price::decimal(18,2) * quantity::int - discount::decimal(18,2)) from came)`,
      'takes the share': near('select count(*) from came', 0.05),
      'keeps the first line of orders': keptFirst,
    },
  },
  broken_dates: {
    plant: 'broken_dates:0.05',
    dataSet: 'order_lines',
    claims: {
      'writes what is no date': `${sameBut('order_date')} and (select bool_and(try_cast(order_date as timestamp) is null) from came)`,
      'takes the share': near('select count(*) from came', 0.05),
      'keeps the first line of orders': keptFirst,
    },
  },
  dropped_day: {
    plant: 'dropped_day',
    dataSet: 'order_lines',
    claims: {
      'drops the tenth day before the last': `(select count(*) > 0 and bool_and(order_date like '2025-12-01%') from gone)`,
      'leaves nothing of it': `not exists (from planted.order_lines where order_date like '2025-12-01%')`,
      'adds nothing': 'not exists (from came)',
    },
  },
  duplicated_lines: {
    plant: 'duplicated_lines:0.05',
    dataSet: 'order_lines',
    claims: {
      'repeats lines word for word': `not exists (from gone) and (select count(*) > 0 from came) and not exists (from came except from clean.order_lines)`,
      'repeats each once': `not exists (select ${key} from planted.order_lines group by all having count(*) > 2)`,
      'takes the share': near('select count(*) from came', 0.05),
    },
  },
  orphaned_customers: {
    plant: 'orphaned_customers:0.05',
    dataSet: 'customers',
    claims: {
      'loses customers wholly': `(select count(*) > 0 from gone) and not exists (from came) and not exists (select customer_id from gone intersect select customer_id from planted.customers)`,
      'leaves orders without a customer': `exists (select customer_id::bigint from clean.order_lines intersect select customer_id from gone)`,
    },
  },
  customers_registered_twice: {
    plant: 'customers_registered_twice:0.05',
    dataSet: 'customers',
    claims: {
      'adds a record of the same moment and another registration month': `(select count(*) > 0 and bool_and(a.updated_at = b.updated_at and date_trunc('month', a.registration_date) <> date_trunc('month', b.registration_date)) from came as a join clean.customers as b on a.customer_id = b.customer_id and a.updated_at = b.updated_at)`,
      'takes nothing away': 'not exists (from gone)',
      'doubles the latest version': `not exists (select a.customer_id from came as a join clean.customers as b on a.customer_id = b.customer_id and b.updated_at > a.updated_at)`,
    },
  },
  swapped_columns: {
    plant: 'swapped_columns',
    dataSet: 'order_lines',
    claims: {
      'swaps the two columns': `${sameBut('payment_method, shipping_method')} and (select count(*) > 0 and bool_and(shipping_method in ('credit_card', 'debit_card', 'paypal', 'apple_pay', 'gift_card', 'bank_transfer') and payment_method in ('standard', 'express', 'overnight', 'pickup')) from came)`,
    },
  },
  future_dates: {
    plant: 'future_dates:0.05',
    dataSet: 'order_lines',
    claims: {
      'dates whole orders after the last day': `${sameBut('order_date')} and (select bool_and(order_date > '2025-12-12') from came) and not exists (select order_id from came intersect select order_id from planted.order_lines where order_date < '2025-12-12')`,
      'reaches the year 9999': `exists (from came where order_date like '9999-%')`,
      'leaves the time of recording': `(select max(updated_at) from came) < '2025-12-12'`,
    },
  },
};

describe.each(Object.entries(claims))('%s', (_, { plant, dataSet, claims }) => {
  it('changes what it says and only that', async () => {
    const session = await difference(plant, dataSet);
    for (const [claim, holds] of Object.entries(claims))
      expect(await one(session, `select coalesce(${holds}, false) as holds`), claim).toEqual({ holds: 1 });
    await session.close();
  });
});

const spoilt = 'year=2025/month=11/part-0.csv';
const fileOf = async (plant: string) => {
  const out = await shop({ ...size, plant: [plant] });
  const before = await manifest(clean, 'order_lines');
  const after = await manifest(out, 'order_lines');
  const read = (path: string) => readFile(join(out, 'order_lines', path));
  return { before, after, read, whole: await readFile(join(clean, 'order_lines', spoilt)) };
};

describe('faults of files', () => {
  it('doubled_file: the manifest knows the same file under two names', async () => {
    const { before, after, read, whole } = await fileOf('doubled_file');
    const added = after.files.filter(({ path }) => !before.files.some((file) => file.path === path));
    expect(added).toEqual([
      { ...before.files.find(({ path }) => path === spoilt), path: 'year=2025/month=11/part-0-copy.csv' },
    ]);
    expect(after.files.length).toBe(before.files.length + 1);
    expect((await read('year=2025/month=11/part-0-copy.csv')).equals(whole)).toBe(true);
  });

  it('truncated_file: ends in the middle of a record, and the manifest does not know', async () => {
    const { before, after, read, whole } = await fileOf('truncated_file');
    expect(after).toEqual(before);
    const cut = await read(spoilt);
    expect(whole.subarray(0, cut.length).equals(cut)).toBe(true);
    expect(cut.at(-1)).not.toBe(10);
    expect(whole.at(cut.length)).not.toBe(10);
    expect(cut.toString().split('\n').length).toBeGreaterThan(2);
  });

  it('truncated_at_line_end: looks whole, and the manifest does not know', async () => {
    const { before, after, read, whole } = await fileOf('truncated_at_line_end');
    expect(after).toEqual(before);
    const cut = await read(spoilt);
    expect(cut.length).toBeLessThan(whole.length);
    expect(cut.at(-1)).toBe(10);
    expect(whole.subarray(0, cut.length).equals(cut)).toBe(true);
  });

  it('damaged_gzip: the content is there, its checksum is wrong', async () => {
    const { before, after, read, whole } = await fileOf('damaged_gzip');
    expect(after.files.map(({ path }) => path)).toEqual(
      before.files.map(({ path }) => (path === spoilt ? `${path}.gz` : path)),
    );
    const packed = await read(`${spoilt}.gz`);
    expect(() => gunzipSync(packed)).toThrow(/data check/);
    packed.writeUInt8(packed.readUInt8(packed.length - 8) ^ 0xff, packed.length - 8);
    expect(gunzipSync(packed).equals(whole)).toBe(true);
  });
});

describe('planting', () => {
  it('is tested for every fault', () => {
    const ofFiles = ['doubled_file', 'truncated_file', 'truncated_at_line_end', 'damaged_gzip'];
    expect(Object.keys(faults).sort()).toEqual([...Object.keys(claims), ...ofFiles].sort());
  });

  it('takes several faults at once, of rows and of files', async () => {
    const plant = ['null_keys:0.05', 'dropped_day', 'doubled_file', 'orphaned_customers:0.05'];
    const session = await reading({ clean, planted: await shop({ ...size, plant }) });
    const { nulls, day, customers } = await one(
      session,
      `select (select count(*) from planted.order_lines where customer_id is null or order_id is null or product_id is null) as nulls,
         (select count(*) from planted.order_lines where order_date like '2025-12-01%') as day,
         (select count(*) from clean.customers) - (select count(*) from planted.customers) as customers`,
    );
    expect(nulls).toBeGreaterThan(50);
    expect(day).toBe(0);
    expect(customers).toBeGreaterThan(5);
    await session.close();
  });

  it('hits every record at a share of 1, and by default few enough to pass a quarantine of 0.5 %', async () => {
    const all = await difference('broken_dates:1', 'order_lines');
    expect(await one(all, `select (select count(*) from came) > 0.98 * (${lines}) as holds`)).toEqual({ holds: 1 });
    await all.close();
    const few = await difference('negative_prices', 'order_lines');
    const hit = '(select count(*) from came)';
    expect(await one(few, `select ${hit} > 0 and ${hit} < 0.004 * (${lines}) as holds`)).toEqual({ holds: 1 });
    await few.close();
  });
});
