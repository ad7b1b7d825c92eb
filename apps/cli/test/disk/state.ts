import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readReport } from '@assay/reporter';
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
  /** Reports, pages and summaries that lie under their own name and are not whole. */
  readonly torn: readonly string[];
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

/** Whether a report, page or summary lies under its own name and is not whole. */
const isTorn = async ({ parentPath, name }: Dirent): Promise<boolean> => {
  if (!/^(report\.(json|html)|summary\.json)$/.test(name)) return false;
  const text = await readFile(join(parentPath, name), 'utf8');
  try {
    if (name === 'report.json') await readReport(text);
    else if (name === 'summary.json') JSON.parse(text);
    return name === 'report.html' && !text.trimEnd().endsWith('</html>');
  } catch {
    return true;
  }
};

/** The path of a file in its project, the same in every run. */
const usualPath = (path: string): string =>
  path
    .replace(RUN, '<run>')
    .replace(/<run>-[0-9a-f]{12}/, '<key>')
    .replace(/\d{8}-<run>/, '<number>-<run>');

export const readState = async (project: string): Promise<State> => {
  const folder = join(project, '.assay');
  const entries = await readdir(project, { recursive: true, withFileTypes: true });
  const pathOf = ({ parentPath, name }: Dirent) => join(parentPath, name);
  const runs = new Map<string, string[]>();
  for (const entry of entries.filter(({ name, parentPath }) => RUN.test(name) && /\/runs(\/|$)/.test(parentPath)))
    runs.set(entry.name, (await list(pathOf(entry))).sort());
  const torn: string[] = [];
  for (const entry of entries) if (await isTorn(entry)) torn.push(relative(project, pathOf(entry)));
  const mails: Envelope[] = [];
  for (const place of ['outbox', 'outbox/refused', 'sent']) mails.push(...(await mailsIn(folder, place)));
  const files = new Set(entries.map((entry) => usualPath(relative(project, pathOf(entry)))));
  return { ...(await readSets(join(folder, 'apiary.duckdb'))), runs, torn, mails, files };
};
