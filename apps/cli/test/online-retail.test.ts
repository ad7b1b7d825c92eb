import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Report, ReportedCheck } from '@assay/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVE, countByHand, TRIANGLE } from './online-retail-figures.ts';
import { assay, type Ended, readLatest } from './program.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const FILE = process.env.ASSAY_ONLINE_RETAIL ?? join(root, '../shared/data/online_retail/online_retail.csv.gz');
const here = existsSync(FILE);

/** The example as somebody else's folder, with an empty place for the raw file. */
const makeProject = async (): Promise<{ folder: string; raw: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-online-retail-'));
  const example = join(root, 'examples/online-retail');
  await cp(example, folder, { recursive: true, filter: (path) => !/[\\/](\.assay|data)$/.test(path) });
  const raw = join(folder, 'data/online_retail');
  await mkdir(raw, { recursive: true });
  return { folder, raw };
};

const gate = (folder: string): Promise<Ended> => assay(['gate', '--quiet', '--no-color'], { cwd: folder });

const ask = async (folder: string, query: string): Promise<unknown[][]> => {
  const { stdout, stderr } = await assay(['spot', query, '--json'], { cwd: folder });
  if (stdout === '') throw new Error(stderr);
  const { rows } = JSON.parse(stdout) as { rows: Record<string, unknown>[] }; // the documented shape of spot
  return rows.map((row) => Object.values(row));
};

const checksOf = ({ tables }: Report): ReportedCheck[] => tables.flatMap(({ checks }) => checks);

const EMPTY = [
  'gold.weekly_web_activity',
  'silver.campaigns',
  'silver.customer_changes',
  'silver.experiment_assignments',
  'silver.fact_web_events',
  'silver.shipments',
  'silver.support_tickets',
  'silver.user_segments',
];

describe.skipIf(!here)(`UCI Online Retail${here ? '' : `, skipped: there is no ${FILE}`}`, () => {
  let folder: string;
  let ended: Ended;
  let report: Report;

  beforeAll(async () => {
    const project = await makeProject();
    folder = project.folder;
    await copyFile(FILE, join(project.raw, 'online_retail.csv.gz'));
    ended = await gate(folder);
    report = await readLatest(folder);
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds the figures that are expected here', async () => {
    expect(await countByHand(FILE)).toEqual({
      lines: 541_909,
      sales: 392_692,
      orders: 18_532,
      customers: 4_338,
      revenue: 8_887_208.894,
      triangle: TRIANGLE,
    });
  });

  it('is published: nothing fails, nothing warns, nothing is in quarantine', () => {
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expect(report).toMatchObject({ verdict: 'pass', published: true, totals: { fail: 0, warn: 0, error: 0 } });
    expect(report.quarantine).toEqual([{ data_set: 'online_retail', records: 541_909, bad: 0, reasons: [] }]);
  });

  it('gives the published numbers of lines, orders and customers, and the revenue to the penny', async () => {
    expect(
      await ask(
        folder,
        `select (select count(*) from silver.fact_order_items) as n_lines, count(*) as orders,
          count(distinct customer_id) as customers, sum(total) as revenue from silver.fact_orders`,
      ),
    ).toEqual([['392692', '18532', '4338', '8887208.89']]);
    expect(
      await ask(
        folder,
        `select sum(monetary) as revenue, count_if(frequency = 1) as once, count_if(frequency > 1) as repeatedly
         from gold.rfm_segments`,
      ),
    ).toEqual([['8887208.89', '1493', '2845']]);
  });

  it('gives the published revenue where exact copies count as sales', async () => {
    expect(
      await ask(
        folder,
        `select count(*) as n_lines, sum(quantity * unit_price) as revenue from silver.invoice_lines
         where customer_id is not null and order_id not like 'C%' and quantity > 0 and unit_price > 0`,
      ),
    ).toEqual([['397884', '8911407.904']]);
  });

  it('gives the published cohort table to the digit', async () => {
    const rows = await ask(
      folder,
      `select date_format(cohort_month, 'yyyy-MM') as cohort, months_since_registration, cohort_size, active_customers,
        retention_rate from gold.customer_cohorts order by cohort_month, months_since_registration`,
    );
    const wanted = Object.entries(TRIANGLE).flatMap(([cohort, counts]) =>
      counts.map((active, month) => {
        const [size = 0] = counts;
        return [cohort, month, `${size}`, `${active}`, (Math.round((10_000 * active) / size) / 100).toFixed(2)];
      }),
    );
    expect(rows).toEqual(wanted);
    expect(rows).toHaveLength(91);
  });

  it('gives the published customers of every month, and the revenue of the months', async () => {
    const months = await ask(
      folder,
      'select unique_customers, gross_revenue from gold.monthly_revenue order by order_month',
    );
    expect(months.map(([customers]) => Number(customers))).toEqual(ACTIVE);
    expect(months[11]).toEqual(['1664', '1156205.61']);
  });

  it('counts what is left out by reason, and every line once', () => {
    const ofLines = report.left_out.filter(({ table }) => table === 'silver.invoice_lines');
    expect(Object.fromEntries(ofLines.map(({ reason, rows }) => [reason, rows]))).toEqual({
      'exact copy of an earlier line': 5_268,
      'customer not known': 135_037,
      cancelled: 8_872,
      'price not above 0': 40,
    });
    expect(541_909 - ofLines.reduce((sum, { rows }) => sum + rows, 0)).toBe(392_692);
  });

  it('leaves empty what the file lacks, and says why', () => {
    const empty = report.tables.filter(({ rows }) => rows === 0);
    expect(empty.map(({ name }) => name).sort()).toEqual(EMPTY);
    for (const { name, checks } of empty)
      expect(
        checks.find(({ kind }) => kind === 'not_empty'),
        name,
      ).toMatchObject({
        status: 'skip',
        message: expect.stringMatching(/^no rows: the file /),
      });
  });
});

describe.skipIf(!here)('Online Retail gone wrong', () => {
  /** The first weeks of the file, each line changed. */
  const weeks = async (change: (line: string) => string): Promise<string> => {
    const [header = '', ...lines] = gunzipSync(await readFile(FILE))
      .toString('utf8')
      .split('\n')
      .slice(0, 30_001);
    return [header, ...lines.map(change), ''].join('\n');
  };

  it('is refused when days are shifted and the file is cut at the end of a line', { timeout: 300_000 }, async () => {
    const { folder, raw } = await makeProject();
    try {
      const nextDay = (line: string) =>
        line.replace(/,(\d{4}-\d\d-\d\d) /, (_, day) => {
          const next = new Date(`${day}T00:00:00Z`);
          next.setUTCDate(next.getUTCDate() + 1);
          return `,${next.toISOString().slice(0, 10)} `;
        });
      await writeFile(join(raw, 'online_retail.csv'), await weeks(nextDay));
      const { code, stderr } = await gate(folder);
      expect(code, stderr).toBe(1);
      const report = await readLatest(folder);
      expect(report.published).toBe(false);
      const failing = checksOf(report).filter(({ status }) => status === 'fail');
      expect(failing.map(({ id }) => id)).toEqual(
        expect.arrayContaining([
          'silver.invoice_lines.row_count.the-file-is-whole',
          'gold.daily_revenue.holds.no-orders-on-saturdays',
          'silver.fact_orders.row_count.as-many-orders-as-others-have-published',
        ]),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
