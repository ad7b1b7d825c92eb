import { basename, join } from 'node:path';
import {
  DataError,
  diskReason,
  type FileFinding,
  type Percentage,
  RUNS,
  type Session,
  UnavailableError,
} from '@assay/core';
import { deliveredTwice, type FieldsOfFile, fieldsLeftOut, fieldsMissing, leftOut, sameContent } from '@assay/files';
import { csv } from './csv.ts';
import type { DataSet } from './data-set.ts';
import { keepFindings } from './file-findings.ts';
import { readInputFolder } from './input-folder.ts';
import { type Loaded, loadDataSet, type ToLoad } from './load-data-set.ts';
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
  /** Data sets that have a record schema too, and that nothing is built of. */
  readonly idle?: readonly string[] | undefined;
  readonly runId: string;
  /** The share of bad records above which a data set is refused. */
  readonly atMost: Percentage;
}

export interface LoadedRaw {
  readonly dataSets: readonly LoadedDataSet[];
  /** What is to be said of the files themselves; it is written down in the candidate too. */
  readonly findings: readonly FileFinding[];
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

const NOTHING = { promised: new Map(), scans: [], problems: [], findings: [] };

const bronzeName = ({ name }: DataSet) => `bronze.${name}`;

/** Of fields that are in no file at all the schema has said that they may be missing. */
const fieldFindings = (dataSet: DataSet, files: readonly FieldsOfFile[]): (FileFinding | undefined)[] => {
  const known = new Set(dataSet.columns.map(({ source }) => source));
  const named = files.map((file) => ({
    ...file,
    fields: new Map([...file.fields].filter(([name]) => known.has(name))),
  }));
  return [
    fieldsLeftOut(bronzeName(dataSet), files, { known, schema: basename(dataSet.file) }),
    fieldsMissing(bronzeName(dataSet), named),
  ];
};

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
  const found = await findRawFiles(folder);
  if (found === undefined) return { ...NOTHING, ...request };
  const { files } = found;
  const manifest = await readManifest(folder);
  const problems = [...found.problems, ...(typeof manifest === 'string' ? [manifest] : [])];
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
    const { damage, zeros } = await verifyFile(file, promised?.get(file.name));
    if (damage) problems.push(damage);
    else whole.push({ ...file, zeros });
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
    findings: [
      leftOut(bronzeName(dataSet), found.leftOut),
      ...fieldFindings(
        dataSet,
        opened.flatMap(({ fields }) => fields),
      ),
    ].filter((one) => one !== undefined),
  };
};

/**
 * Raw files to bronze: every data set becomes `bronze.<data set>` with the columns of its schema, `_file` and `_line`;
 * records that break the schema go to `quarantine.<data set>`. Throws a `RawDataError` with all that is wrong.
 */
export const loadRaw = async (options: LoadOptions): Promise<LoadedRaw> => {
  const { session, dataSets, runId, atMost, input, idle = [] } = options;
  const around = await readInputFolder({ input, names: dataSets.map(({ name }) => name), idle });
  const opened = [];
  for (const dataSet of dataSets) opened.push(await openDataSet(dataSet, options).catch(cannotRead));
  const unusable = [...around.problems, ...opened.flatMap(({ problems }) => problems)];
  if (unusable.length > 0) throw new RawDataError(unusable, []);
  const loaded: Loaded[] = [];
  for (const one of opened) {
    const request: ToLoad = { ...one, runId, atMost };
    loaded.push(await loadDataSet(request));
  }
  const result = loaded.map((one) => one.dataSet);
  const problems = loaded.flatMap((one) => one.problems);
  if (problems.length > 0) throw new RawDataError(problems, result);
  const findings: FileFinding[] = [...around.findings, ...opened.flatMap((one) => one.findings)];
  for (const [i, { dataSet, scans }] of opened.entries()) {
    const filled = scans.flatMap(({ files }) => files).filter(({ name }) => (loaded[i]?.counts.get(name) ?? 0) > 0);
    findings.push(
      ...[deliveredTwice(bronzeName(dataSet), await sameContent(filled))].filter((one) => one !== undefined),
    );
  }
  await keepFindings(session, [RUNS, ...dataSets.map(bronzeName)], findings);
  return { dataSets: result, findings };
};
