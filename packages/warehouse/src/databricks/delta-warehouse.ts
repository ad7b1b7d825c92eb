import { randomUUID } from 'node:crypto';
import {
  type BeginOptions,
  type Candidate,
  type Session,
  type SharedHistory,
  UserError,
  type Warehouse,
} from '@assay/core';
import { adoptTables, findAdopted } from './adopt.ts';
import { deltaPath, layDelta } from './deltas.ts';
import { databricksDialect as dialect } from './dialect.ts';
import type { Connection } from './driver.ts';
import { madeWhereMissing, withoutStatementErrors } from './errors.ts';
import {
  candidateInfo,
  createEvents,
  type KnownCandidate,
  type Past,
  publicationOf,
  readPast,
  tell,
} from './events.ts';
import { readFacts } from './facts.ts';
import { inPlace } from './in-place.ts';
import { createLease, type Lease, takeLease } from './lease.ts';
import { candidateSchema, pathOf, schemasOf } from './names.ts';
import { patience, type Retries } from './retry.ts';
import { readRuns, writeRun } from './runs.ts';
import { openDatabricks } from './session.ts';
import { settled } from './settled.ts';
import { slots } from './slots.ts';
import { candidateSession, publishedSession } from './state-session.ts';
import { type Publishing, recover, switchSet } from './switch.ts';

export interface WarehouseOptions {
  /** Seconds after which a silent writer counts as dead. */
  readonly silence?: number | undefined;
  /** Candidates kept beside the last one. */
  readonly keptCandidates?: number | undefined;
  /** In place of what `retryFor` comes to. */
  readonly retries?: Retries | undefined;
  /** What statements are marked with in the server's records. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Told of each retry, in one sentence. */
  readonly tell?: ((message: string) => void) | undefined;
}

/** Days after which a candidate is dropped, although no newer ones have come. */
const KEPT_DAYS = 7;

const NOTHING: Past = { candidates: [], newest: new Set(), publications: [], unfinished: undefined };

/** The writer's place, and what the journal says while it is held: nobody else writes there. */
interface Writer {
  readonly taken: Lease;
  past(): Past;
}

/** The keys of those tables of a run that can be merged into, because they are published. */
const mergedInto = async (
  at: Publishing,
  { merges, builds }: { readonly merges: ReadonlyMap<string, readonly string[]>; readonly builds: readonly string[] },
): Promise<Record<string, string[]>> => {
  const wanted = at.way.mergesDeltas
    ? [...merges].filter(([table, key]) => builds.includes(table) && key.length > 0)
    : [];
  if (wanted.length === 0) return {};
  const versions = await at.way.statesOf(
    at,
    wanted.map(([table]) => table),
  );
  return Object.fromEntries(
    wanted.filter(([table]) => versions[table] !== null).map(([table, key]) => [table, [...key]]),
  );
};

/** What the tables that a candidate builds are now: any write to one gives it another version. */
const candidateTables = async (
  session: Session,
  catalog: string,
  { run, builds, merges }: KnownCandidate,
): Promise<Record<string, string>> => {
  const stateOf = async (table: string) => {
    const path = table in merges ? deltaPath({ catalog, table, run }) : pathOf(catalog, table, run);
    const { rows } = await session.query(`describe history ${path} limit 1`);
    return [table, `${rows[0]?.version} ${rows[0]?.timestamp}`] as const;
  };
  return Object.fromEntries(await settled(builds.map(stateOf)));
};

/** A catalog of Delta tables, and how it is reached. */
export interface Place {
  readonly connection: Connection;
  readonly catalog: string;
  readonly statementTimeout?: number | undefined;
  readonly concurrency?: number | undefined;
  /** How sets become visible: tables are replaced (the default), or views shown another slot. */
  readonly publish?: 'tables' | 'slots' | undefined;
  /** Seconds in which a server that is away is tried again. */
  readonly retryFor?: number | undefined;
}

/**
 * A catalog of Delta tables as a warehouse. A candidate lies in schemas beside the published ones; it is published table by
 * table under a journal, which the next run finishes or undoes when this one is cut short.
 */
export const deltaWarehouse = (
  { connection, catalog, retryFor, publish, ...limits }: Place,
  options: WarehouseOptions = {},
): Warehouse => {
  const retries = options.retries ?? { ...patience(retryFor), onRetry: options.tell };
  const way = publish === 'slots' ? slots : inPlace;
  const writers = new Map<Candidate, Writer>();
  let opened: Promise<Session> | undefined;
  const connect = (): Promise<Session> => {
    opened ??= openDatabricks({ ...connection, ...limits, catalog, retries, tags: options.tags });
    return opened;
  };
  const past = async (): Promise<Past> => (await readPast(await connect(), catalog)) ?? NOTHING;

  const place = async (): Promise<Publishing> => ({ session: await connect(), catalog, way });

  const lease = async (holder: string, { wait, onWait }: Omit<BeginOptions, 'run'>): Promise<Lease> => {
    const session = await connect();
    const take = () => takeLease({ session, catalog, holder, wait, onWait, silence: options.silence ?? 60 });
    return madeWhereMissing(take, async () => {
      await createEvents(session, catalog);
      await createLease(session, catalog);
    });
  };

  const hold = (
    session: Session,
    known: KnownCandidate,
    { taken, before, isNew = false }: { taken: Lease; before: Past; isNew?: boolean },
  ): Candidate => {
    let { state, checked } = known;
    const others = before.candidates.filter(({ run }) => run !== known.run);
    const [last] = before.publications;
    const candidate: Candidate = {
      ...candidateInfo(known, { newest: new Set([...before.newest, ...(isNew ? [known.run] : [])]) }),
      session: candidateSession(session, { catalog, run: known.run, builds: new Set(known.builds) }),
      before: last && { ...publishedSession(session), publication: publicationOf(last) },
      deltaOf: (table) => (table in known.merges ? deltaPath({ catalog, table, run: known.run }) : undefined),
      get state() {
        return state;
      },
      mark: async (next, basis) => {
        checked = basis === undefined ? undefined : { basis, tables: await candidateTables(session, catalog, known) };
        await tell(session, catalog, { kind: 'candidate', said: { ...known, state: next, checked } });
        state = next;
      },
      checkedAgainst: async () => {
        if (!checked) return undefined;
        const now = await candidateTables(session, catalog, known);
        return known.builds.every((table) => now[table] === checked?.tables[table]) ? checked.basis : undefined;
      },
      close: async () => {
        if (writers.delete(candidate)) await taken.release();
      },
    };
    writers.set(candidate, {
      taken,
      past: () => ({ ...before, candidates: [{ ...known, state, checked }, ...others] }),
    });
    return candidate;
  };

  const dropCandidates = async (session: Session, { candidates }: Past, now: Date): Promise<void> => {
    const oldest = now.getTime() - KEPT_DAYS * 86_400_000;
    const old = candidates.filter(
      ({ startedAt }, i) => i >= (options.keptCandidates ?? 1) || Date.parse(startedAt) < oldest,
    );
    const { rows } =
      old.length > 0 ? await session.query(`show schemas in ${dialect.id(catalog)} like '*__*'`) : { rows: [] };
    const there = new Set(rows.map((row) => String(Object.values(row)[0])));
    const gone = old.flatMap(({ run, builds }) => schemasOf(builds).map((schema) => candidateSchema(schema, run)));
    for (const schema of gone.filter((name) => there.has(name)))
      await session.execute(`drop schema if exists ${dialect.id(catalog)}.${dialect.id(schema)} cascade`);
  };

  /** Takes the writer's place, and leaves it again when the work fails. */
  const asWriter = async <T>(
    holder: string,
    wait: Omit<BeginOptions, 'run'>,
    work: (lease: Lease, session: Session) => Promise<T>,
  ): Promise<T> => {
    const taken = await lease(holder, wait);
    try {
      return await work(taken, await connect());
    } catch (error) {
      await taken.release();
      throw error;
    }
  };

  const history = withoutStatementErrors(connection.host, {
    keep: async (run) => writeRun(await connect(), catalog, run),
    last: async (target, most) => readRuns(await connect(), { catalog, target, most }),
  } satisfies SharedHistory);

  const methods = withoutStatementErrors(connection.host, {
    published: async () => ((await past()).publications.length > 0 ? publishedSession(await connect()) : undefined),
    reader: async () => publishedSession(await connect()),
    publication: async () => {
      const [last] = (await past()).publications;
      return last && publicationOf(last);
    },
    facts: async (schemas, youngFrom) => readFacts(publishedSession(await connect()), { catalog, schemas, youngFrom }),
    previous: async () => {
      const [current, ...earlier] = (await past()).publications;
      const seen = new Set([current?.run]);
      return earlier.filter(({ run }) => !seen.has(run) && seen.add(run)).map(publicationOf);
    },
    lastCandidate: async () => {
      const now = await past();
      const [last] = now.candidates;
      return last && candidateInfo(last, now);
    },
    candidate: async () => {
      const [last] = (await past()).candidates;
      return last && candidateSession(await connect(), { catalog, run: last.run, builds: new Set(last.builds) });
    },

    begin: ({ run, builds: wanted = [], notes = new Map(), merges = new Map(), adopt, ...wait }) =>
      asWriter(run.id, wait, async (taken, session) => {
        const adopted = adopt ? await findAdopted(publishedSession(session), adopt) : [];
        const builds = adopt ? adopted.map(({ table }) => table) : wanted;
        const before = await past();
        const told = await recover(await place(), before, 'finish');
        if (told) wait.onWait?.(told);
        const now = told ? await past() : before;
        await dropCandidates(session, before, run.startedAt);
        const known: KnownCandidate = {
          ...{ run: run.id, asOf: run.asOf, startedAt: run.startedAt.toISOString(), state: 'building' },
          builds: [...builds],
          merges: await mergedInto(await place(), { merges, builds }),
          notes: Object.fromEntries(
            [...notes]
              .filter(([table]) => builds.includes(table))
              .map(([table, { cluster, ...note }]) => [table, { ...note, cluster: [...cluster] }]),
          ),
        };
        await tell(session, catalog, { kind: 'candidate', said: known });
        for (const schema of schemasOf(builds))
          await session.execute(
            `create schema if not exists ${dialect.id(catalog)}.${dialect.id(candidateSchema(schema, run.id))}`,
          );
        await adoptTables(adopted, { session, catalog, run: run.id });
        for (const [table, key] of Object.entries(known.merges))
          await layDelta(session, { catalog, table, run: run.id, key });
        return hold(session, known, { taken, before: now, isNew: true });
      }),

    resume: (wait) =>
      asWriter(`resumed_${randomUUID().slice(0, 8)}`, wait, async (taken, session) => {
        const before = await past();
        const told = await recover(await place(), before, 'finish');
        if (told) wait.onWait?.(told);
        const [last] = before.candidates;
        if (last) return hold(session, last, { taken, before: told ? await past() : before });
        await taken.release();
        return undefined;
      }),

    publish: async (candidate, next) => {
      const writer = writers.get(candidate);
      if (!writer) throw new Error('only the writer publishes its own candidate');
      try {
        await writer.taken.check();
        const at = await place();
        const before = writer.past();
        const builds = before.candidates.find(({ run }) => run === candidate.run)?.builds ?? [];
        const attempt = { kind: 'publish' as const, ...next, before: await at.way.statesOf(at, builds), to: {} };
        await switchSet(at, attempt, before);
      } finally {
        await candidate.close();
      }
    },

    rollback: ({ to, ...wait }) =>
      asWriter(`rollback_${randomUUID().slice(0, 8)}`, wait, async (taken) => {
        const at = await place();
        const before = await past();
        const cutShort = before.unfinished?.kind === 'publish' && to === undefined;
        const told = await recover(at, before, cutShort ? 'undo' : 'finish');
        if (told) wait.onWait?.(told);
        const now = told ? await past() : before;
        const [current, ...earlier] = now.publications;
        if (cutShort && current) {
          await taken.release();
          return publicationOf(current);
        }
        const goal = earlier.find(({ run }) => (to === undefined ? run !== current?.run : run === to));
        if (!goal) {
          const runs = [...new Set(earlier.map(({ run }) => run))].join(', ') || 'none';
          throw new UserError(
            `there is no earlier publication${to ? ` of run ${to}` : ''} to return to (kept: ${runs})`,
          );
        }
        const changed = Object.keys(goal.versions).filter((table) => goal.versions[table] !== current?.versions[table]);
        const attempt = {
          ...{ kind: 'rollback' as const, run: goal.run, asOf: goal.asOf, publishedAt: goal.publishedAt },
          before: await at.way.statesOf(at, changed),
          to: Object.fromEntries(changed.map((table) => [table, goal.versions[table] ?? null])),
        };
        const back = await switchSet(at, attempt, now);
        await taken.release();
        return back;
      }),

    close: async () => {
      for (const candidate of [...writers.keys()]) await candidate.close();
      await (await opened?.catch(() => undefined))?.close();
    },
  } satisfies Warehouse);
  return { ...methods, history };
};
