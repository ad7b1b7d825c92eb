import type { CandidateInfo, CandidateState, Publication, Run, Session } from '@assay/core';
import { duckdbDialect } from './dialect.ts';

const literal = duckdbDialect.literal;

/** What a database file says about itself, inside it, so that it travels with every copy and rename. */
const SCHEMA = `create schema if not exists _assay;
create table if not exists _assay.publication (run varchar, as_of varchar, published_at varchar);
create table if not exists _assay.candidate (run varchar, as_of varchar, started_at varchar, state varchar)`;

export const writeCandidate = async (session: Session, run: Run): Promise<CandidateInfo> => {
  const info = { run: run.id, asOf: run.asOf, startedAt: run.startedAt.toISOString(), state: 'building' as const };
  await session.execute(`${SCHEMA}; delete from _assay.candidate;
    insert into _assay.candidate values (${[info.run, info.asOf, info.startedAt, info.state].map(literal).join(', ')})`);
  return info;
};

export const writeState = (session: Session, state: CandidateState): Promise<void> =>
  session.execute(`update _assay.candidate set state = ${literal(state)}`);

export const writePublication = (session: Session, { run, asOf, publishedAt }: Publication): Promise<void> =>
  session.execute(`delete from _assay.publication where run = ${literal(run)};
    insert into _assay.publication values (${[run, asOf, publishedAt].map(literal).join(', ')})`);

/** Whether a database of the session is ours; asked of its tables alone, as naming all columns costs more than opening it. */
const isOurs = async (session: Session, database: string): Promise<boolean> =>
  (
    await session.query(
      `select 1 from duckdb_tables() where database_name = ${database} and schema_name = '_assay' limit 1`,
    )
  ).rows.length > 0;

const OWN = 'current_database()';

export const readCandidate = async (session: Session): Promise<CandidateInfo | undefined> => {
  if (!(await isOurs(session, OWN))) return undefined;
  const { rows } = await session.query('select run, as_of, started_at, state from _assay.candidate');
  const row = rows[0];
  if (!row) return undefined;
  const state = String(row.state) as CandidateState; // only `writeState` writes it
  return { run: String(row.run), asOf: String(row.as_of), startedAt: String(row.started_at), state };
};

/** The publication that a file holds, that of the session or one attached to it; undefined where Assay published none. */
export const readPublication = async (session: Session, attached?: string): Promise<Publication | undefined> => {
  if (!(await isOurs(session, attached === undefined ? OWN : literal(attached)))) return undefined;
  const prefix = attached === undefined ? '' : `${duckdbDialect.id(attached)}.`;
  const { rows } = await session.query(`from ${prefix}_assay.publication order by published_at desc limit 1`);
  const row = rows[0];
  return row && { run: String(row.run), asOf: String(row.as_of), publishedAt: String(row.published_at) };
};
