import { type Publication, type Session, type TableNotes, UnavailableError, UserError } from '@assay/core';
import { mergeText } from './deltas.ts';
import { databricksDialect as dialect } from './dialect.ts';
import { isMissing, StatementError } from './errors.ts';
import { type Attempt, type Past, type Published, publicationOf, tell, type Versions } from './events.ts';
import { candidateSchema, nameOf, pathOf, schemaOf, schemasOf } from './names.ts';
import { clausesOf, RUN } from './notes.ts';
import { settled } from './settled.ts';
import { areManaged, sameColumns, writeTogether } from './transaction.ts';

export interface Place {
  readonly session: Session;
  readonly catalog: string;
}

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

export const versionsOf = async (place: Place, tables: readonly string[]): Promise<Versions> =>
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
    `create or replace table ${path(place, table)} ${clausesOf(run, notes)}
     as select * from ${path(place, table, run)}`,
  );

/** Rows and property change in two commits here; one that came without the other is merged again, to the same rows. */
const merge = async (place: Place, table: string, { run, key }: { run: string; key: string[] }): Promise<void> => {
  await place.session.execute(mergeText({ catalog: place.catalog, table, run, key }));
  await place.session.execute(
    `alter table ${path(place, table)} set tblproperties (${[RUN, run].map(dialect.literal).join(' = ')})`,
  );
};

const restore = (place: Place, table: string, version: number | null): Promise<void> =>
  version === null
    ? place.session.execute(`drop table if exists ${path(place, table)}`)
    : place.session.execute(`restore table ${path(place, table)} to version as of ${version}`);

interface Settling {
  readonly past: Past;
  /** An earlier run has begun it. */
  readonly begun: boolean;
}

/** What a run's candidate is, as the journal knows it. */
const candidateOf = (past: Past, run: string) => past.candidates.find((candidate) => candidate.run === run);

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

/** Does what an attempt says, table by table; when it was begun earlier, what is done already is left alone. */
const advance = async (place: Place, attempt: Attempt, { past, begun }: Settling): Promise<void> => {
  const { kind, run, before, to } = attempt;
  if (kind === 'publish' && (await advanceTogether(place, attempt, past))) return;
  const { notes = {}, merges = {} } = candidateOf(past, run) ?? {};
  const missing = Object.keys(before).filter((table) => before[table] === null);
  for (const schema of schemasOf(missing))
    await place.session.execute(`create schema if not exists ${dialect.id(place.catalog)}.${dialect.id(schema)}`);
  await settled(
    Object.keys(before).map(async (table) => {
      if (kind === 'rollback') return restore(place, table, to[table] ?? null);
      const done = begun && (await versionOf(place, table)) !== null && (await runOf(place, table)) === run;
      const key = merges[table];
      if (!done && key) await merge(place, table, { run, key });
      else if (!done) await replace(place, table, { run, notes: notes[table] });
    }),
  );
};

/** Returns every table to the version that it had before the attempt. */
const undo = async (place: Place, attempt: Attempt): Promise<void> => {
  const now = await versionsOf(place, Object.keys(attempt.before));
  await settled(
    Object.entries(attempt.before)
      .filter(([table, version]) => now[table] !== version)
      .map(([table, version]) => restore(place, table, version)),
  );
  await tell(place.session, place.catalog, { kind: 'undone', said: { run: attempt.run } });
};

const settle = async (place: Place, attempt: Attempt, { past, begun }: Settling): Promise<Published> => {
  await advance(place, attempt, { past, begun });
  const changed = await versionsOf(place, Object.keys(attempt.before));
  const { run, asOf, publishedAt } = attempt;
  const verdict = candidateOf(past, run)?.state;
  const versions = { ...past.publications[0]?.versions, ...changed };
  const said = { run, asOf, publishedAt, versions, ...(verdict ? { verdict } : {}) };
  await tell(place.session, place.catalog, { kind: 'published', said });
  return said;
};

/**
 * Makes a set visible under the journal: all at one moment where the platform allows it, else table by table; readers
 * of each table see its old rows or its new ones.
 * When it cannot be done it is undone at once; when that is not possible either, the next run does one or the other.
 */
export const switchSet = async (place: Place, attempt: Attempt, past: Past): Promise<Publication> => {
  await tell(place.session, place.catalog, { kind: 'begun', said: attempt });
  try {
    return publicationOf(await settle(place, attempt, { past, begun: false }));
  } catch (error) {
    const undone = await undo(place, attempt).then(
      () => true,
      () => false,
    );
    const why = error instanceof Error ? error.message : String(error);
    throw new UnavailableError(
      undone
        ? `run ${attempt.run} was not published and nothing has changed: ${why}`
        : `run ${attempt.run} is published in part: ${why}. The next assay gate finishes it, assay rollback undoes it`,
      { cause: error },
    );
  }
};

/** Brings a set that was left half-way to one state: to its end, or back where it came from. */
export const recover = async (place: Place, past: Past, how: 'finish' | 'undo'): Promise<string | undefined> => {
  const { unfinished } = past;
  if (!unfinished) return undefined;
  if (how === 'finish') {
    try {
      await settle(place, unfinished, { past, begun: true });
      return `finished the ${unfinished.kind} of run ${unfinished.run} that was cut short`;
    } catch (error) {
      if (!(error instanceof StatementError || error instanceof UserError)) throw error;
    }
  }
  await undo(place, unfinished);
  return `undid the ${unfinished.kind} of run ${unfinished.run} that was cut short`;
};
