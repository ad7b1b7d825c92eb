import type { CandidateInfo, CandidateState, Publication, Run, Session } from '@assay/core';
import { duckdbDialect } from './dialect.ts';

const literal = duckdbDialect.literal;

/** A publication with its number: each publication or rollback has the next one, whatever the clock says. */
export interface Numbered extends Publication {
  readonly number: number;
}

/** A candidate, and the number of what was published when it was begun. */
export interface Begun extends Omit<CandidateInfo, 'isNewest'> {
  readonly after: number;
}

/** What a database file says about itself, inside it, so that it travels with every copy and rename. */
const SCHEMA = `create schema if not exists _assay;
create table if not exists _assay.publication (run varchar, as_of varchar, published_at varchar);
create table if not exists _assay.candidate (run varchar, as_of varchar, started_at varchar, state varchar);
alter table _assay.publication add column if not exists number bigint;
alter table _assay.candidate add column if not exists after bigint`;

export const writeCandidate = async (session: Session, run: Run, after: number): Promise<Begun> => {
  const info = { run: run.id, asOf: run.asOf, startedAt: run.startedAt.toISOString(), state: 'building' as const };
  const said = [info.run, info.asOf, info.startedAt, info.state].map(literal).join(', ');
  await session.execute(`${SCHEMA}; delete from _assay.candidate;
    insert into _assay.candidate by name select * from (values (${said}, ${after})) t (run, as_of, started_at, state, after)`);
  return { ...info, after };
};

export const writeState = (session: Session, state: CandidateState): Promise<void> =>
  session.execute(`update _assay.candidate set state = ${literal(state)}`);

/** The last row is the publication that the file holds. */
export const writePublication = (session: Session, { run, asOf, publishedAt, number }: Numbered): Promise<void> =>
  session.execute(`${SCHEMA}; delete from _assay.publication where run = ${literal(run)};
    insert into _assay.publication by name
    select * from (values (${[run, asOf, publishedAt].map(literal).join(', ')}, ${number})) t (run, as_of, published_at, number)`);

/** Whether a database of the session is ours; asked of its tables alone, as naming all columns costs more than opening it. */
const isOurs = async (session: Session, database: string): Promise<boolean> =>
  (
    await session.query(
      `select 1 from duckdb_tables() where database_name = ${database} and schema_name = '_assay' limit 1`,
    )
  ).rows.length > 0;

const OWN = 'current_database()';

/** The candidate that a file holds; that of the run that is published where it is a mere copy of that. */
export const readCandidate = async (session: Session): Promise<Begun | undefined> => {
  if (!(await isOurs(session, OWN))) return undefined;
  const { rows } = await session.query('from _assay.candidate');
  const row = rows[0];
  if (!row) return undefined;
  const state = String(row.state) as CandidateState; // only `writeState` writes it
  const after = Number(row.after ?? (await readPublication(session))?.number ?? 0);
  return { run: String(row.run), asOf: String(row.as_of), startedAt: String(row.started_at), state, after };
};

/** The publication that a file holds, that of the session or one attached to it; undefined where Assay published none. */
export const readPublication = async (session: Session, attached?: string): Promise<Numbered | undefined> => {
  if (!(await isOurs(session, attached === undefined ? OWN : literal(attached)))) return undefined;
  const prefix = attached === undefined ? '' : `${duckdbDialect.id(attached)}.`;
  const { rows } = await session.query(
    `select *, rowid as row_ from ${prefix}_assay.publication order by row_ desc limit 1`,
  );
  const row = rows[0];
  if (!row) return undefined;
  // Files of earlier versions have no numbers; their rows stand in order
  const number = Number(row.number ?? Number(row.row_) + 1);
  return { run: String(row.run), asOf: String(row.as_of), publishedAt: String(row.published_at), number };
};
