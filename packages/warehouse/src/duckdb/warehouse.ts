import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type BeginOptions,
  type Candidate,
  type CandidateInfo,
  type DuckdbTarget,
  diskReason,
  type FileTable,
  type Publication,
  type Session,
  UnavailableError,
  UserError,
  type Warehouse,
} from '@assay/core';
import { adoptFile } from './adopt.ts';
import { attachPublished } from './before.ts';
import { type CopyAhead, copyAhead, sweepCopies } from './copy-ahead.ts';
import { readFacts } from './facts.ts';
import { fileFailure } from './failure.ts';
import {
  copyDatabase,
  databases,
  exists,
  type Files,
  filesOf,
  keep,
  keepNewest,
  removeDatabase,
  replaceFile,
} from './files.ts';
import { readCandidate, readPublication, writeCandidate, writePublication, writeState } from './journal.ts';
import { type Mount, mountFiles } from './mount.ts';
import { type DuckdbSession, type OpenOptions, openDuckdb } from './session.ts';
import { takeWriter, type Writer } from './writer.ts';

const KEPT_PUBLICATIONS = 5;

const openFile = (options: OpenOptions, blamed = options.path): Promise<DuckdbSession> =>
  openDuckdb(options).catch((error) => {
    throw fileFailure(blamed, error);
  });

const reading = async <T>(path: string, read: (session: DuckdbSession) => Promise<T>): Promise<T | undefined> => {
  if (!(await exists(path))) return undefined;
  const session = await openFile({ path, readOnly: true, threads: 1 });
  try {
    return await read(session);
  } finally {
    await session.close();
  }
};

/**
 * Bronze and quarantine lie in files of their own: they are no part of the set, and a refusal keeps them. A file that
 * somebody else built may have schemas of these names; they win.
 */
const attach = async (session: DuckdbSession, files: Files): Promise<void> => {
  const { rows } = await session.query('select schema_name as name from duckdb_schemas() where not internal');
  const taken = new Set(rows.map(({ name }) => name));
  for (const name of (['bronze', 'quarantine'] as const).filter((one) => !taken.has(one)))
    await session.execute(`attach ${session.dialect.literal(files[name])} as ${session.dialect.id(name)}`);
};

/**
 * A DuckDB file as a warehouse. The candidate is a copy of the published file and is published by renaming it, so
 * readers are never blocked, and whatever is killed when, the published file is the old one or the new one, whole.
 */
export const duckdbWarehouse = (
  { path, memory }: DuckdbTarget,
  { files: sources = [] }: { readonly files?: readonly FileTable[] | undefined } = {},
): Warehouse => {
  const files = filesOf(path);
  const writers = new Map<Candidate, Writer>();
  let ahead: CopyAhead | undefined;

  const hold = async (info: CandidateInfo, session: DuckdbSession, writer: Writer): Promise<Candidate> => {
    const before = await attachPublished(session, path);
    let state = info.state;
    const candidate: Candidate = {
      ...info,
      session,
      before,
      get state() {
        return state;
      },
      mark: async (next) => {
        await writeState(session, next);
        state = next;
      },
      close: async () => {
        if (!writers.delete(candidate)) return;
        await session.close();
        writer.release();
      },
    };
    writers.set(candidate, writer);
    return candidate;
  };

  const asWriter = async <T>(options: Omit<BeginOptions, 'run'>, work: (writer: Writer) => Promise<T>): Promise<T> => {
    await mkdir(dirname(path), { recursive: true }).catch((error) => {
      throw new UnavailableError(`${dirname(path)} could not be made: ${diskReason(error.code) ?? error.message}`);
    });
    const writer = await takeWriter(files.writer, options);
    try {
      return await work(writer);
    } catch (error) {
      writer.release();
      throw fileFailure(path, error);
    }
  };

  let mount: Promise<Mount> | undefined;
  /** Opens a database, and the tables of files beside its own. */
  const withSources = async (options: OpenOptions, blamed?: string): Promise<DuckdbSession> => {
    mount ??= mountFiles(sources);
    const { setup, over } = await mount;
    return over(await openFile({ temp: files.temp, memory, setup, ...options }, blamed));
  };

  const openCandidate = async (blamed?: string): Promise<DuckdbSession> => {
    const session = await withSources({ path: files.candidate }, blamed);
    await attach(session, files);
    return session;
  };

  const reader = async () => ((await exists(path)) ? withSources({ path, readOnly: true }) : undefined);

  const publication = (through?: Session) => (through ? readPublication(through) : reading(path, readPublication));

  let tidying: Promise<void> | undefined;

  /** Keeps what is published now under its run's name, then lets `next` take its place. */
  const replacePublished = async (next: string, current: Publication | undefined): Promise<void> => {
    if (await exists(path)) await keep(path, files.previous, `${current?.run ?? 'before_assay'}.duckdb`);
    await replaceFile(path, next);
    await removeDatabase(`${path}.next`);
    // Nobody waits for room on the disk; a file that cannot be removed is removed after the next publication
    tidying = keepNewest(files.previous, KEPT_PUBLICATIONS).catch(() => undefined);
  };

  const previous = async (): Promise<Publication[]> => {
    const current = await publication();
    const found = await Promise.all(
      (await databases(files.previous)).map((name) => reading(join(files.previous, name), readPublication)),
    );
    return found.filter((entry) => entry !== undefined).filter((entry) => entry.run !== current?.run);
  };

  return {
    published: reader,
    // Tables of files are there without anything in the target
    reader: async () => (await reader()) ?? (sources.length > 0 ? withSources({ path: ':memory:' }) : undefined),
    publication,
    facts: async (schemas) => (await reading(path, (session) => readFacts(session, { path, schemas }))) ?? new Map(),
    previous,
    lastCandidate: () => reading(files.candidate, readCandidate),
    candidate: async () =>
      (await exists(files.candidate)) ? withSources({ path: files.candidate, readOnly: true }) : undefined,

    expect: () => {
      ahead = copyAhead(path);
    },

    begin: (options) =>
      asWriter(options, async (writer) => {
        if (options.adopt) await adoptFile(options.adopt, files);
        else {
          await removeDatabase(files.candidate);
          // Held open while its bytes are copied, so that nobody can begin to write to it.
          if (!(await ahead?.moveTo(files.candidate))) await reading(path, () => copyDatabase(path, files.candidate));
        }
        await sweepCopies(path);
        await removeDatabase(files.bronze);
        // What is wrong with a copy is wrong with what was copied
        const session = await openCandidate(options.adopt ? undefined : path);
        return hold(await writeCandidate(session, options.run), session, writer);
      }),

    resume: (options) =>
      asWriter(options, async (writer) => {
        const session = (await exists(files.candidate)) ? await openCandidate() : undefined;
        const info = session && (await readCandidate(session));
        if (session && info) return hold(info, session, writer);
        await session?.close();
        writer.release();
        return undefined;
      }),

    publish: async (candidate, next) => {
      const writer = writers.get(candidate);
      if (!writer) throw new Error('only the writer publishes its own candidate');
      try {
        await writePublication(candidate.session, next);
        await candidate.session.execute('checkpoint');
        await candidate.session.close();
        await replacePublished(files.candidate, candidate.before?.publication);
      } catch (error) {
        throw fileFailure(files.candidate, error);
      } finally {
        writers.delete(candidate);
        writer.release();
      }
    },

    rollback: ({ to, ...options }) =>
      asWriter(options, async (writer) => {
        const kept = await previous();
        const target = to === undefined ? kept[0] : kept.find(({ run }) => run === to);
        if (!target) {
          const runs = kept.map(({ run }) => run).join(', ') || 'none';
          throw new UserError(
            `there is no earlier publication${to ? ` of run ${to}` : ''} to return to (kept: ${runs})`,
          );
        }
        const next = `${path}.next`;
        await removeDatabase(next);
        await copyDatabase(join(files.previous, `${target.run}.duckdb`), next);
        await replacePublished(next, await publication());
        writer.release();
        return target;
      }),

    close: async () => {
      await ahead?.discard();
      await tidying;
      for (const candidate of [...writers.keys()]) await candidate.close();
    },
  };
};
