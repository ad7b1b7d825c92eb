import type { CandidateInfo, CandidateState, Publication, Session } from '@assay/core';
import * as z from 'zod';
import { databricksDialect as dialect } from './dialect.ts';
import { isMissing } from './errors.ts';
import { REPEATABLE_HINT } from './repeatable.ts';

/** The schema that holds what Assay writes about itself. */
export const OWN_SCHEMA = '_assay';

const count = z.int().nonnegative();

/** What a table is at a moment: its Delta version, or the slot that its view shows; NULL where it is not there. */
const state = z.union([count, z.string()]).nullable();
export type State = z.infer<typeof state>;
const versions = z.record(z.string(), state);
export type States = z.infer<typeof versions>;

/** What is to become visible together, written down before the first table changes. */
const attempt = z.object({
  kind: z.enum(['publish', 'rollback']),
  run: z.string(),
  asOf: z.string(),
  publishedAt: z.string(),
  before: versions.describe('what each table that changes is before it does'),
  to: versions.describe('for a rollback, what to return to'),
});
export type Attempt = z.infer<typeof attempt>;

/** A set that became visible, with the verdict on it and the versions that its tables had then. */
const published = z.object({
  ...{ run: z.string(), asOf: z.string(), publishedAt: z.string(), versions },
  verdict: z.string().optional().describe('absent where the journal no longer knows it'),
});
export type Published = z.infer<typeof published>;

const notes = z.object({
  description: z.string().nullable(),
  properties: z.record(z.string(), z.string()),
  cluster: z.array(z.string()),
});

const candidate = z.object({
  run: z.string(),
  asOf: z.string(),
  startedAt: z.string(),
  state: z.enum(['building', 'built', 'passed', 'refused']),
  builds: z.array(z.string()),
  merges: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe('keys of the tables of which it builds a delta'),
  notes: z.record(z.string(), notes).default({}).describe('what is written beside the tables when they are published'),
  checked: z
    .object({ basis: z.string(), tables: z.record(z.string(), z.string()) })
    .optional()
    .describe('against what its checks were asked, and what its tables were then'),
});
export type KnownCandidate = z.infer<typeof candidate>;

export type Event =
  | { readonly kind: 'candidate'; readonly said: KnownCandidate }
  | { readonly kind: 'begun'; readonly said: Attempt }
  | { readonly kind: 'published'; readonly said: Published }
  | { readonly kind: 'undone'; readonly said: { readonly run: string } };

const SHAPES = { candidate, begun: attempt, published, undone: z.object({ run: z.string() }) } as const;

/** What the events of a warehouse come to. */
export interface Past {
  readonly candidates: readonly KnownCandidate[];
  /** The runs whose candidates were begun since anything was published or returned to. */
  readonly newest: ReadonlySet<string>;
  /** Newest first; the first is what is published. */
  readonly publications: readonly Published[];
  /** A publication or rollback that was begun and neither finished nor undone. */
  readonly unfinished: Attempt | undefined;
}

export const candidateInfo = (
  { run, asOf, state, startedAt }: KnownCandidate,
  { newest }: Pick<Past, 'newest'>,
): CandidateInfo => ({ run, asOf, startedAt, state: state as CandidateState, isNewest: newest.has(run) });

/** What a run's candidate is, as the journal knows it. */
export const candidateOf = ({ candidates }: Past, run: string): KnownCandidate | undefined =>
  candidates.find((candidate) => candidate.run === run);

export const publicationOf = ({ run, asOf, publishedAt }: Published): Publication => ({ run, asOf, publishedAt });

const table = (catalog: string): string => [catalog, OWN_SCHEMA, 'events'].map(dialect.id).join('.');

export const createEvents = async (session: Session, catalog: string): Promise<void> => {
  await session.execute(`create schema if not exists ${dialect.id(catalog)}.${dialect.id(OWN_SCHEMA)}`);
  await session.execute(
    `create table if not exists ${table(catalog)} (told_at timestamp, who string, kind string, run string, said string)`,
  );
};

/** Adds a line to the journal; nothing in it is ever changed, and a line that stands twice says nothing new. */
export const tell = (session: Session, catalog: string, { kind, said }: Event): Promise<void> => {
  const values = [kind, said.run, JSON.stringify(said)].map(dialect.literal).join(', ');
  return session.execute(
    `${REPEATABLE_HINT} insert into ${table(catalog)} select current_timestamp(), current_user(), ${values}`,
  );
};

const REMEMBERED = 1000;

const understood = (kind: unknown, text: unknown): Event | undefined => {
  const shape = SHAPES[String(kind) as Event['kind']]; // undefined for a kind that a later version writes
  const parsed = shape?.safeParse(JSON.parse(String(text)));
  return parsed?.success ? ({ kind, said: parsed.data } as Event) : undefined; // the shape is the kind's own
};

/** Reads the journal; undefined where there is none yet. */
export const readPast = async (session: Session, catalog: string): Promise<Past | undefined> => {
  const answer = await session
    .query(
      `select cast(kind as string) as kind, cast(said as string) as said
       from ${table(catalog)} order by told_at desc limit ${REMEMBERED}`,
    )
    .catch((error) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
  if (!answer) return undefined;
  const events = answer.rows.flatMap(({ kind, said }) => understood(kind, said) ?? []);
  const candidates = new Map<string, KnownCandidate>();
  for (const event of events)
    if (event.kind === 'candidate' && !candidates.has(event.said.run)) candidates.set(event.said.run, event.said);
  const last = events.find(({ kind }) => kind !== 'candidate');
  const published = events.findIndex(({ kind }) => kind === 'published');
  const begunAt = (run: string) => events.findLastIndex(({ kind, said }) => kind === 'candidate' && said.run === run);
  const isNewest = (run: string) => published < 0 || begunAt(run) < published;
  return {
    candidates: [...candidates.values()],
    newest: new Set([...candidates.keys()].filter(isNewest)),
    publications: events.flatMap((event) => (event.kind === 'published' ? [event.said] : [])),
    unfinished: last?.kind === 'begun' ? last.said : undefined,
  };
};
