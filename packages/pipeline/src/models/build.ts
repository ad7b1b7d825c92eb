import {
  type AskOptions,
  bindParameters,
  CancelledError,
  type Literal,
  mapTables,
  type Session,
  UnavailableError,
  UserError,
  withoutValues,
} from '@assay/core';
import { asReady } from './as-ready.ts';
import type { Model } from './model.ts';

export interface BuildOptions extends AskOptions {
  /** The tables that each model reads, by its name. */
  readonly upstream: ReadonlyMap<string, readonly string[]>;
  /** What `:name` stands for in a model. */
  readonly parameters: Readonly<Record<string, Literal>>;
  /** Bronze holds PII: what an engine says of values is not passed on. */
  readonly isDiscreet?: boolean | undefined;
  /** Called after each table, before anything that reads it is built. */
  readonly onBuilt?: (table: string, milliseconds: number) => void | Promise<void>;
}

/** The text that an engine is sent for a model: parameters as literals, names as they are in this state of the data. */
export const modelText = (
  model: Model,
  session: Session,
  options: Pick<BuildOptions, 'parameters' | 'upstream'>,
): string => {
  const { parameters, upstream } = options;
  const bound = bindParameters(model.sql, (name) =>
    name in parameters ? session.dialect.literal(parameters[name] ?? null) : undefined,
  );
  const reads = new Set(upstream.get(model.table));
  return mapTables(bound, (schema, name) =>
    reads.has(`${schema}.${name}`) ? session.physical(schema, name) : undefined,
  );
};

const failure = (model: Model, error: unknown, isDiscreet: boolean): unknown => {
  if (error instanceof UnavailableError || error instanceof CancelledError) return error;
  const whole = error instanceof Error ? error.message : String(error);
  const said = isDiscreet ? withoutValues(whole) : whole;
  if (/^(IO|Out of Memory|TransactionContext|FATAL)/.test(said))
    return new UnavailableError(`${model.table} could not be built: ${said.split('\n')[0]}`, { cause: error });
  return new UserError([{ file: model.file, message: `${model.table} could not be built: ${said.split('\n')[0]}` }], {
    cause: error,
  });
};

/**
 * Builds tables anew and whole, each after what it reads: as many at once as the engine likes to have in flight, one
 * after the other in the order given where it likes one. Returns milliseconds by table, in the order given.
 * Throws `UserError` for a model that the engine refuses.
 */
export const buildModels = async (
  session: Session,
  models: readonly Model[],
  { parameters, upstream, onBuilt, isDiscreet = false, ...ask }: BuildOptions,
): Promise<Map<string, number>> => {
  const took = new Map<string, number>();
  for (const schema of new Set(models.map((model) => model.schema)))
    await session.execute(`create schema if not exists ${session.dialect.id(schema)}`, ask);
  const byTable = new Map(models.map((model) => [model.table, model]));
  const build = async (model: Model) => {
    const start = performance.now();
    const target = session.physical(model.schema, model.name);
    const text = modelText(model, session, { parameters, upstream });
    await session.execute(`create or replace table ${target} as\n${text}`, ask).catch((error) => {
      throw failure(model, error, isDiscreet);
    });
    took.set(model.table, performance.now() - start);
    await onBuilt?.(model.table, performance.now() - start);
  };
  await asReady(models, {
    after: ({ table }) =>
      (upstream.get(table) ?? []).flatMap((read) => (read === table ? [] : (byTable.get(read) ?? []))),
    atOnce: session.asking.concurrency,
    work: build,
  });
  return new Map(models.map(({ table }) => [table, took.get(table) ?? 0]));
};
