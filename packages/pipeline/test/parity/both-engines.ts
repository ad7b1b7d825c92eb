import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Literal, problemLine, type Session } from '@assay/core';
import { type DuckdbSession, openDuckdb } from '@assay/warehouse';
import type { Connect } from '@assay/warehouse/testing/spark';
import { buildModels, type Model, modelText, orderModels, readModels, readReferences } from '../../src/index.ts';
import { differences } from './compare.ts';
import { ship } from './ship.ts';

export interface Case {
  /** Folders of models, the first that has a table giving it. */
  readonly models: readonly string[];
  readonly parameters: Readonly<Record<string, Literal>>;
  /** Fills DuckDB's bronze tables; `folder` is for files on the way. */
  readonly fill: (session: DuckdbSession, folder: string) => Promise<void>;
}

export interface Outcome {
  readonly differences: readonly string[];
  /** Rows by table, so that a test sees that something was compared. */
  readonly rows: ReadonlyMap<string, number>;
}

/**
 * Builds each model as soon as what it reads is there, then looks at it with `compare`. What Spark refuses is a
 * difference of its own, and so is all that is made of it.
 */
const buildOnSpark = async (
  spark: Session,
  models: readonly Model[],
  { compare, ...options }: Parameters<typeof modelText>[2] & { compare: (model: Model) => Promise<string[]> },
): Promise<string[]> => {
  const built = new Map<string, Promise<unknown>>();
  const compared = models.map((model) => {
    const text = modelText(model, spark, options);
    // Parquet, not Delta: a third of the time; that Delta keeps rows is for the warehouse's own tests
    const create = `create table ${spark.physical(model.schema, model.name)} using parquet as\n${text}`;
    const upstream = options.upstream.get(model.table) ?? [];
    const done = Promise.all(upstream.map((table) => built.get(table))).then(() => spark.execute(create));
    built.set(model.table, done);
    return done.then(
      () => compare(model),
      (error: Error) => [`${model.table} cannot be built on Spark: ${error.message}`],
    );
  });
  return (await Promise.all(compared)).flat();
};

/** Builds all models from the same rows on DuckDB and on Spark, and says how the results differ. */
export const onBothEngines = async (connect: Connect, name: string, given: Case): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-parity-'));
  const duckdb = await openDuckdb({ path: ':memory:', temp: join(folder, 'spill') });
  const spark = await connect({ place: (schema) => `${name}_${schema}` });
  try {
    await given.fill(duckdb, folder);
    const models = await readModels(given.models);
    const { references } = await readReferences(duckdb, models);
    const isSource = (schema: string) => schema === 'bronze';
    const { ordered, upstream, problems } = orderModels(models, references, { tables: [], isSource });
    if (problems.length > 0) throw new Error(problems.map(problemLine).join('\n'));

    const schemas = ['bronze', ...new Set(ordered.map(({ schema }) => schema))];
    for (const schema of schemas) await spark.execute(`create schema ${name}_${schema}`);
    await ship('bronze', { from: duckdb, to: spark, folder });
    const options = { parameters: given.parameters, upstream };
    await buildModels(duckdb, ordered, options);
    const found = await buildOnSpark(spark, ordered, {
      ...options,
      compare: (model) => differences(duckdb, spark, model),
    });
    const rows = new Map<string, number>();
    for (const { table } of ordered)
      rows.set(table, Number((await duckdb.query(`select count(*) as n from ${table}`)).rows[0]?.n));
    for (const schema of schemas) await spark.execute(`drop schema if exists ${name}_${schema} cascade`);
    return { differences: found, rows };
  } finally {
    await duckdb.close();
    await spark.close();
    await rm(folder, { recursive: true });
  }
};
