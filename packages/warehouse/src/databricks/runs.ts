import type { KeptRun, Session } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';
import { isMissing, madeWhereMissing } from './errors.ts';
import { OWN_SCHEMA } from './events.ts';
import { REPEATABLE_HINT } from './repeatable.ts';

const table = (catalog: string): string => [catalog, OWN_SCHEMA, 'runs'].map(dialect.id).join('.');

const COLUMNS = [
  'told_at timestamp',
  'who string',
  'run string',
  'project string',
  'target string',
  'as_of string',
  'verdict string',
  'published boolean',
  'summary string',
  'report string',
];

/** A statement may have 16 MiB; a report that long is kept in the project's own history alone. */
const LONGEST = 12_000_000;

/** Writes a finished run down. Nothing in the table is ever changed, and a run that stands there already is not written again. */
export const writeRun = async (session: Session, catalog: string, run: KeptRun): Promise<void> => {
  const { project, target, asOf, verdict, published, summary, report } = run;
  const text = (value: string) => dialect.literal(value);
  const whole = text(report);
  const values = [
    ...[run.run, project, target, asOf, verdict].map(text),
    `cast(${dialect.literal(published)} as boolean)`,
    text(summary),
    Buffer.byteLength(whole) > LONGEST ? 'cast(null as string)' : whole,
  ];
  await madeWhereMissing(
    () =>
      session.execute(
        `${REPEATABLE_HINT} insert into ${table(catalog)} select current_timestamp(), current_user(), ${values.join(', ')}
         where not exists (select 1 from ${table(catalog)} where run = ${text(run.run)})`,
      ),
    () => session.execute(`create table if not exists ${table(catalog)} (${COLUMNS.join(', ')})`),
  );
};

/** The summaries of the last runs of a target by their ids, newest first. */
export const readRuns = async (
  session: Session,
  { catalog, target, most }: { readonly catalog: string; readonly target: string; readonly most: number },
): Promise<ReadonlyMap<string, string>> => {
  const answer = await session
    .query(
      `select cast(run as string) as run, cast(summary as string) as summary from ${table(catalog)}
       where target = ${dialect.literal(target)} order by told_at desc limit ${most}`,
    )
    .catch((error) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
  return new Map((answer?.rows ?? []).map(({ run, summary }) => [String(run), String(summary)]));
};
