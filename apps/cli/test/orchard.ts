import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Two tables of gold that each say as of which day they were built: a set is whole when both say the same. */
const FILES: Readonly<Record<string, string>> = {
  'assay.yml': `name: orchard
as_of: 2026-01-31
input: raw
records: [records]
models: [models]
checks: [checks]
targets:
  local: { type: duckdb, path: .assay/orchard.duckdb }
`,
  'records/harvest.schema.json': JSON.stringify({
    type: 'object',
    required: ['tree', 'picked'],
    properties: { tree: { type: 'integer' }, picked: { type: 'string', format: 'date' }, apples: { type: 'integer' } },
  }),
  'models/silver/harvest.sql': `-- grain: tree, picked
select tree, picked, apples from bronze.harvest`,
  'models/gold/trees.sql': `-- grain: tree
select tree, cast(sum(apples) as bigint) as apples, :as_of as as_of from silver.harvest where picked <= :as_of group by tree`,
  'models/gold/days.sql': `-- grain: picked
select picked, cast(sum(apples) as bigint) as apples, :as_of as as_of from silver.harvest where picked <= :as_of group by picked`,
  'checks/gold/trees.yml': `table: gold.trees
owner: orchard@example.com
columns:
  apples: { not_null: true, between: { at_least: 1 } }
checks:
  - reconcile: { of: sum(apples), equals: { table: gold.days } }
    name: trees and days count the same apples
`,
};

/** `assay.yml` of the orchard where silver is there already, and its target, in YAML. */
export const lakehouseConfig = (target: string): string => `name: orchard
as_of: 2026-01-31
records: [records]
models: [models]
checks: [checks]
sources: [silver]
targets:
  prod: { type: databricks, ${target} }
`;

export const DAYS = ['2026-01-28', '2026-01-29', '2026-01-30', '2026-01-31'];

/** A project small enough to be gated a hundred times. */
export const makeOrchard = async (
  changes: Readonly<Record<string, string>> = {},
): Promise<{ folder: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-orchard-'));
  const rows = Array.from({ length: 2000 }, (_, i) => `${Math.floor(i / 4)},${DAYS[i % 4]},${1 + (i % 7)}`);
  const files = { ...FILES, 'raw/harvest/all.csv': `tree,picked,apples\n${rows.join('\n')}\n`, ...changes };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};
