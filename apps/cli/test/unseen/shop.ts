import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Report, ReportedCheck } from '@assay/core';
import { writeShop } from '@assay/sample';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { main } from '../../src/main.ts';
import type { Fault } from './fault.ts';

export interface Size {
  readonly orders: number;
  readonly until: string;
  readonly seed?: number;
}

/** A project of the demo shop, whose raw files were published once, clean, by the program in this process. */
export interface Shop {
  /** What fails when a fault is in the raw files: refusals by a sentence, and checks by their id. */
  gateWith(fault: Fault): Promise<Outcome>;
  close(): Promise<void>;
}

export interface Outcome {
  readonly code: number;
  /** The checks that fail, blocking or not. */
  readonly failing: readonly Pick<ReportedCheck, 'id' | 'severity'>[];
  /** Why nothing was checked at all; null otherwise. */
  readonly refused: string | null;
}

const PROJECT = `name: shop
settings: { home_country: US, fiscal_start_month: 1 }
input: clean
targets:
  local: { type: duckdb, path: .assay/shop.duckdb }
`;

/** Columns that a reader would take for something else. */
const TYPES = {
  order_lines: `types = {'zip_code': 'varchar', 'phone': 'varchar', 'price': 'decimal(18,2)', 'discount': 'decimal(18,2)',
    'total_amount': 'decimal(18,2)', 'unit_cost': 'decimal(18,2)', 'order_tax': 'decimal(18,2)', 'order_shipping_cost': 'decimal(18,2)'}`,
};

const READ: Readonly<Record<string, { readonly from: string; readonly copy: string; readonly file: string }>> = {
  order_lines: {
    from: `read_csv('%/order_lines/**/*.csv', hive_partitioning = false, ${TYPES.order_lines})`,
    copy: 'format csv, header',
    file: 'part.csv',
  },
  web_events: {
    from: `read_json('%/web_events/**/*.ndjson', hive_partitioning = false)`,
    copy: 'format json',
    file: 'part.ndjson',
  },
};

const PARQUET = ['customers', 'customer_changes', 'products', 'campaigns', 'experiment_assignments', 'shipments'];
const SETS = ['order_lines', 'web_events', ...PARQUET, 'user_segments', 'support_tickets'];

const readingOf = (name: string) =>
  READ[name] ?? {
    from: `read_parquet('%/${name}/**/*.parquet', hive_partitioning = false)`,
    copy: 'format parquet',
    file: 'part.parquet',
  };

const silent = (): Writable => new Writable({ write: (_, __, done) => done() });

const gate = async (
  folder: string,
  words: readonly string[],
): Promise<{ code: number; report: Report | undefined }> => {
  const stderr: string[] = [];
  const code = await main(['gate', '--quiet', '--no-color', ...words], {
    env: {},
    cwd: folder,
    stdout: silent(),
    stderr: new Writable({ write: (chunk, _, done) => done(void stderr.push(String(chunk))) }),
    now: () => new Date(),
    signal: new AbortController().signal,
  });
  if (code > 1) throw new Error(`the gate ended with ${code}: ${stderr.join('')}`);
  const text = await readFile(join(folder, '.assay', 'latest', 'report.json'), 'utf8');
  return { code, report: JSON.parse(text) as Report }; // written by the program
};

const outcomeOf = ({ code, report }: Awaited<ReturnType<typeof gate>>): Outcome => {
  const checks = report?.tables.flatMap((table) => table.checks) ?? [];
  const failing = checks.filter(({ status }) => status === 'fail' || status === 'error');
  return {
    code,
    failing: failing.map(({ id, severity }) => ({ id, severity })),
    refused: code === 1 && failing.length === 0 ? (report?.reason ?? 'no reason') : null,
  };
};

/** One file a data set and no manifest: what changes a file on its way leaves none that could tell. */
const writeClean = async (session: DuckdbSession, { raw, clean }: { raw: string; clean: string }): Promise<void> => {
  for (const name of SETS) {
    const { from, copy, file } = readingOf(name);
    await session.execute(`create table ${name} as from ${from.replace('%', raw)}`);
    await mkdir(join(clean, name), { recursive: true });
    await session.execute(`copy ${name} to '${join(clean, name, file)}' (${copy})`);
  }
};

/** What the gate finds in a clean shop. */
export const gateClean = async ({ until, ...size }: Size): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-clean-day-'));
  try {
    await writeFile(join(folder, 'assay.yml'), PROJECT);
    await writeShop({ ...size, until, out: join(folder, 'clean') });
    return outcomeOf(await gate(folder, ['--as-of', until]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export const openShop = async ({ until, ...size }: Size): Promise<Shop> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-unseen-'));
  const [raw, clean] = [join(folder, 'raw'), join(folder, 'clean')];
  await writeFile(join(folder, 'assay.yml'), PROJECT);
  await writeShop({ ...size, until, out: raw });
  const session = await openDuckdb({ path: ':memory:', threads: 2 });
  await writeClean(session, { raw, clean });
  const first = outcomeOf(await gate(folder, ['--as-of', until]));
  if (first.code !== 0 || first.failing.length > 0) throw new Error(`not clean: ${JSON.stringify(first)}`);
  return {
    gateWith: async (fault) => {
      const faulty = await mkdtemp(join(folder, 'faulty-'));
      for (const name of SETS) {
        const select = fault[name];
        const { copy, file } = readingOf(name);
        if (select === undefined) await symlink(join(clean, name), join(faulty, name));
        else {
          await mkdir(join(faulty, name));
          const query = `with records as (from ${name}) select * from (${select})`;
          await session.execute(`copy (${query}) to '${join(faulty, name, file)}' (${copy})`);
        }
      }
      try {
        return outcomeOf(await gate(folder, ['--as-of', until, '--no-publish', '--input', faulty]));
      } finally {
        await rm(faulty, { recursive: true, force: true });
      }
    },
    close: async () => {
      await session.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
