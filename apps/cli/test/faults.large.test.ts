import type { Report } from '@assay/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assay, makeProject, readLatest, writeRaw } from './program.ts';

const ORDERS = '6000';
/** A lost day shows where days are busy. */
const BUSY = '20000';

/** Records: below the limit they are set aside and counted, above it the gate refuses. What is said of the field of each. */
const RECORDS: Readonly<Record<string, { readonly fields: readonly (string | null)[]; readonly reason: string }>> = {
  null_keys: { fields: ['customer_id', 'order_id', 'product_id'], reason: 'is missing' },
  negative_prices: { fields: ['price'], reason: 'must be > 0' },
  broken_dates: { fields: ['order_date'], reason: 'must match format "date-time"' },
  wrong_totals: {
    fields: [null],
    reason: "a line's total is price times quantity less its discount, to the cent",
  },
};

/** The file that is spoiled, of the data set that it lies in. */
const SPOILED = String.raw`/raw/order_lines/year=2025/month=12/part-0\.csv`;

/** Sets: only wrong as a whole. The check that catches each, or what the refusal says where the files themselves are bad. */
const SETS: Readonly<Record<string, { readonly check: RegExp; readonly orders?: string } | { readonly says: RegExp }>> =
  {
    dropped_day: { check: /^silver\.fact_orders\.sql\.no-busy-day/, orders: BUSY },
    doubled_file: { check: /^silver\.fact_order_items\..*unique/ },
    duplicated_lines: { check: /^silver\.fact_order_items\..*unique/ },
    orphaned_customers: { check: /^silver\.fact_orders\.customer_id\.references/ },
    customers_registered_twice: { check: /^silver\.dim_customers\..*unique/ },
    swapped_columns: { check: /^silver\.fact_orders\.(payment|shipping)_method\.one_of/ },
    future_dates: { check: /^silver\.fact_orders\.holds\.no-order-is-dated-after/ },
    truncated_file: { says: new RegExp(`${SPOILED}: has \\d+ bytes where its manifest says \\d+`) },
    truncated_at_line_end: { says: new RegExp(`${SPOILED}: has \\d+ bytes where its manifest says \\d+`) },
    damaged_gzip: { says: new RegExp(`${SPOILED}\\.gz: its gzip stream is damaged`) },
  };

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await makeProject());
});
afterAll(() => remove());

const gateWith = async (planted: readonly string[], orders = ORDERS) => {
  await writeRaw(folder, '--orders', orders, ...planted.flatMap((fault) => ['--plant', fault]));
  const ended = await assay(['gate'], { cwd: folder });
  return { ...ended, report: await readLatest(folder) };
};

it('publishes the shop without a fault, and exits 0', async () => {
  const { code, report, stderr } = await gateWith([]);
  expect({ code, stderr, verdict: report.verdict }).toMatchObject({ code: 0, verdict: 'pass' });
  expect(report.published).toBe(true);
});

/** What was set aside, by data set, and why. */
const setAside = ({ quarantine }: Report) =>
  quarantine
    .filter(({ bad }) => bad > 0)
    .map(({ data_set, reasons }) => ({
      data_set,
      fields: reasons.map(({ field }) => field).sort(),
      reasons: [...new Set(reasons.map(({ reason }) => reason))],
    }));

describe.each(Object.entries(RECORDS))('%s', (fault, { fields, reason }) => {
  const planted = [{ data_set: 'order_lines', fields, reasons: [reason] }];

  it('is set aside, counted and published without, below the limit', async () => {
    const { code, report } = await gateWith([`${fault}:0.001`]);
    expect({ code, published: report.published }).toEqual({ code: 0, published: true });
    expect(setAside(report)).toEqual(planted);
  });

  it('makes the gate refuse above the limit, with exit 1', async () => {
    const { code, report } = await gateWith([`${fault}:0.05`]);
    expect({ code, verdict: report.verdict, published: report.published }).toEqual({
      code: 1,
      verdict: 'fail',
      published: false,
    });
    expect(setAside(report)).toEqual(planted);
    expect(report.reason).toMatch(/order_lines\b/);
    expect(report.reason).toContain(reason);
  });
});

it.each(Object.entries(SETS))('%s makes the gate refuse, and the right check says so', async (fault, expected) => {
  const { code, report } = await gateWith([fault], 'orders' in expected ? expected.orders : ORDERS);
  expect({ code, published: report.published }).toEqual({ code: 1, published: false });
  const failing = report.tables
    .flatMap(({ checks }) => checks)
    .filter(({ status, severity }) => status === 'fail' && severity === 'error');
  if ('check' in expected) expect(failing.map(({ id }) => id)).toContainEqual(expect.stringMatching(expected.check));
  else expect(report.reason).toMatch(expected.says);
});
