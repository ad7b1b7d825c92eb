import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askPlainly, type CheckedTable, makeChecks, parseContracts, planChecks, runPlan } from '@assay/checks';
import type { Contract, Literal, Session, Verdict } from '@assay/core';
import {
  buildModels,
  type Lineage,
  loadRaw,
  type Model,
  orderModels,
  readModels,
  readRecordSchemas,
  readReferences,
} from '@assay/pipeline';
import { type ShopOptions, writeShop } from '@assay/sample';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const SETTINGS = { home_country: 'US', fiscal_start_month: 1 };

/** A small shop with silver and gold built in memory, and the built-in contracts, ready to be spoiled and judged. */
export interface Workshop {
  readonly session: Session;
  readonly asOf: string;
  readonly lineage: Pick<Lineage, 'ordered' | 'upstream'>;
  readonly contracts: readonly Contract[];
  readonly tables: ReadonlyMap<string, CheckedTable>;
}

export interface WorkshopOptions {
  /** A folder of raw files, as `rawShop` writes it. */
  readonly raw: string;
  /** The last day that counts; later ones are there to be ignored. */
  readonly asOf: string;
  /** SQL run over bronze before silver is made of it. */
  readonly spoil?: string | undefined;
}

const parameters = (asOf: string): Record<string, Literal> => ({ ...SETTINGS, as_of: { date: asOf } });

/** The built-in contracts, as files. */
export const contractSources = async () => {
  const folder = join(ROOT, 'checks');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yml')).sort();
  return Promise.all(
    files.map(async (name) => ({
      file: `checks/${name}`,
      text: await readFile(join(folder, name), 'utf8'),
      layer: 0,
      builtIn: true,
    })),
  );
};

/** Writes the raw files of a shop to a folder of its own, which the caller removes. */
export const rawShop = async (options: Omit<ShopOptions, 'out'>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-workshop-'));
  await writeShop({ ...options, out: folder });
  return folder;
};

const loadBronze = async (session: DuckdbSession, input: string): Promise<void> => {
  const dataSets = await readRecordSchemas([join(ROOT, 'packages/pipeline/records')]);
  await session.execute(`attach ':memory:' as bronze; attach ':memory:' as quarantine`);
  await loadRaw({ session, input, dataSets, runId: 'workshop', atMost: '5%' });
};

/** Loads raw files and builds every table. The caller closes the session. */
export const openWorkshop = async (options: WorkshopOptions): Promise<Workshop> => {
  const session = await openDuckdb({ path: ':memory:', threads: 2 });
  await loadBronze(session, options.raw);
  if (options.spoil) await session.execute(options.spoil);
  const models = await readModels([join(ROOT, 'packages/pipeline/models')]);
  const { references } = await readReferences(session, models);
  const lineage = orderModels(models, references, { tables: [], isSource: (schema) => schema === 'bronze' });
  await buildModels(session, lineage.ordered, { parameters: parameters(options.asOf), upstream: lineage.upstream });
  const { contracts, problems } = parseContracts(await contractSources());
  if (problems.length > 0) throw new Error(problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'));
  const columns = await session.catalog();
  const tables = new Map(
    models.map(({ table, grain }): [string, CheckedTable] => [table, { grain, columns: columns.get(table) ?? [] }]),
  );
  return { session, asOf: options.asOf, lineage, contracts, tables };
};

/** Builds one table anew, of any text. */
export const build = async ({ session, asOf }: Workshop, model: Model): Promise<void> => {
  const { references } = await readReferences(session, [model]);
  const reads = (references.get(model.table) ?? []).map(({ table }) => table);
  await buildModels(session, [model], { parameters: parameters(asOf), upstream: new Map([[model.table, reads]]) });
};

/** The verdicts of all contracts, or of some tables. */
export const judge = async (
  { session, asOf, contracts, tables }: Workshop,
  only?: ReadonlySet<string>,
): Promise<readonly Verdict[]> => {
  const { dialect, physical } = session;
  const made = makeChecks({ contracts, tables, only, asOf, settings: SETTINGS, dialect, physical });
  if (made.problems.length > 0)
    throw new Error(made.problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'));
  const grains = new Map([...tables].map(([table, { grain }]) => [table, grain]));
  const plan = planChecks(made.checks, { dialect, asking: session.asking ?? askPlainly });
  return (await runPlan(plan, session, { grains })).verdicts;
};
