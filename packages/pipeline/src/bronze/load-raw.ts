import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, diskReason, type Percentage, type Session, UnavailableError, UserError } from '@assay/core';
import { closest, distance } from 'fastest-levenshtein';
import { csv } from './csv.ts';
import type { DataSet } from './data-set.ts';
import { loadDataSet, type ToLoad } from './load-data-set.ts';
import { compareWithManifest, readManifest } from './manifest.ts';
import { ndjson } from './ndjson.ts';
import { parquet } from './parquet.ts';
import type { LoadedDataSet } from './quarantine.ts';
import { findRawFiles, type RawFile } from './raw-files.ts';
import type { Format } from './scan.ts';
import { verifyFile } from './verify-file.ts';

export interface LoadOptions {
  /** A DuckDB session on the candidate, with databases attached as `bronze` and `quarantine`. */
  readonly session: Session;
  /** The folder with one folder a data set. */
  readonly input: string;
  readonly dataSets: readonly DataSet[];
  readonly runId: string;
  /** The share of bad records above which a data set is refused. */
  readonly atMost: Percentage;
}

export interface LoadedRaw {
  readonly dataSets: readonly LoadedDataSet[];
  /** What was left out and does no harm, one sentence each. */
  readonly notes: readonly string[];
}

/** The raw data is bad; what was loaded and quarantined all the same is in `dataSets`. */
export class RawDataError extends DataError {
  readonly dataSets: readonly LoadedDataSet[];

  constructor(problems: readonly string[], dataSets: readonly LoadedDataSet[]) {
    super(problems.join('\n'));
    this.dataSets = dataSets;
  }
}

const FORMATS: Readonly<Record<RawFile['format'], Format>> = { csv, ndjson, parquet };

const NOTHING = { promised: new Map(), scans: [], problems: [], notes: [] };

/** A disk or a permission in the way says nothing about the data. */
const cannotRead = (error: NodeJS.ErrnoException): never => {
  if (error.code === undefined || error.path === undefined) throw error;
  throw new UnavailableError(`${error.path}: cannot be read: ${diskReason(error.code) ?? error.code}`, {
    cause: error,
  });
};

/** Looks at all files of a data set before any is loaded. */
const openDataSet = async (dataSet: DataSet, { session, input }: LoadOptions) => {
  const folder = join(input, dataSet.name);
  const request = { session, dataSet, folder };
  const files = await findRawFiles(folder);
  if (files === undefined) return { ...NOTHING, ...request };
  const manifest = await readManifest(folder);
  const problems: string[] = typeof manifest === 'string' ? [manifest] : [];
  const promised = typeof manifest === 'string' ? undefined : manifest;
  if (files.length === 0)
    problems.push(
      `${folder}: holds no CSV, NDJSON or Parquet file; deliver some, or remove the folder where there are none`,
    );
  if (promised)
    problems.push(
      ...compareWithManifest(
        folder,
        promised,
        files.map(({ name }) => name),
      ),
    );
  const whole: RawFile[] = [];
  for (const file of files) {
    const damage = await verifyFile(file, promised?.get(file.name));
    if (damage) problems.push(damage);
    else whole.push(file);
  }
  const opened = await Promise.all(
    Object.entries(FORMATS).flatMap(([name, open]) => {
      const some = whole.filter(({ format }) => format === name);
      return some.length > 0 ? [open({ dataSet, files: some, session })] : [];
    }),
  );
  return {
    ...request,
    promised: promised ?? new Map(),
    scans: opened.flatMap(({ scans }) => scans),
    problems: [...problems, ...opened.flatMap((one) => one.problems)],
    notes: opened.flatMap(({ notes }) => notes),
  };
};

const strayFolders = async ({ input, dataSets }: LoadOptions): Promise<string[]> => {
  const entries = await readdir(input, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new UserError(`input ${input} is not a folder; it should hold one folder a data set`, { cause: error });
    throw error;
  });
  const names = dataSets.map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  if (!folders.some((name) => names.includes(name)))
    throw new UserError(`input ${input} holds no raw data; expected folders such as ${names.slice(0, 3).join(', ')}`);
  return folders
    .filter((name) => !names.includes(name) && !/^[._]/.test(name))
    .map((name) => {
      const near = closest(name, names);
      const hint = distance(name, near) <= 2 ? `; did you mean ${near}?` : '';
      return `${join(input, name)}: left out, because there is no record schema of that name${hint}`;
    });
};

/**
 * Raw files to bronze: every data set becomes `bronze.<data set>` with the columns of its schema, `_file` and `_line`;
 * records that break the schema go to `quarantine.<data set>`. Throws a `RawDataError` with all that is wrong.
 */
export const loadRaw = async (options: LoadOptions): Promise<LoadedRaw> => {
  const { dataSets, runId, atMost } = options;
  const notes = await strayFolders(options);
  const opened = [];
  for (const dataSet of dataSets) opened.push(await openDataSet(dataSet, options).catch(cannotRead));
  const unusable = opened.flatMap(({ problems }) => problems);
  if (unusable.length > 0) throw new RawDataError(unusable, []);
  const loaded = [];
  for (const one of opened) {
    const request: ToLoad = { ...one, runId, atMost };
    loaded.push(await loadDataSet(request));
  }
  const result = loaded.map((one) => one.dataSet);
  const problems = loaded.flatMap((one) => one.problems);
  if (problems.length > 0) throw new RawDataError(problems, result);
  return { dataSets: result, notes: [...notes, ...opened.flatMap((one) => one.notes)] };
};
