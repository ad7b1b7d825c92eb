import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import { type LoadedRaw, type LoadOptions, loadRaw } from '../../src/bronze/load-raw.ts';
import { readRecordSchemas } from '../../src/bronze/record-schemas.ts';

/** A tea house sells pots of tea; it writes its sales down in every format there is. */
export const SALES = {
  type: 'object',
  required: ['pot_id', 'tea', 'price'],
  properties: {
    pot_id: { type: 'integer', minimum: 1 },
    tea: { type: 'string', minLength: 1 },
    price: { type: 'number', multipleOf: 0.01, exclusiveMinimum: 0 },
    served_at: { type: ['string', 'null'], format: 'date-time' },
    picked_on: { type: ['string', 'null'], format: 'date' },
    iced: { type: ['boolean', 'null'] },
    grams: { type: 'number' },
  },
};

export interface TeaHouse {
  readonly session: DuckdbSession;
  readonly input: string;
  load(options?: Partial<LoadOptions>): Promise<LoadedRaw>;
  rows(query: string): Promise<unknown[]>;
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  parquet(file: string, query: string): Promise<void>;
  close(): Promise<void>;
}

/** Raw files in a temporary folder, an engine in memory with its quarantine, and the way from one to the other. */
export const openTeaHouse = async (
  schemas: Readonly<Record<string, unknown>> = { sales: SALES },
): Promise<TeaHouse> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bronze-'));
  const input = join(folder, 'raw');
  await mkdir(input);
  const session = await openDuckdb({ path: ':memory:', threads: 2 });
  await session.execute(`attach ':memory:' as bronze; attach ':memory:' as quarantine`);
  const put = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  for (const [name, schema] of Object.entries(schemas))
    await put(join(folder, 'records', `${name}.schema.json`), JSON.stringify(schema));
  return {
    session,
    input,
    load: async (options = {}) =>
      loadRaw({
        session,
        input,
        dataSets: await readRecordSchemas([join(folder, 'records')]),
        runId: 'r1',
        atMost: '100%',
        ...options,
      }),
    rows: async (query) => [...(await session.query(query)).rows],
    write: async (files) => {
      for (const [name, content] of Object.entries(files)) await put(join(input, name), content);
    },
    parquet: async (file, query) => {
      await mkdir(dirname(join(input, file)), { recursive: true });
      await session.execute(`copy (${query}) to '${join(input, file)}' (format parquet)`);
    },
    close: async () => {
      await session.close();
      await rm(folder, { recursive: true });
    },
  };
};
