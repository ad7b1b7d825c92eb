import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { HUNDRED, type Placed } from './hundred-tests.ts';
import { PACKAGES } from './macros.ts';
import { SEEDS } from './seeds.ts';

/** The same test in the same place with another config needs a name of its own. */
const named = (): readonly Placed[] => {
  const taken = new Set<string>();
  return HUNDRED.map((placed, i) => {
    const [[name, said] = ['', {}]] =
      typeof placed.test === 'string' ? [[placed.test, {}] as const] : Object.entries(placed.test);
    const key = JSON.stringify([placed.table, placed.column, name, (said as { arguments?: unknown }).arguments]); // as `of` makes it
    if (!taken.has(key)) {
      taken.add(key);
      return placed;
    }
    return { ...placed, test: { [name]: { ...(said as object), name: `again_${i}_${name.replace('.', '_')}` } } };
  });
};

const schemaYaml = (): string =>
  stringify({
    version: 2,
    seeds: Object.entries(SEEDS).map(([name, { types }]) => {
      const mine = named().filter(({ table }) => table === name);
      const columns = Object.keys(types).map((column) => ({
        name: column,
        data_tests: mine.filter((one) => one.column === column).map(({ test }) => test),
      }));
      return {
        name,
        description: `the ${name} of a bakery`,
        config: { column_types: types },
        data_tests: mine.filter(({ column }) => column === undefined).map(({ test }) => test),
        columns: columns.filter(({ data_tests }) => data_tests.length > 0),
      };
    }),
  });

/** A dbt project over a DuckDB file, and beside it a project of ours that has nothing but that file. */
export const makeBakery = async (): Promise<{ folder: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-dbt-'));
  const files: Record<string, string> = {
    'dbt_project.yml': stringify({
      ...{ name: 'bakery', version: '1.0', profile: 'bakery' },
      flags: { send_anonymous_usage_stats: false, use_colors: false },
    }),
    'profiles.yml': stringify({
      bakery: {
        target: 'dev',
        outputs: { dev: { type: 'duckdb', path: 'warehouse.duckdb', schema: 'bakery', threads: 1 } },
      },
    }),
    'packages.yml': stringify({ packages: Object.keys(PACKAGES).map((name) => ({ local: `packages/${name}` })) }),
    'seeds/schema.yml': schemaYaml(),
    'assay.yml': stringify({
      ...{ name: 'bakery', as_of: '2025-12-31', models: [], checks: ['checks'], sources: ['bakery'] },
      targets: { local: { type: 'duckdb', path: 'warehouse.duckdb' } },
    }),
  };
  for (const [name, { csv }] of Object.entries(SEEDS)) files[`seeds/${name}.csv`] = csv;
  for (const [name, macros] of Object.entries(PACKAGES)) {
    files[`packages/${name}/dbt_project.yml`] = stringify({ name, version: '1.0', 'config-version': 2 });
    files[`packages/${name}/macros/tests.sql`] = macros;
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};
