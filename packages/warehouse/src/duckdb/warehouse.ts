import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type BeginOptions,
  type Candidate,
  type CandidateInfo,
  type DuckdbTarget,
  diskReason,
  type FileTable,
  type Publication,
  type ReadOptions,
  type Session,
  UnavailableError,
  UserError,
  type Warehouse,
} from '@assay/core';
import { makeFolder, OWN_FOLDER, temporaryName } from '@assay/files';
import { adoptFile } from './adopt.ts';
import { withAside } from './aside.ts';
import { attachPublished, type Published } from './before.ts';
import { checkedAgainst, rememberChecked } from './checked.ts';
import { type CopyAhead, copyAhead } from './copy-ahead.ts';
import { readFacts } from './facts.ts';
import { failing, isDamaged, MEND_CANDIDATE, MEND_PUBLISHED } from './failure.ts';
import {
  copyDatabase,
  copyWhole,
  exists,
  filesOf,
  removeDatabase,
  replaceFile,
  setAside,
  sweep,
  sync,
} from './files.ts';
import {
  type Begun,
  type Numbered,
  readCandidate,
  readPublication,
  writeCandidate,
  writePublication,
  writeState,
} from './journal.ts';
import { isUnmade, makeDatabase } from './make-database.ts';
import { type Mount, mountFiles } from './mount.ts';
import { attachOwn } from './own-databases.ts';
import { type Kept, keep, keepNewest, keptPublications, nextNumber } from './previous.ts';
import { type DuckdbSession, type OpenOptions, openDuckdb } from './session.ts';
import { takeWriter, type Writer } from './writer.ts';

const KEPT_PUBLICATIONS = 5;

interface Blamed {
  readonly path: string;
  readonly mend?: string | undefined;
}

const reading = async <T>(blamed: Blamed, read: (session: DuckdbSession) => Promise<T>): Promise<T | undefined> => {
  if (!(await exists(blamed.path))) return undefined;
  const session = await openDuckdb({ path: blamed.path, readOnly: true, threads: 1 }).catch(failing(blamed));
  try {
    return await read(session).catch(failing(blamed));
  } finally {
    await session.close();
  }
};

/** What whoever holds a candidate has in his hands. */
interface Held {
  readonly session: DuckdbSession;
  readonly before: Published | undefined;
  readonly writer: Writer;
}

/** What is published, where that can be read. */
interface Legible {
  readonly current?: Numbered | undefined;
  readonly damaged?: boolean;
}

const plain = ({ run, asOf, publishedAt }: Publication): Publication => ({ run, asOf, publishedAt });

export interface DuckdbOptions {
  readonly files?: readonly FileTable[] | undefined;
  /** Told of what was mended, or could not be done beside the work, in one sentence. */
  readonly tell?: ((message: string) => void) | undefined;
}

/**
 * A DuckDB file as a warehouse. The candidate is a copy of the published file and is published by renaming it, so
 * readers are never blocked, and whatever is killed when, the published file is the old one or the new one, whole.
 */
export const duckdbWarehouse = (
  { path, memory }: DuckdbTarget,
  { files: sources = [], tell = () => {} }: DuckdbOptions = {},
): Warehouse => {
  if (path.includes('?'))
    throw new UserError(
      `the target ${path} has a "?" in its path, where DuckDB lets options begin; give the file, or the folder it lies in, another name`,
    );
  const files = filesOf(path);
  const published = { path, mend: MEND_PUBLISHED };
  const last = { path: files.candidate, mend: MEND_CANDIDATE };
  const writers = new Map<Candidate, Held>();
  let ahead: CopyAhead | undefined;

  const hold = (
    { after, ...begun }: Begun,
    { session, before, writer, checked }: Held & { readonly checked?: string | undefined },
  ): Candidate => {
    let state = begun.state;
    let basis = checked;
    const candidate: Candidate = {
      ...begun,
      isNewest: after >= (before?.publication?.number ?? 0),
      session,
      before,
      get state() {
        return state;
      },
      mark: async (next, against) => {
        await writeState(session, next).catch(failing(last));
        state = next;
        basis = against;
      },
      checkedAgainst: async () => basis,
      close: async () => {
        if (!writers.delete(candidate)) return;
        try {
          await session.close();
          if (basis !== undefined) await rememberChecked(files, basis).catch(failing({ path: files.checked }));
        } finally {
          writer.release();
        }
      },
    };
    writers.set(candidate, { session, before, writer });
    return candidate;
  };

  const asWriter = async <T>(options: Omit<BeginOptions, 'run'>, work: (writer: Writer) => Promise<T>): Promise<T> => {
    await makeFolder(dirname(path), OWN_FOLDER).catch((error) => {
      throw new UnavailableError(`${dirname(path)} could not be made: ${diskReason(error.code) ?? error.message}`);
    });
    const writer = await takeWriter(files.writer, options);
    try {
      return await work(writer);
    } catch (error) {
      writer.release();
      return failing(last)(error);
    }
  };

  let mount: Promise<Mount> | undefined;
  /** Opens a database, and the tables of files beside its own. */
  const withSources = async (options: OpenOptions, blamed: Blamed = options): Promise<DuckdbSession> => {
    mount ??= mountFiles(sources);
    const { setup, reads, over } = await mount;
    return over(
      await openDuckdb({ temp: temporaryName(files.temp), memory, setup, reads, ...options }).catch(failing(blamed)),
    );
  };

  /** The candidate with all that lies beside it. */
  const openCandidate = async (blamed: Blamed): Promise<Pick<Held, 'session' | 'before'>> => {
    const session = await withSources({ path: files.candidate }, blamed);
    try {
      await attachOwn(session, files, tell);
      return { session, before: await attachPublished(session, path).catch(failing(published)) };
    } catch (error) {
      await session.close();
      throw error;
    }
  };

  /** A session that only reads, and opens nothing else from then on. */
  const readOnly = async (blamed: Blamed, { aside = [] }: ReadOptions = {}): Promise<DuckdbSession> => {
    const session = await withSources({ path: blamed.path, readOnly: blamed.path !== ':memory:' }, blamed);
    try {
      const whole = aside.length > 0 ? await withAside(session, aside, files) : session;
      await whole.shut();
      return whole;
    } catch (error) {
      await session.close();
      throw error;
    }
  };

  const reader = async (options?: ReadOptions) => ((await exists(path)) ? readOnly(published, options) : undefined);

  const publication = async (through?: Session): Promise<Numbered | undefined> =>
    through ? readPublication(through) : reading(published, readPublication);

  let tidying: Promise<void> | undefined;

  /** Keeps what is published now under its run's name, then lets `next` take its place. */
  const replacePublished = async (next: string, { current, damaged = false }: Legible): Promise<void> => {
    const isThere = await exists(path);
    if (damaged) await setAside(path, tell);
    else if (isThere) {
      // What somebody wrote to it would else be read into the next set
      if (await exists(`${path}.wal`)) await openDuckdb({ path }).then((session) => session.close());
      await keep(path, files.previous, current);
    }
    await replaceFile(path, next);
    // From here on it is published, whatever fails
    await sync(dirname(path)).catch(() =>
      tell(
        `published, but ${dirname(path)} could not be forced to the disk: a power failure may bring the last set back`,
      ),
    );
    // Nobody waits for room on the disk; a file that cannot be removed is removed after the next publication
    tidying = keepNewest(files.previous, KEPT_PUBLICATIONS).catch(() => undefined);
  };

  const previous = async (current: Numbered | undefined): Promise<Kept[]> => {
    const kept = await keptPublications(files.previous, (file) =>
      reading({ path: file }, readPublication).catch((error) => {
        if (!isDamaged(error.cause)) throw error;
        tell(`${file} is damaged: it cannot be returned to`);
        return undefined;
      }),
    );
    return kept.filter(({ run }) => run !== current?.run);
  };

  const legible = (): Promise<Legible> =>
    publication().then(
      (current) => ({ current, damaged: false }),
      (error) => {
        if (!isDamaged(error.cause)) throw error;
        return { damaged: true };
      },
    );

  return {
    published: reader,
    // Tables of files are there without anything in the target
    reader: async (options) =>
      (await reader(options)) ?? (sources.length > 0 ? readOnly({ path: ':memory:' }, options) : undefined),
    publication,
    facts: async (schemas) =>
      (await reading(published, (session) => readFacts(session, { path, schemas }))) ?? new Map(),
    previous: async () => (await previous((await legible()).current)).map(plain),
    lastCandidate: async (): Promise<CandidateInfo | undefined> => {
      const begun = await reading(last, readCandidate).catch(async (error) => {
        if (await isUnmade(files.candidate, error.cause)) return undefined;
        throw error;
      });
      const current = await publication();
      if (!begun || begun.run === current?.run) return undefined; // a mere copy of what is published
      const { after, ...info } = begun;
      return { ...info, isNewest: after >= (current?.number ?? 0) };
    },
    candidate: async (options) => ((await exists(files.candidate)) ? readOnly(last, options) : undefined),

    expect: () => {
      ahead = copyAhead(path);
    },

    begin: (options) =>
      asWriter(options, async (writer) => {
        await sweep(files);
        await rm(files.checked, { force: true });
        if (options.adopt) await adoptFile(options.adopt, files);
        else {
          await removeDatabase(files.candidate);
          // Held open while its bytes are copied, so that nobody can begin to write to it.
          if (!(await ahead?.moveTo(files.candidate))) await reading(published, () => copyWhole(path, files.candidate));
        }
        await makeDatabase(files.candidate);
        await removeDatabase(files.bronze);
        // What is wrong with a copy is wrong with what was copied
        const opened = await openCandidate(options.adopt ? last : published).catch(async (error) => {
          await removeDatabase(files.candidate);
          throw error;
        });
        const after = opened.before?.publication?.number ?? 0;
        const candidate = hold(await writeCandidate(opened.session, options.run, after), { ...opened, writer });
        // Raw files are still to be read into a candidate that is built
        if (options.adopt) await opened.session.shut();
        return candidate;
      }),

    resume: (options) =>
      asWriter(options, async (writer) => {
        const checked = await checkedAgainst(files);
        const opened = (await exists(files.candidate)) ? await openCandidate(last) : undefined;
        const begun = opened && (await readCandidate(opened.session));
        const isCopy = begun?.run === opened?.before?.publication?.run;
        if (begun && !isCopy) {
          await opened.session.shut();
          return hold(begun, { ...opened, writer, checked });
        }
        await opened?.session.close();
        writer.release();
        return undefined;
      }),

    publish: async (candidate, next) => {
      const held = writers.get(candidate);
      if (!held) throw new Error('only the writer publishes its own candidate');
      try {
        const current = held.before?.publication;
        const number = await nextNumber(files.previous, current);
        await writePublication(held.session, { ...next, number });
        await held.session.execute('checkpoint');
        await held.session.close();
        await replacePublished(files.candidate, { current });
        await rm(files.checked, { force: true }).catch(() => undefined);
      } catch (error) {
        failing(last)(error);
      } finally {
        writers.delete(candidate);
        held.writer.release();
      }
    },

    rollback: ({ to, ...options }) =>
      asWriter(options, async (writer) => {
        await sweep(files);
        const { current, damaged } = await legible();
        const kept = await previous(current);
        const target = to === undefined ? kept[0] : kept.find(({ run }) => run === to);
        if (!target) {
          const runs = kept.map(({ run }) => run).join(', ') || 'none';
          throw new UserError(
            `there is no earlier publication${to ? ` of run ${to}` : ''} to return to (kept: ${runs})`,
          );
        }
        const next = temporaryName(path);
        try {
          await copyDatabase(target.path, next);
          const session = await openDuckdb({ path: next, threads: 1 });
          const number = await nextNumber(files.previous, current);
          await writePublication(session, { ...plain(target), number }).finally(() => session.close());
          await replacePublished(next, { current, damaged });
        } finally {
          await removeDatabase(next);
        }
        writer.release();
        return plain(target);
      }),

    close: async () => {
      await ahead?.discard();
      await tidying;
      for (const candidate of [...writers.keys()]) await candidate.close();
    },
  };
};
