import { type TableNotes, UserError } from '@assay/core';
import { mergeText } from './deltas.ts';
import { databricksDialect as dialect } from './dialect.ts';
import { isMissing, StatementError } from './errors.ts';
import { type Attempt, candidateOf, type Past, type State, type States } from './events.ts';
import { candidateSchema, nameOf, pathOf, schemaOf, schemasOf } from './names.ts';
import { clausesOf, RUN } from './notes.ts';
import { settled } from './settled.ts';
import type { Place, Settling, Way } from './switch.ts';
import { areManaged, sameColumns, writeTogether } from './transaction.ts';

const path = ({ catalog }: Place, table: string, run?: string): string => pathOf(catalog, table, run);

/** The Delta version of a table, NULL where there is none. */
const versionOf = async (place: Place, table: string): Promise<number | null> => {
  try {
    const { rows } = await place.session.query(`describe history ${path(place, table)} limit 1`);
    return Number(rows[0]?.version);
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof StatementError)
      throw new UserError(
        `${table} cannot be published over: what is there is no Delta table (${error.condition}); move it away`,
        { cause: error },
      );
    throw error;
  }
};

const versionsOf = async (place: Place, tables: readonly string[]): Promise<States> =>
  Object.fromEntries(await settled(tables.map(async (table) => [table, await versionOf(place, table)] as const)));

const runOf = async (place: Place, table: string): Promise<string | undefined> => {
  const { rows } = await place.session.query(`show tblproperties ${path(place, table)} (${dialect.literal(RUN)})`);
  const value = rows[0]?.value;
  return value === undefined ? undefined : String(value);
};

/** The rows of a run's candidate, and what is to be written beside them. */
interface Next {
  readonly run: string;
  readonly notes: TableNotes | undefined;
}

const replace = async (place: Place, table: string, { run, notes }: Next): Promise<void> =>
  place.session.execute(
    `create or replace table ${path(place, table)} ${clausesOf({ [RUN]: run }, notes)}
     as select * from ${path(place, table, run)}`,
  );

/** Rows and property change in two commits here; one that came without the other is merged again, to the same rows. */
const merge = async (place: Place, table: string, { run, key }: { run: string; key: string[] }): Promise<void> => {
  await place.session.execute(mergeText({ catalog: place.catalog, table, run, key }));
  await place.session.execute(
    `alter table ${path(place, table)} set tblproperties (${[RUN, run].map(dialect.literal).join(' = ')})`,
  );
};

const restore = (place: Place, table: string, version: State): Promise<void> =>
  version === null
    ? place.session.execute(`drop table if exists ${path(place, table)}`)
    : place.session.execute(`restore table ${path(place, table)} to version as of ${version}`);

/** Publishes all tables at one moment, where the platform allows that for these tables; false where it does not. */
const advanceTogether = async (place: Place, { run, before }: Attempt, past: Past): Promise<boolean> => {
  const tables = Object.keys(before);
  if (Object.values(before).includes(null)) return false;
  const { session, catalog } = place;
  const merges = candidateOf(past, run)?.merges ?? {};
  const published = tables.map((table) => path(place, table));
  if (!(await areManaged(session, published))) return false;
  const schemas = schemasOf(tables);
  const columns = await session.catalog([...schemas, ...schemas.map((schema) => candidateSchema(schema, run))]);
  const isSame = tables.every((table) =>
    sameColumns(columns.get(table), columns.get(`${candidateSchema(schemaOf(table), run)}.${nameOf(table)}`)),
  );
  const writes = tables.map((table) => {
    const key = merges[table];
    return key
      ? mergeText({ catalog, table, run, key })
      : `insert overwrite ${path(place, table)} select * from ${path(place, table, run)}`;
  });
  return isSame && writeTogether(session, writes);
};

/** All at once or table by table; when it was begun earlier, what is done already is left alone. */
const publish = async (place: Place, attempt: Attempt, { past, begun }: Settling): Promise<void> => {
  const { run, before } = attempt;
  if (await advanceTogether(place, attempt, past)) return;
  const { notes = {}, merges = {} } = candidateOf(past, run) ?? {};
  const missing = Object.keys(before).filter((table) => before[table] === null);
  for (const schema of schemasOf(missing))
    await place.session.execute(`create schema if not exists ${dialect.id(place.catalog)}.${dialect.id(schema)}`);
  await settled(
    Object.keys(before).map(async (table) => {
      const done = begun && (await versionOf(place, table)) !== null && (await runOf(place, table)) === run;
      const key = merges[table];
      if (!done && key) await merge(place, table, { run, key });
      else if (!done) await replace(place, table, { run, notes: notes[table] });
    }),
  );
};

/** Published tables are tables, replaced whole: in one transaction where the platform allows it, else one by one. */
export const inPlace: Way = {
  mergesDeltas: true,
  statesOf: versionsOf,
  publish,
  restore: async (place, states) => {
    await settled(Object.entries(states).map(([table, version]) => restore(place, table, version)));
  },
};
