import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openWarehouse } from '@assay/warehouse';

const RUN = /\d{8}_\d{6}_[0-9a-f]{4}/;

const list = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** What a reader of the published file sees: its run, and every day that a table or the publication says it is of. */
export interface PublishedSet {
  readonly run: string;
  readonly days: readonly string[];
}

export interface Envelope {
  readonly place: string;
  readonly id: string;
  readonly accepted: boolean;
}

/** All that a project's runs have left: which files, and what they say. */
export interface State {
  readonly published: PublishedSet | undefined;
  /** The runs that a rollback can return to. */
  readonly kept: readonly string[];
  /** The runs of the history, each with its files. */
  readonly runs: ReadonlyMap<string, readonly string[]>;
  readonly mails: readonly Envelope[];
  /** Every file, with \<run> and \<key> for what differs from run to run. */
  readonly files: ReadonlySet<string>;
}

const readSets = async (path: string): Promise<Pick<State, 'published' | 'kept'>> => {
  const warehouse = await openWarehouse({ type: 'duckdb', path, memory: '200MB' });
  const session = await warehouse.published();
  try {
    const kept = (await warehouse.previous()).map(({ run }) => run).sort();
    const publication = await warehouse.publication();
    if (!session || !publication) return { published: undefined, kept };
    const { rows } = await session.query(
      'select as_of::varchar as day from gold.hives union select as_of::varchar from gold.april',
    );
    const days = new Set([publication.asOf, ...rows.map(({ day }) => String(day))]);
    return { published: { run: publication.run, days: [...days].sort() }, kept };
  } finally {
    await session?.close();
    await warehouse.close();
  }
};

const mailsIn = async (folder: string, place: string): Promise<Envelope[]> => {
  const names = (await list(join(folder, place))).filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(async (name) => {
      const { message_id, accepted } = JSON.parse(await readFile(join(folder, place, name), 'utf8'));
      return { place, id: message_id, accepted: accepted.length > 0 };
    }),
  );
};

export const readState = async (project: string): Promise<State> => {
  const folder = join(project, '.assay');
  const entries = await readdir(project, { recursive: true, withFileTypes: true });
  const runs = entries.filter(({ name, parentPath }) => RUN.test(name) && /\/runs(\/|$)/.test(parentPath));
  const places = await Promise.all(['outbox', 'outbox/refused', 'sent'].map((place) => mailsIn(folder, place)));
  return {
    ...(await readSets(join(folder, 'apiary.duckdb'))),
    runs: new Map(
      await Promise.all(
        runs.map(async ({ parentPath, name }) => [name, (await list(join(parentPath, name))).sort()] as const),
      ),
    ),
    mails: places.flat(),
    files: new Set(
      entries.map(({ parentPath, name }) =>
        relative(project, join(parentPath, name))
          .replace(RUN, '<run>')
          .replace(/<run>-[0-9a-f]{12}/, '<key>'),
      ),
    ),
  };
};
